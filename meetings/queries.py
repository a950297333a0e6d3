"""Reading for the pages of meetings and for the overview. Who sees what is decided by the database."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Prefetch, Q
from django.utils import timezone

from cases.models import Action, ActionState
from meetings.models import (
    AgendaItem,
    Contribution,
    Decision,
    ItemAction,
    ItemSignal,
    Meeting,
    MeetingState,
    Seat,
    TablePlace,
)
from partners.models import Colleague
from partners.roles import Permission, Role
from signals.models import Outcome, Signal, Weighing, WeighingState
from signals.queries import of_each

MOST_CANDIDATES = 20
MOST_LATE = 100


# -- meetings


def meetings():
    """The meetings a reader may see, with the number of items that he sees."""
    return Meeting.objects.select_related("series").annotate(item_count=Count("items"))


def coming():
    """From today on, and what was released but has no final minutes yet."""
    return meetings().filter(_coming()).order_by("starts_at", "pk")


def past():
    return meetings().exclude(_coming()).order_by("-starts_at", "-pk")


def _not_over():
    """A meeting is near until the day after."""
    return Q(starts_at__gte=timezone.now() - timedelta(hours=12))


def _coming():
    return _not_over() | Q(state__in=(MeetingState.RELEASED, MeetingState.HELD))


def next_to_prepare():
    """The first meeting of which the agenda is not released yet, or None."""
    return meetings().filter(_not_over(), state=MeetingState.PLANNED).order_by("starts_at", "pk").first()


def dates_only(seen):
    """Meetings of which an invited organisation knows only when and where: [{name, starts_at, place}]."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, starts_at, place FROM zvh.next_meetings()")
        found = [dict(zip(("name", "starts_at", "place"), row, strict=True)) for row in cursor.fetchall()]
    known = {meeting.starts_at for meeting in seen}
    return [meeting for meeting in found if meeting["starts_at"] not in known]


def hidden_seats(meeting):
    """How many participants are there of whom the reader learns only that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.hidden_seats(%s)", [meeting.pk])
        return cursor.fetchone()[0]


def seats_of(meeting):
    return list(Seat.objects.filter(meeting=meeting).select_related("organisation"))


# -- the agenda


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
    def is_recorded(self):
        """Something was written down or decided, so the reader may go on."""
        item = self.item
        return bool(item.has_decision or item.information or item.interpretation or item.conclusion)


def items_of(meeting):
    """The items the reader sees, in order, with their tables and the signals he sees."""
    before = Func(F("pk"), function="zvh.minutes_before", output_field=IntegerField())
    return (
        AgendaItem.objects.filter(meeting=meeting)
        .annotate(minutes_before=before, has_decision=Exists(Decision.objects.filter(item=OuterRef("pk"))))
        .select_related("meeting", "case")
        .prefetch_related(
            Prefetch("places", TablePlace.objects.select_related("organisation")),
            Prefetch("signals", Signal.objects.select_related("municipality").defer("search")),
        )
    )


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
    starts_at = meeting.starts_at + timedelta(minutes=item.minutes_before)
    on_table = [one for one in contributions.values() if one.is_released]
    return Line(item, starts_at, places, on_table)


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
    weighed = _weighed_for_agenda().filter(house=meeting.house_id)
    waiting = weighed.select_related("signal__municipality__organisation", "signal__organisation")
    return [one.signal for one in waiting.defer("search", "signal__search")[:MOST_CANDIDATES]]


def _weighed_for_agenda():
    """Their weighings, for these are found by their outcome: a house has far fewer of them than signals."""
    since = Q(item__meeting__final_at__isnull=True) | Q(item__meeting__final_at__gte=OuterRef("decided_at"))
    discussed = ItemSignal.objects.filter(since, signal=OuterRef("signal"))
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


# -- minutes


def _decisions():
    return Decision.objects.select_related("case")


def _actions():
    return ItemAction.objects.select_related("action__organisation").order_by("action__due_on", "pk")


def minutes_of(meeting):
    """The items with what was said, decided and promised, as far as the reader may see."""
    return items_of(meeting).prefetch_related(
        Prefetch("decisions", _decisions()), Prefetch("action_links", _actions())
    )


def results_of(item):
    """What one item led to."""
    decisions, links = _decisions().filter(item=item), _actions().filter(item=item)
    return {"decisions": list(decisions), "actions": [link.action for link in links]}


# -- extra consultations


def running_extra(signal):
    """The extra consultation about this signal that was called and is not over, or None."""
    running = Meeting.objects.filter(
        series__isnull=True, state__in=(MeetingState.PLANNED, MeetingState.RELEASED)
    )
    return running.filter(items__signals=signal).order_by("starts_at").first()


def people_at(organisations):
    """{organisation: [names]} of who can take part in a meeting for each."""
    found = defaultdict(list)
    people = Colleague.objects.filter(organisation__in=organisations, role=Role.PARTICIPANT)
    for organisation, name in people.values_list("organisation", "name"):
        found[organisation].append(name)
    return dict(found)


# -- for the overview


def late_actions(house_id=None):
    """Open actions past their day that the reader sees, at most a hundred."""
    found = Action.objects.filter(state=ActionState.OPEN, due_on__lt=timezone.localdate())
    if house_id:
        found = found.filter(house=house_id)
    return found.select_related("organisation").order_by("due_on", "pk")[:MOST_LATE]


def waiting_counts(meeting, more=()):
    """(actions too late, signals for the agenda of this meeting or None, counts of `more`), capped, in one query."""
    waiting = [late_actions().values("pk"), *more]
    if meeting is not None:
        weighed = _weighed_for_agenda().filter(house=meeting.house_id)
        waiting.append(weighed.order_by().values("pk")[:MOST_CANDIDATES])  # in any order: it need not sort
    late, *found = of_each("(SELECT count(*) FROM ({}) ids)", [[one] for one in waiting])
    counted, candidates = found[: len(more)], found[len(more) :]
    return late, candidates[0] if candidates else 0, counted


@dataclass
class Asked:
    """An item for which the reader's organisation sits at the table."""

    item: object
    organisation: object
    question: str
    has_contributed: bool
    is_released: bool


def items_asked(user):
    """What the reader's organisations are asked for meetings that are not over, soonest first."""
    places = list(
        TablePlace.objects.filter(
            organisation__in=my_organisations(user),
            item__meeting__state__in=(MeetingState.RELEASED, MeetingState.HELD),
        )
        .select_related("item__meeting__series", "organisation")
        .order_by("item__meeting__starts_at", "item__position", "pk")
    )
    own = Contribution.objects.filter(item__in={place.item_id for place in places})
    released = {(one.item_id, one.organisation_id): one.is_released for one in own}
    keys = [(place.item_id, place.organisation_id) for place in places]
    return [
        Asked(place.item, place.organisation, place.question, key in released, released.get(key, False))
        for place, key in zip(places, keys, strict=True)
    ]
