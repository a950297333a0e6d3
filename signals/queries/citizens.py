"""What pages read about reports without an account. The database decides who sees which row; nothing here does."""

from dataclasses import dataclass
from datetime import datetime

from signals.models import (
    CitizenDraft,
    ContactDetails,
    ContactRequest,
    Intake,
    Message,
    Question,
    Signal,
)
from zvh.actor import digest
from zvh.sql import value


@dataclass(frozen=True)
class Line:
    """One line of a conversation; `question` is there when the house asks something."""

    at: datetime
    text: str
    of_house: bool
    question: Question | None = None


def draft_here():
    """The half-made report of the key that acts, or None."""
    return CitizenDraft.objects.first()


def signal_here():
    """The signal of the key that acts, or None: a key shows one."""
    return (
        Signal.objects.filter(key__isnull=False)
        .select_related("municipality", "house")
        .defer("search")
        .first()
    )


def opens(secret):
    """Whether a key with this secret is there and has not ended."""
    return value("SELECT zvh.key_principals(%s) <> '{}'", [digest(secret)])


def conversation_of(signal, questions=None):
    """All lines, oldest first: questions with their answers, messages of both sides. `questions` when known already."""
    lines = [Line(m.at, m.text, m.by_id is not None) for m in Message.objects.filter(signal=signal)]
    for question in signal.questions.all() if questions is None else questions:
        lines.append(Line(question.asked_at, question.text, True, question))
        if question.answered_at:
            lines.append(Line(question.answered_at, question.answer, False))
    return sorted(lines, key=lambda line: line.at)


def intake_of(signal):
    """How a report without an account came in; None for others, and for who is not of its desk."""
    if signal.key_id is None:
        return None
    return Intake.objects.select_related("entered_by", "checked_by").filter(signal=signal).first()


def contact_requests_of(signal):
    return ContactRequest.objects.filter(signal=signal).select_related("requested_by", "decided_by")


def contact_of(signal):
    """The contact details, for who holds a grant that is in force; else None."""
    return ContactDetails.objects.filter(signal=signal).first()
