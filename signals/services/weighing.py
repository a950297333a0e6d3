"""Weighing. The signal is always locked before its weighing and its questions."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from partners.roles import Permission
from partners.steps import require
from signals.models import Outcome, Question, SafeStatus, Signal, Weighing, WeighingState
from signals.services.conversation import refuse_taken_over
from signals.services.sharing import hand_on
from signals.services.timeline import set_safe_status, tell, tell_desk
from signals.services.together import refuse_merged
from signals.transitions import OUTCOMES_WITH_SHARE, SAFE_STATUS, TRANSITIONS
from zvh.exceptions import WrongState
from zvh.mail import send_later
from zvh.seen import plain, seen

NOTES_CHANGED = "De aantekeningen zijn intussen veranderd. Er is niets bewaard. Vergelijk ze eerst."


def take(name, signal, by):
    """Lock the signal, then its weighing, and check the step: of two people one is first.

    The right comes before the lock: who only reads the weighing (the table) cannot lock it.
    """
    require(by, TRANSITIONS[name].permission, signal)
    signal = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
    weighing = Weighing.objects.select_for_update(of=("self",)).get(signal=signal)
    weighing.signal = signal
    refuse_merged(signal)
    TRANSITIONS[name].check(by, weighing)
    weighing.state = TRANSITIONS[name].target
    return weighing


@transaction.atomic
def start_weighing(signal, *, by):
    weighing = take("start_weighing", signal, by)
    weighing.started_by, weighing.started_at = by, timezone.now()
    weighing.save(update_fields=["state", "started_by", "started_at"])
    set_safe_status(weighing.signal, SafeStatus.IN_PROGRESS)
    tell(signal, "In behandeling genomen", by=None)
    log("start_weighing", signal)
    return weighing


@transaction.atomic
def save_criteria(signal, *, by, criteria, notes, notes_seen=""):
    """Keep the answers on the criteria while weighing; `criteria` maps names to answers. `notes_seen`: see _fill."""
    weighing = take("decide", signal, by)
    _fill(weighing, criteria, notes, notes_seen)
    weighing.state = WeighingState.WEIGHING
    weighing.save(update_fields=[*Weighing.CRITERIA, "notes", "state"])
    tell(signal, "Criteria bewaard", by=by, for_desk=True)
    log("save_criteria", signal)
    return weighing


def _fill(weighing, criteria, notes, notes_seen):
    """`notes_seen` stands for the notes as the writer found them: what was taken out meanwhile does not come back."""
    if plain(notes) != plain(weighing.notes) and notes_seen != seen(weighing.notes):
        raise WrongState(NOTES_CHANGED, back_to=weighing.signal)
    weighing.notes = notes
    for name in Weighing.CRITERIA:
        setattr(weighing, name, criteria[name])


@transaction.atomic
def decide(signal, *, by, outcome, reason, criteria, notes="", notes_seen="", share=None):
    """End the weighing with an outcome. 'No action' waits for a second person. `notes_seen`: see _fill.

    `share` are fields of Share (organisation, legal_ground, purpose, necessity, valid_until), needed where the
    outcome hands the signal on.
    """
    name = "propose_no_action" if outcome == Outcome.NO_ACTION else "decide"
    weighing = take(name, signal, by)
    _fill(weighing, criteria, notes, notes_seen)
    weighing.outcome, weighing.reason = outcome, reason
    weighing.decided_by, weighing.decided_at = by, timezone.now()
    weighing.confirmed_by = weighing.confirmed_at = None
    weighing.save()
    if outcome in OUTCOMES_WITH_SHARE:
        hand_on(weighing.signal, by=by, **share)
    if weighing.state == WeighingState.DONE:
        _finish(weighing, by)
    tell(signal, f"Gewogen: {weighing.get_outcome_display()}", by=by, for_desk=True)
    log("decide", signal, outcome=outcome)
    return weighing


def _finish(weighing, by):
    status = SAFE_STATUS[weighing.outcome]
    set_safe_status(weighing.signal, status)
    tell(weighing.signal, SafeStatus(status).label.capitalize(), by=None)


@transaction.atomic
def confirm_no_action(signal, *, by):
    weighing = take("confirm_no_action", signal, by)
    _refuse_same_person(weighing, by)
    weighing.confirmed_by, weighing.confirmed_at = by, timezone.now()
    weighing.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    _finish(weighing, by)
    tell(signal, "'Geen actie' bevestigd", by=by, for_desk=True)
    log("confirm_no_action", signal)
    return weighing


@transaction.atomic
def return_to_weighing(signal, *, by, reason):
    weighing = take("return_to_weighing", signal, by)
    _refuse_same_person(weighing, by)
    _clear_outcome(weighing)
    tell(signal, f"Terug naar de weging: {reason}"[:200], by=by, for_desk=True)
    log("return_to_weighing", signal)
    return weighing


def _refuse_same_person(weighing, by):
    if weighing.decided_by_id == by.pk:
        message = "U heeft dit signaal zelf gewogen. Vraag een collega om 'geen actie' te bevestigen."
        raise WrongState(message, back_to=weighing.signal)


def _clear_outcome(weighing):
    weighing.outcome = weighing.reason = ""
    weighing.decided_by = weighing.decided_at = weighing.confirmed_by = weighing.confirmed_at = None
    weighing.save()


@transaction.atomic
def weigh_again(signal, *, by, reason):
    weighing = take("weigh_again", signal, by)
    _clear_outcome(weighing)
    set_safe_status(weighing.signal, SafeStatus.IN_PROGRESS)
    tell(signal, f"Opnieuw in weging: {reason}"[:200], by=by, for_desk=True)
    log("weigh_again", signal)
    return weighing


@transaction.atomic
def go_on_without_answer(signal, *, by):
    weighing = take("go_on_without_answer", signal, by)
    weighing.save(update_fields=["state"])
    tell(signal, "Verder gegaan zonder antwoord van de melder", by=by, for_desk=True)
    log("go_on_without_answer", signal)
    return weighing


@transaction.atomic
def ask_reporter(signal, *, by, text):
    weighing = take("ask_reporter", signal, by)
    refuse_taken_over(weighing.signal)
    weighing.save(update_fields=["state"])
    question = Question.objects.create(signal=weighing.signal, asked_by=by, text=text)
    tell(signal, "Vraag gesteld aan de melder", by=by, for_desk=True)
    log("ask_reporter", signal)
    send_later(
        [signal.reported_by.email] if signal.reported_by else [],
        f"Vraag over signaal {signal.number}",
        "Het veiligheidshuis heeft een vraag over uw signaal. Log in om te antwoorden.",
    )
    return question


@transaction.atomic
def answer_question(question, *, by, answer):
    """The reporter answers; the database moves the weighing on when nothing is left to answer."""
    require(by, Permission.SIGNAL_ANSWER, question.signal)
    Signal.objects.select_for_update(of=("self",)).get(pk=question.signal_id)
    question = Question.objects.select_for_update(of=("self",)).select_related("signal").get(pk=question.pk)
    if question.answered_at:
        raise WrongState(
            "Deze vraag is al beantwoord. Uw antwoord staat bij het signaal.",
            back_to=question.signal,
        )
    question.answer, question.answered_by, question.answered_at = answer, by, timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    tell_desk(question.signal, "answer")
    log("answer_question", question.signal)
    return question
