"""The agenda as its reader may know it: items, their tables, what lies on them, and what waits to be put on it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Prefetch, Q

from meetings.models import AgendaItem, Contribution, Decision, ItemAction, ItemSignal, TablePlace
from partners.roles import Permission
from signals.models import Outcome, Signal, Weighing, WeighingState

MOST_CANDIDATES = 20


@dataclass
class Place:
    """An organisation at the table of an item, as the reader may know it."""

    organisation: object
    question: str
    has_contributed: bool
    is_mine: bool
    contribution: object = None

    @property
    def is_asked(self):
        """The reader still owes this table something."""
        return self.is_mine and not (self.contribution and self.contribution.is_released)

    @property
    def is_ready(self):
        """It contributed; to the reader himself a text that is not on the table yet is not ready."""
        return self.has_contributed and not self.is_asked


@dataclass
class Line:
    """One item of the agenda with its start, its table and what lies on it."""

    item: object
    starts_at: object
    places: list
    contributions: list

    @property
    def mine(self):
        return [place for place in self.places if place.is_mine]

    @property
    def hidden_words(self):
        """Who sits at the table without the reader knowing who; empty when he knows all."""
        count = self.item.hidden_places
        return "" if not count else "een partner" if count == 1 else f"{count} partners"

    @property
    def is_recorded(self):
        """Something was written down or decided, so the reader may go on."""
        item = self.item
        return bool(item.has_decision or item.information or item.interpretation or item.conclusion)


def items_of(meeting):
    """The items the reader sees, in order, with their tables and the signals he sees; a case meeting has none."""
    signals = Signal.objects.select_related("municipality").defer("search")
    signals = signals.none() if meeting.case_id else signals
    return (
        AgendaItem.objects.filter(meeting=meeting)
        .annotate(minutes_before=_number("zvh.minutes_before"), hidden_places=_number("zvh.hidden_places"))
        .annotate(
            has_decision=Exists(Decision.objects.filter(item=OuterRef("pk"))),
            has_action=Exists(ItemAction.objects.filter(item=OuterRef("pk"))),
        )
        .select_related("meeting", "case", "pen__user", "note")
        .prefetch_related(
            Prefetch("places", TablePlace.objects.select_related("organisation")),
            Prefetch("signals", signals),
        )
    )


def _number(function):
    return Func(F("pk"), function=function, output_field=IntegerField())


def agenda(meeting, user):
    """The agenda as this reader sees it: a list of lines."""
    items = list(items_of(meeting))
    return _lines(meeting, items, user)


def line_of(item, user):
    """One item as this reader sees it."""
    return _lines(item.meeting, [item], user)[0]


def _lines(meeting, items, user):
    done, mine = contributed(items), my_organisations(user)
    visible = defaultdict(dict)
    for contribution in Contribution.objects.filter(item__in=items).select_related("organisation"):
        visible[contribution.item_id][contribution.organisation_id] = contribution
    return [_line(meeting, item, done, mine, visible[item.pk]) for item in items]


def _line(meeting, item, done, mine, contributions):
    places = [
        Place(
            place.organisation,
            place.question,
            (item.pk, place.organisation_id) in done,
            place.organisation_id in mine,
            contributions.get(place.organisation_id),
        )
        for place in item.places.all()
    ]
    on_table = [one for one in contributions.values() if one.is_released]
    return Line(item, starts_at(item), places, on_table)


def starts_at(item):
    """When an item of `items_of` begins."""
    return item.meeting.starts_at + timedelta(minutes=item.minutes_before)


def contributed(items):
    """{(item, organisation)} of what was brought in, released or not: that it is there, not what it says."""
    with connection.cursor() as cursor:
        ids = [item.pk for item in items]
        cursor.execute("SELECT item_id, organisation_id FROM zvh.contributed(%s)", [ids])
        return set(cursor.fetchall())


def my_organisations(user):
    """For which organisations this person speaks at a table."""
    return {membership.organisation_id for membership in user.membership_for(Permission.CONTRIBUTE)}


def candidates(meeting):
    """Signals weighed for the agenda that no meeting has talked about since, oldest decision first."""
    weighed = weighed_for_agenda().filter(house=meeting.house_id)
    waiting = weighed.select_related("signal__municipality__organisation", "signal__organisation")
    return [one.signal for one in waiting.defer("search", "signal__search")[:MOST_CANDIDATES]]


def weighed_for_agenda():
    """Their weighings, for these are found by their outcome: a house has far fewer of them than signals."""
    since = Q(item__meeting__final_at__isnull=True) | Q(item__meeting__final_at__gte=OuterRef("decided_at"))
    discussed = ItemSignal.objects.filter(
        since, signal=OuterRef("signal"), item__meeting__cancelled_at__isnull=True
    )
    weighed = Weighing.objects.filter(outcome=Outcome.ON_AGENDA, state=WeighingState.DONE)
    return weighed.exclude(Exists(discussed)).order_by("decided_at", "signal")


def readers_after_release(lines, seats):
    """[(organisations, [lines])]: who sees which items once the agenda is released; who sees the same together."""
    seen = defaultdict(list)
    for line in lines:
        seated = {place.organisation for place in line.places}
        invited = {seat.organisation for seat in seats} if line.item.is_open else set()
        for organisation in seated | invited:
            seen[organisation].append(line)
    together = defaultdict(list)
    for organisation in sorted(seen, key=str):
        together[tuple(line.item.pk for line in seen[organisation])].append(organisation)
    return [(organisations, seen[organisations[0]]) for organisations in together.values()]
