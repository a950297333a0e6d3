"""What is asked about an action: another day, somebody else. And reminding of it, and setting its day."""

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from cases.models import ActionEventKind, ActionRequest, RequestKind
from cases.services.actions import may_do, may_steer, refuse_ended, refuse_unnamed, take_action, tell_action
from cases.services.asking import ask_one, mail_who_is_asked
from partners.models import User
from partners.workdays import is_morning_of_workday
from zvh.exceptions import NotAllowed, WrongState
from zvh.mail import send_later

WAITS = "Er wacht al een vraag over deze actie. Beantwoord die eerst, of trek deze in."


def _take_steered(action, by):
    """Locked and open, for who gave it or gives actions for the house."""
    action = take_action(action)
    if not may_steer(by, action):
        raise NotAllowed
    return refuse_ended(action)


def _take_own(action, by):
    """Locked and open, for its owner."""
    action = take_action(action)
    if not may_do(by, action):
        raise NotAllowed
    return refuse_ended(action)


@transaction.atomic
def remind_of_action(action, *, by, reason):
    """The owner reads the reason on the page; the mail says only that something waits."""
    action = _take_steered(action, by)
    tell_action(action, ActionEventKind.REMINDED, by=by, text=reason)
    log("remind_of_action", action)
    _mail(
        action,
        "Herinnering: u heeft een actie",
        "Iemand herinnert u aan een actie. Log in om te lezen waarom.",
    )
    return action


def _mail(whose, subject, text):
    """To the person, else to the participants of the organisation; of a shielded case no organisation hears."""
    case = getattr(whose, "case", None)
    if case and case.is_restricted and not whose.owner_id:
        return
    mail_who_is_asked(whose.owner_id, whose.organisation_id, subject, text)


@transaction.atomic
def set_date(action, *, by, due_on, reason):
    """Another day, by who gave it or gives actions; an owner asks for one."""
    action = _take_steered(action, by)
    if action.requests.filter(answered_at__isnull=True, kind=RequestKind.DATE).exists():
        raise WrongState(WAITS, back_to=action)
    _change_date(action, due_on, by, reason)
    log("set_action_date", action)
    return action


def _change_date(action, due_on, by, reason):
    tell_action(
        action, ActionEventKind.DATE_SET, by=by, text=f"{_days(action.due_on, due_on)} {reason}".strip()
    )
    action.due_on = due_on
    action.save(update_fields=["due_on"])


def _days(old, new):
    return f"Van {old:%d-%m-%Y} naar {new:%d-%m-%Y}."


@transaction.atomic
def ask_date(action, *, by, due_on, reason):
    """The owner asks for another day; who gave the action answers."""
    action = _take_own(action, by)
    asked = _ask(action, by, RequestKind.DATE, reason, due_on=due_on)
    text = f"{_days(action.due_on, due_on)} {reason}"
    tell_action(action, ActionEventKind.DATE_ASKED, by=by, text=text)
    log("ask_action_date", action)
    send_later(
        User.objects.filter(pk=action.given_by_id).values_list("email", flat=True),
        "Een vraag over een actie",
        "Iemand vraagt om een andere dag voor een actie. Log in om te antwoorden.",
    )
    return asked


def _ask(action, by, kind, reason, **fields):
    asked = {"action": action, "kind": kind, "reason": reason, "asked_by": by}
    return ask_one(ActionRequest, waits=WAITS, back_to=action, **asked, **fields)


