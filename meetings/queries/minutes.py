"""What was said, decided and promised; what was proposed to change in it, and what was put right afterwards."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Prefetch, Q, Value, prefetch_related_objects

from meetings.models import (
    Amendment,
    DecisionCase,
    Erratum,
    ItemAction,
    MeetingState,
    Seat,
    TablePlace,
)
from meetings.queries.decisions import decisions
from meetings.queries.items import items_of, my_organisations
from meetings.queries.planning import hidden_seats, seats_of
from partners.models import Organisation
from signals.models import Signal
from zvh.sql import value


def _actions():
    return ItemAction.objects.select_related("action__organisation").order_by("action__due_on", "pk")


def _amendments():
    return Amendment.objects.select_related("organisation", "proposed_by", "handled_by")


def minutes_of(meeting):
    """The items with what was said, decided and promised, as far as the reader may see."""
    return items_of(meeting).prefetch_related(
        Prefetch("decisions", decisions()),
        Prefetch("action_links", _actions()),
        Prefetch("amendments", _amendments()),
        Prefetch("errata", Erratum.objects.select_related("by")),
    )


def results_of(item):
    """What one item of `items_of` led to; what it says is not there is not asked for."""
    found = list(decisions().prefetch_related(None).filter(item=item)) if item.has_decision else []
    prefetch_related_objects([one for one in found if one.has_earlier], "earlier_answers")
    links = _actions().filter(item=item) if item.has_action else []
    for decision in found:
        decision.item = item  # with its signals
    return {"decisions": found, "actions": [link.action for link in links]}


@dataclass
class Minutes:
    """The minutes of a meeting as somebody reads them."""

    items: list
    seats: list
    hidden_seats: int
    amenders: dict = field(default_factory=dict)  # {item: organisations for which the reader may propose}


def read_minutes(meeting, user):
    items = list(minutes_of(meeting))
    may = amenders(items, user) if meeting.state == MeetingState.HELD else {}
    return Minutes(items, seats_of(meeting), hidden_seats(meeting), may)


def amenders(items, user):
    """{item: [organisation]} for which this person may propose an amendment now; the database says so."""
    mine = my_organisations(user)
    pairs = [(item.pk, organisation) for item in items for organisation in mine]
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.item, p.organisation FROM unnest(%s::bigint[], %s::bigint[]) p (item, organisation)"
            " WHERE zvh.may_amend(p.item, p.organisation) ORDER BY 1, 2",
            [[item for item, _ in pairs], [organisation for _, organisation in pairs]],
        )
        for item, organisation in cursor.fetchall():
            found[item].append(organisation)
    return dict(found)


def may_amend(item, organisation):
    return value("SELECT zvh.may_amend(%s, %s)", [item.pk, organisation.pk])


def answerers(item):
    """Ids of who answers an amendment of this item."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.answerers(%s)", [item.pk])
        return [pk for (pk,) in cursor.fetchall()]


def reads_item(item, user):
    """Whether this person reads the item now; asked by who leads the meeting."""
    return bool(value("SELECT zvh.reads_item(%s, %s)", [item.pk, user.pk]))


def open_amendments(meeting):
    """How many wait for an answer, also on items that this coordinator may not see."""
    return value("SELECT zvh.open_amendments(%s)", [meeting.pk]) or 0


def minutes_hold(meeting):
    """Whether the final minutes still have their fingerprint; None when they have none."""
    return value("SELECT zvh.minutes_hold(%s)", [meeting.pk])


def extract_of(meeting, organisation):
    """The minutes as a participant of this organisation reads them, as far as this coordinator may see it too."""
    ids = _extract_ids(meeting, organisation)
    items = minutes_of(meeting).filter(pk__in=ids["items"]).prefetch_related(None)
    items = items.prefetch_related(
        Prefetch("places", TablePlace.objects.filter(pk__in=ids["places"]).select_related("organisation")),
        Prefetch("signals", _signals().filter(pk__in=ids["signals"])),
        Prefetch("decisions", _decisions_of(ids)),
        Prefetch("action_links", _actions().filter(pk__in=ids["actions"])),
        Prefetch("amendments", _amendments().filter(pk__in=ids["amendments"])),
        Prefetch("errata", Erratum.objects.select_related("by").filter(pk__in=ids["errata"])),
    )
    seats = [seat for seat in seats_of(meeting) if seat.pk in ids["seats"]]
    return Minutes(list(items), seats, sum(ids["hidden"]))


def partners_at(meeting):
    """The organisations that are invited or at a table, as far as the reader may know: who has an extract."""
    invited = Seat.objects.filter(meeting=meeting).values("organisation")
    seated = TablePlace.objects.filter(item__meeting=meeting).values("organisation")
    return Organisation.objects.filter(Q(pk__in=invited) | Q(pk__in=seated)).order_by("name")


def _signals():
    return Signal.objects.select_related("municipality").defer("search")


def _decisions_of(ids):
    """A case that the organisation does not see is not named, and that there is one is not said."""
    links = DecisionCase.objects.filter(case__in=ids["cases"]).select_related("case")
    found = decisions().filter(pk__in=ids["decisions"]).annotate(has_case=Value(False))
    return (
        found.select_related(None)
        .select_related("organisation")
        .prefetch_related(Prefetch("case_link", links))
    )


def _extract_ids(meeting, organisation):
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute("SELECT thing, id FROM zvh.extract_for(%s, %s)", [meeting.pk, organisation.pk])
        for thing, pk in cursor.fetchall():
            found[thing].add(pk)
    return found
