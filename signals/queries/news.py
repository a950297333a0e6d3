"""What reached the desk from reporters and outsiders, and what waits there for a second look: in one query."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Value
from django.utils import timezone

from partners.roles import Permission
from signals.models import (
    ContactRequest,
    Message,
    OutsideQuestion,
    Question,
    Redaction,
    RedactionState,
    Signal,
    Weighing,
    WeighingState,
)

ANSWER, WRITTEN, HELD, CONTACT = "answer", "written", "held", "contact"
OUTSIDE, REDACTION = "outside", "redaction"
DAYS_NEW = timedelta(days=14)  # an answer of an outsider: nothing else ends it


@dataclass(frozen=True)
class News:
    """One line: a signal, and since when it waits or when something was written."""

    signal: Signal
    at: datetime


def news_for_desk(user, limit=7):
    """{what: [News, …]} of the houses where this person works at the desk; a list that is empty is there too."""
    houses = _houses(user, Permission.SIGNAL_ASK)
    parts = (
        _lines(ANSWER, _answered(houses), "answered_at", "-"),
        _lines(WRITTEN, _written(houses), "at", "-"),
        _lines(HELD, _held(_houses(user, Permission.SIGNAL_CHECK)), "signal__submitted_at"),
        _lines(OUTSIDE, _told_outside(_houses(user, Permission.OUTSIDE_ASK)), "answered_at", "-"),
        _lines(CONTACT, _requested(_houses(user, Permission.CONTACT_DECIDE), user), "requested_at"),
        _lines(REDACTION, _proposed(_houses(user, Permission.SIGNAL_REDACT), user), "proposed_at"),
    )
    first, *others = (part[:limit] for part in parts)
    found = defaultdict(list)
    for what, at, pk, number, title in first.union(*others, all=True):
        found[what].append(News(Signal(pk=pk, number=number, title=title), at))
    newest_first = {ANSWER, WRITTEN, OUTSIDE}
    return {
        what: sorted(found[what], key=lambda news: news.at, reverse=what in newest_first)
        for what in (ANSWER, WRITTEN, OUTSIDE, HELD, CONTACT, REDACTION)
    }


def _houses(user, permission):
    return [membership.organisation_id for membership in user.membership_for(permission)]


def _lines(what, found, at, order=""):
    ordered = found.order_by(f"{order}{at}", f"{order}pk")
    return ordered.values_list(Value(what), F(at), F("signal"), F("signal__number"), F("signal__title"))


def _answered(houses):
    """Answers of reporters whose signal is still being weighed."""
    return Question.objects.filter(
        answered_at__isnull=False,
        signal__weighing__state=WeighingState.WEIGHING,
        signal__weighing__house__in=houses,
    )


def _written(houses):
    """By reporters without an account, who wrote last in their conversation."""
    newest = Message.objects.filter(signal__house__in=houses).order_by("signal", "-at", "-id")
    return Message.objects.filter(pk__in=newest.distinct("signal").values("pk"), by__isnull=True)


def _told_outside(houses):
    """Answers of outsiders of the last two weeks."""
    return OutsideQuestion.objects.filter(answered_at__gt=timezone.now() - DAYS_NEW, house__in=houses)


def _held(houses):
    return Weighing.objects.filter(house__in=houses, state=WeighingState.HELD)


def _requested(houses, user):
    """By colleagues, so that this person can be the second."""
    waiting = ContactRequest.objects.filter(decided_at__isnull=True, signal__house__in=houses)
    return waiting.exclude(requested_by=user)


def _proposed(houses, user):
    """Parts of a text to take away, proposed by colleagues."""
    waiting = Redaction.objects.filter(state=RedactionState.PROPOSED, signal__house__in=houses)
    return waiting.exclude(proposed_by=user)
