"""The conversation with a reporter without an account: he acts by the key of his code, the desk by its account."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from partners.roles import Permission
from partners.steps import require
from signals.models import Message, Question, RegisterRow, Signal
from signals.services.timeline import tell, tell_desk
from zvh.exceptions import WrongState
from zvh.mail import send_later


@transaction.atomic
def add_message(signal, *, text):
    """The holder of the code adds something. Called as his key."""
    message = Message.objects.create(signal=signal, text=text)
    tell_desk(signal, "message")
    log("citizen_message", signal)
    _tell_house(signal)
    return message


@transaction.atomic
def answer_by_code(question, *, answer):
    """The holder of the code answers a question of the house; the database moves the weighing on."""
    Signal.objects.select_for_update(of=("self",)).get(pk=question.signal_id)
    question = Question.objects.select_for_update(of=("self",)).select_related("signal").get(pk=question.pk)
    if question.answered_at:
        raise WrongState("Deze vraag is al beantwoord. Uw antwoord staat hieronder.", back_to="citizens:talk")
    question.answer, question.answered_at = answer, timezone.now()
    question.save(update_fields=["answer", "answered_at"])
    tell_desk(question.signal, "answer")
    log("answer_question", question.signal)
    _tell_house(question.signal)
    return question


def _tell_house(signal):
    send_later(
        [signal.house.house_profile.email],
        f"Bericht bij signaal {signal.number}",
        "De melder heeft iets geschreven. Log in om het te lezen.",
    )


def refuse_taken_over(signal):
    """Out of the old register came what was reported, and nobody who can answer."""
    if RegisterRow.objects.filter(signal=signal).exists():
        message = "Dit signaal komt uit het oude register. Er is geen melder die u hier iets kunt vragen."
        raise WrongState(message, back_to=signal)


@transaction.atomic
def send_message(signal, *, by, text):
    """The desk writes to a reporter without an account, who reads it when he types his code."""
    require(by, Permission.SIGNAL_ASK, signal)
    if signal.key_id is None:
        raise WrongState("Deze melder heeft een account. Stel hem een vraag.", back_to=signal)
    refuse_taken_over(signal)
    message = Message.objects.create(signal=signal, by=by, text=text)
    tell(signal, "Bericht aan de melder", by=by, for_desk=True)
    log("send_message", signal)
    return message