def receivers_of(action):
    """Ids of the organisations to which this action can be handed over; empty when it cannot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.action_receivers(%s)", [action.pk])
        return {pk for (pk,) in cursor.fetchall()}


@transaction.atomic
def offer_action(action, *, by, organisation, owner=None, reason):
    """The owner, or who gave it, asks a colleague or another organisation to take it over. `owner` is a Colleague."""
    action = take_action(action)
    if not (may_steer(by, action) or may_do(by, action)):
        raise NotAllowed
    refuse_ended(action)
    if organisation.pk not in receivers_of(action):
        raise WrongState(
            f"Deze actie kan niet naar {organisation}: die leest deze actie niet.", back_to=action
        )
    if action.case:
        refuse_unnamed(action.case, owner, back_to=action)
    owner_id = owner and owner.pk
    if (owner_id, organisation.pk) == (action.owner_id, action.organisation_id):
        raise WrongState("Deze actie is daar al. Kies iemand anders.", back_to=action)
    whom = {"owner_id": owner_id, "owner_name": owner.name if owner else "", "organisation": organisation}
    asked = _ask(action, by, RequestKind.HAND_OVER, reason, **whom)
    tell_action(action, ActionEventKind.OFFERED, by=by, text=f"Aan {asked.receiver}. {reason}")
    log("offer_action", action, organisation=organisation.pk)
    _mail(
        asked, "Een vraag over een actie", "U bent gevraagd een actie over te nemen. Log in om te antwoorden."
    )
    return asked


def may_answer(user, asked):
    """Another day: who gave the action. Taking over: who is asked."""
    if asked.asks_date:
        return may_steer(user, asked.action)
    return may_do(user, asked)


@transaction.atomic
def answer_request(asked, *, by, is_agreed, answer=""):
    """Agree or not; only agreeing changes the action. Who declines to take it over no longer reads it."""
    action = take_action(asked.action)
    asked = (
        ActionRequest.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=asked.pk)
    )
    asked.action = action
    if not may_answer(by, asked):
        raise NotAllowed
    if asked.answered_at:
        raise WrongState("Op deze vraag is al geantwoord.", back_to=action)
    refuse_ended(action)
    _do = _answer_date if asked.asks_date else _answer_offer
    _do(action, asked, by, is_agreed, answer)
    log("answer_action_request", action, agreed=is_agreed)
    _close(asked, by, is_agreed, answer)
    return action


def _answer_date(action, asked, by, is_agreed, answer):
    if is_agreed:
        _change_date(action, asked.due_on, by, answer)
    else:
        tell_action(action, ActionEventKind.DATE_REFUSED, by=by, text=answer)


def _answer_offer(action, asked, by, is_agreed, answer):
    kind = ActionEventKind.TAKEN if is_agreed else ActionEventKind.DECLINED
    text = f"Van {action.owner_name or action.organisation} naar {asked.receiver}. {answer}".strip()
    tell_action(action, kind, by=by, text=text if is_agreed else answer)
    if is_agreed:
        action.owner_id, action.owner_name = asked.owner_id, asked.owner_name
        action.organisation = asked.organisation
        action.save(update_fields=["owner", "owner_name", "organisation"])


def _close(asked, by, is_agreed, answer):
    """Past everything else: it may end one's own sight of the action."""
    asked.answered_by, asked.answered_at = by, timezone.now()
    asked.is_agreed, asked.answer = is_agreed, answer
    asked.save(update_fields=["answered_by", "answered_at", "is_agreed", "answer"])


@transaction.atomic
def withdraw_request(asked, *, by):
    """Who asked takes it back."""
    action = take_action(asked.action)
    asked = ActionRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.asked_by_id != by.pk:
        raise NotAllowed
    if asked.answered_at:
        raise WrongState("Op deze vraag is al geantwoord.", back_to=action)
    tell_action(action, ActionEventKind.WITHDRAWN, by=by)
    log("withdraw_action_request", action)
    _close(asked, by, False, "Ingetrokken.")
    return action


@transaction.atomic
def send_action_reminders():
    """By the tick, on the morning of a working day: mail without content; returns how many people."""
    now = timezone.localtime()
    if not is_morning_of_workday(now):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT email, actions FROM zvh.remind_of_actions(%s)", [now.date()])
        found = cursor.fetchall()
    for email, count in found:
        waiting = "1 actie wacht" if count == 1 else f"{count} acties wachten"
        send_later(
            [email],
            f"Herinnering: {waiting} op u",
            "De dag van een actie is bijna of al voorbij. Log in om verder te gaan.\n"
            "U kunt deze herinneringen uitzetten bij uw account.",
        )
    if found:
        log("remind", origin="tick", people=len(found))
    return len(found)
