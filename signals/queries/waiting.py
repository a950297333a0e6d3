"""What waits for somebody: small lists for the overview."""

from django.db.models import Q

from partners.roles import Permission
from signals.models import Question, Signal, Weighing, WeighingState


def _weighings(user):
    """Those of the houses in which this person weighs."""
    houses = [m.organisation_id for m in user.membership_for(Permission.SIGNAL_WEIGH)]
    return (
        Weighing.objects.filter(house__in=houses)
        .select_related("signal__municipality")
        .order_by("due_on", "pk")
    )


def weighings_waiting(user, limit=7):
    """Two lists of weighings, oldest due first: open for the desk, and 'no action' that somebody else proposed."""
    open_states = (WeighingState.NEW, WeighingState.WEIGHING, WeighingState.ASKED)
    to_weigh = _weighings(user).filter(state__in=open_states)[:limit]
    to_confirm = _weighings(user).filter(~Q(decided_by=user), state=WeighingState.TO_CONFIRM)[:limit]
    found = sorted(to_weigh.union(to_confirm, all=True), key=lambda one: (one.due_on, one.pk))
    return (
        [one for one in found if one.state != WeighingState.TO_CONFIRM],
        [one for one in found if one.state == WeighingState.TO_CONFIRM],
    )


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
