"""Words in every text around a signal, to see that no place is forgotten."""

from django.utils import timezone

from signals.models import (
    Attachment,
    ClockStop,
    Event,
    Intake,
    Message,
    Party,
    Question,
    RegisterImport,
    RegisterRow,
    Signal,
    Weighing,
)
from tests import factories, people
from tests.conftest import as_owner


def around(signal, desk, words="jan  Jansen belt.", name="Jan Jansen"):
    """Words and a name in every text around a signal."""
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(
            title=f"Over {name}", meaning=words, contradiction=words, place=f"Bij {name}", trigger=words,
            has_threat=True, threat=words, vulnerability=words, steps_taken=words,
        )  # fmt: skip
        Weighing.objects.filter(signal=signal).update(notes=words, reason=words)
        Question.objects.create(
            signal=signal, asked_by=desk, text=words, answer=words, answered_at=timezone.now()
        )
        Party.objects.create(signal=signal, label=name.lower(), why=words)
        Message.objects.create(signal=signal, text=words)
        Intake.objects.create(signal=signal, channel="form", check_reason=words)
        signal.contact_requests.create(requested_by=desk, reason=words)
        Event.objects.create(signal=signal, text=f"{'x' * 170} {name}.")
        file = {"size": 9, "state": "clean", "kind": "jpeg", "release_reason": words}
        Attachment.objects.create(signal=signal, uploaded_by=desk, name=f"{name}.jpg", **file)
        stop = {"stopped_at": timezone.now(), "ended_at": timezone.now(), "ended_because": "date", "days": 1}
        ClockStop.objects.create(signal=signal, stopped_by=desk, reason=words, until="2026-11-12", **stop)
        register = RegisterImport.objects.create(house_id=signal.house_id, uploaded_by=desk, name="r.csv")
        made = {
            "register": register,
            "house_id": signal.house_id,
            "line": 2,
            "state": "made",
            "signal": signal,
        }
        RegisterRow.objects.create(**made, identity="i", reference=f"{name}, 3")
    around_outside(signal, words, name)
    factories.share(
        signal, people.municipality().organisation, purpose=words, necessity=words, end_reason=words
    )
    factories.link(signal, factories.signal(), reason=words, end_reason="", by=desk)
    ended = {"ended_at": timezone.now(), "ended_by": desk, "end_reason": words}
    factories.link(signal, factories.signal(), by=desk, **ended)


def around_outside(signal, words, name):
    """And in what was asked outside and told in talks."""
    now, by = timezone.now(), people.coordinator()
    answered = {"state": "answered", "answered_at": now, "answer": words}
    withdrawn = {"state": "withdrawn", "withdrawn_at": now, "withdrawn_by": by, "withdraw_reason": words}
    factories.outside_question(signal, to_whom=name, text=words, **answered)
    factories.outside_question(signal, text="Wie?", **withdrawn)
    talk = dict.fromkeys(("with_whom", "held_by_words", "why", "told", "agreed", "safety"), words)
    first = factories.interview(signal, held_by=None, is_safe="no", **talk)
    factories.interview(signal, corrects=first, correction=words)
