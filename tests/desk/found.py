"""What an account of the demonstration finds at its first login, and what it must find."""

from django.db.models import Q

from audit.models import Entry
from cases.models import Action, ActionState, Case
from meetings.models import AgendaItem, Contribution, Meeting, TablePlace
from partners.models import Membership
from signals.models import Question, Share, Signal, Weighing

# account: what he must find at his first login
MUST_FIND = {
    "procesregisseur": {"signals", "weighings", "meetings", "items", "cases", "actions", "shares", "log"},
    "expert": {"signals", "weighings", "meetings", "items", "shares", "own_actions"},
    "casusregisseur": {"cases", "actions", "own_actions"},
    "fg": {"shares", "log"},
    "beheer": {"people"},
    "wijkagent.hoorn": {"signals", "open_questions", "own_actions"},
    "politie": {"signals", "shares", "asked", "own_actions", "cases", "contributions"},
    "om": {"signals", "shares", "asked", "own_actions", "cases", "contributions"},
    "reclassering": {"signals", "shares", "asked", "own_actions", "cases"},
    "hoorn": {"signals", "shares", "asked", "own_actions", "cases", "contributions"},
    "alkmaar": {"signals", "shares", "asked", "own_actions", "cases"},
    "denhelder": {"signals", "shares", "asked", "own_actions", "cases", "contributions"},
    "jongerenwerk.hoorn": {"signals", "shares", "asked", "own_actions", "contributions"},
}


def found(user):
    coming = Meeting.objects.filter(state="released", case=None)
    mine = Membership.objects.in_force().filter(user=user).values("organisation")
    written = Contribution.objects.filter(organisation__in=mine).values("item")
    return {
        "signals": Signal.objects.count(),
        "weighings": Weighing.objects.count(),
        "meetings": coming.count(),
        "items": AgendaItem.objects.filter(meeting__in=coming).count(),
        "asked": TablePlace.objects.filter(organisation__in=mine, item__meeting__in=coming)
        .exclude(item__in=written)
        .count(),
        "contributions": Contribution.objects.filter(item__meeting__in=coming, organisation__in=mine).count(),
        "cases": Case.objects.count(),
        "actions": Action.objects.count(),
        "own_actions": Action.objects.filter(
            Q(owner__user=user) | Q(owner__isnull=True, organisation__in=mine), state=ActionState.OPEN
        ).count(),
        "shares": Share.objects.count(),
        "log": Entry.objects.count(),
        "people": Membership.objects.exclude(user=user).count(),
        "open_questions": Question.objects.filter(signal__reported_by=user, answered_at__isnull=True).count(),
    }
