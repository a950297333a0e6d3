"""What waits for somebody: small lists for the overview."""

from django.db.models import Q

from partners.roles import Permission
from signals.models import Question, Signal, Weighing, WeighingState
from signals.queries.listing import CLOCKS, COUNT_CAP, capped, weighed_as


def _weighings(user):
    """Those of the houses in which this person weighs."""
    houses = [m.organisation_id for m in user.membership_for(Permission.SIGNAL_WEIGH)]
    return (
        Weighing.objects.filter(house__in=houses)
        .select_related("signal__municipality", "stop")
        .order_by("due_on", "pk")
    )


def weighings_waiting(user, limit=7):
    """Three lists of weighings, oldest due first: open for the desk, 'no action' that somebody else proposed, and open
    ones of which the clock stands still."""
    open_states = (WeighingState.NEW, WeighingState.WEIGHING, WeighingState.ASKED)
    to_weigh = _weighings(user).filter(state__in=open_states, stop__isnull=True)[:limit]
    stopped = _weighings(user).filter(state__in=open_states, stop__isnull=False)[:limit]
    to_confirm = _weighings(user).filter(~Q(decided_by=user), state=WeighingState.TO_CONFIRM)[:limit]
    found = sorted(to_weigh.union(to_confirm, stopped, all=True), key=lambda one: (one.due_on, one.pk))
    return (
        [one for one in found if one.state != WeighingState.TO_CONFIRM and not one.stop_id],
        [one for one in found if one.state == WeighingState.TO_CONFIRM],
        [one for one in found if one.stop_id],
    )


def clock_parts():
    """What is too late, much too late, and stands still: querysets that are counted with other things, in one query."""
    return [Weighing.objects.filter(**weighed_as(state)).values("pk")[: COUNT_CAP + 1] for state, _ in CLOCKS]


def clocks(counts):
    """[(state, number, in words)] of those counts that are not nothing, for links to the list."""
    return [
        (state, capped(count), label) for (state, label), count in zip(CLOCKS, counts, strict=True) if count
    ]


def own_signals(user, limit=7):
    """What this person reported, newest first."""
    return (
        Signal.objects.filter(reported_by=user)
        .select_related("municipality")
        .order_by("-submitted_at")[:limit]
    )


def open_questions(user, limit=7):
    """Questions of the desk that this person has not answered yet, oldest first."""
    return Question.objects.filter(signal__reported_by=user, answered_at__isnull=True).select_related(
        "signal"
    )[:limit]
