"""What the overview shows of meetings."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from cases.models import Action, ActionState
from meetings.models import Contribution, MeetingState, TablePlace
from meetings.queries.items import MOST_CANDIDATES, my_organisations, weighed_for_agenda
from signals.queries import of_each

MOST_LATE = 100


def late_actions(house_id=None):
    """Open actions past their day that the reader sees, at most a hundred; for a house not those of shielded cases."""
    found = Action.objects.filter(state=ActionState.OPEN, due_on__lt=timezone.localdate())
    if house_id:
        found = found.filter(Q(case__isnull=True) | Q(case__is_restricted=False), house=house_id)
    return found.select_related("organisation").order_by("due_on", "pk")[:MOST_LATE]


def waiting_counts(meeting, more=()):
    """(actions too late, signals for the agenda of this meeting or None, counts of `more`), capped, in one query."""
    waiting = [late_actions().values("pk"), *more]
    if meeting is not None:
        weighed = weighed_for_agenda().filter(house=meeting.house_id)
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
