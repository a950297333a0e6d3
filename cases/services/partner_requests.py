"""Asking to join a case, referring one task, handing over the lead; answering, and giving a task back."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from cases.models import PartnerRequest, PartnerRequestKind, PartnerRequestState
from cases.services.asking import ask_one, mail_who_is_asked
from cases.services.steps import lock_memberships, take_case, tell
from cases.services.taking_part import let_join
from cases.transitions import ASKED_TRANSITIONS, JOIN_TRANSITIONS
from partners.roles import Permission, gives
from zvh.exceptions import NotAllowed, WrongState
from zvh.sql import value

WAITS = "Deze organisatie heeft al een vraag die wacht op antwoord. Trek die eerst in."
SHIELDED = "Deze casus is afgeschermd. Kies een persoon van de organisatie, niet de hele organisatie."
ASKED = "Uw organisatie krijgt een vraag over een casus"
SEE_THERE = "Log in en kijk op het overzicht: daar staat wat er wordt gevraagd, en u kunt er antwoorden."


# -- an organisation asks to join


@transaction.atomic
def ask_to_join(number, *, by, membership, reason):
    """Nobody is told whether there is such a case: who works in it reads the question, when there is one."""
    if membership.user_id != by.pk or not gives(membership, Permission.CASE_ANSWER):
        raise NotAllowed
    value("SELECT zvh.ask_to_join(%s, %s, %s)", [number, membership.pk, reason])
    log("ask_to_join", organisation=membership.organisation_id)


@transaction.atomic
def let_join_on_request(request, *, by, answer, **profile):
    """The organisation takes part from now on, with this task and these parts."""
    case, request = _take_from_house(request, by, JOIN_TRANSITIONS["let_join"])
    if request.organisation_id in case.organisation_ids:
        raise WrongState(f"{request.organisation} doet al mee.", back_to=request)
    request.partner = let_join(case, request.organisation, by, **profile)
    _answer(request, JOIN_TRANSITIONS["let_join"], by, answer)
    tell(case, f"{request.organisation} doet mee", by=by)
    log("let_join_on_request", request)
    return request


@transaction.atomic
def refuse_join(request, *, by, answer):
    """The organisation reads the answer, and so that there is such a case."""
    _, request = _take_from_house(request, by, JOIN_TRANSITIONS["refuse_join"])
    _answer(request, JOIN_TRANSITIONS["refuse_join"], by, answer)
    log("refuse_join", request)
    return request


# -- an organisation is asked


@transaction.atomic
def refer_task(case, *, by, organisation, membership=None, text, due_on=None):
    """Ask an organisation for one task; it reads this text, and no more of the case until it says yes."""
    return _ask(case, by, PartnerRequestKind.TASK, organisation, membership, text=text, due_on=due_on)


@transaction.atomic
def offer_lead(case, *, by, organisation, membership=None, text):
    """Ask an organisation that takes part to take the lead."""
    if organisation.pk not in case.organisation_ids:
        raise WrongState(f"{organisation} doet niet mee aan deze casus.", back_to=case)
    return _ask(case, by, PartnerRequestKind.LEAD, organisation, membership, text=text)


@transaction.atomic
def ask_handover(case, *, by, organisation, membership=None, text):
    """Ask an organisation to go on with what is left when the case ends."""
    return _ask(case, by, PartnerRequestKind.HANDOVER, organisation, membership, text=text)


def _ask(case, by, kind, organisation, membership, **fields):
    lock_memberships(*[membership] if membership else [])
    case = take_case(case, by)
    if case.is_restricted and not membership:
        raise WrongState(SHIELDED, back_to=case)
    request = ask_one(
        PartnerRequest,
        waits=WAITS,
        back_to=case,
        case=case,
        house_id=case.house_id,
        number=case.number,
        kind=kind,
        organisation=organisation,
        organisation_name=organisation.name,
        organisation_kind=organisation.kind,
        membership_id=membership and membership.pk,
        asked_by=by,
        **fields,
    )
    tell(case, f"{organisation} kreeg een vraag: {request.get_kind_display()}", by=by)
    log("ask_partner", request)
    mail_who_is_asked(request.membership_id, request.organisation_id, ASKED, SEE_THERE)
    return request


@transaction.atomic
def withdraw_partner_request(request, *, by):
    step = ASKED_TRANSITIONS["withdraw_partner_request"]
    case, request = _take_from_house(request, by, step)
    _answer(request, step, by, "")
    tell(case, f"Vraag aan {request.organisation} ingetrokken", by=by)
    log("withdraw_partner_request", request)
    return request


@transaction.atomic
def accept_partner_request(request, *, by, answer):
    """A yes to a task: the organisation takes part for it alone. A yes to the lead: it has the lead."""
    return _answer_as_asked(request, by, "accept_partner_request", is_agreed=True, answer=answer)


@transaction.atomic
def decline_partner_request(request, *, by, answer):
    return _answer_as_asked(request, by, "decline_partner_request", is_agreed=False, answer=answer)


def _answer_as_asked(request, by, name, *, is_agreed, answer):
    ASKED_TRANSITIONS[name].check(by, request)
    done = value("SELECT zvh.answer_partner_request(%s, %s, %s)", [request.pk, is_agreed, answer])
    return _finish(request, name, done)


@transaction.atomic
def return_task(request, *, by, result):
    """Give the task back with what it came to; who took part for it alone stops in this very step."""
    ASKED_TRANSITIONS["return_task"].check(by, request)
    return _finish(request, "return_task", value("SELECT zvh.return_task(%s, %s)", [request.pk, result]))


def _finish(request, name, done):
    if not done:
        message = "Dat kan niet meer. Misschien was iemand u voor. Bekijk de pagina opnieuw."
        raise WrongState(message, back_to=request)
    log(name, request)
    request.refresh_from_db()
    return request


# -- shared


def _take_from_house(request, by, step):
    """The case locked, then the request; refuses who may not and what is not so any more."""
    case = take_case(request.case, by)
    locked = PartnerRequest.objects.select_for_update(of=("self",), no_key=True)
    request = locked.select_related("organisation").get(pk=request.pk)
    step.check(by, request)
    return case, request


def _answer(request, step, by, answer):
    request.state, request.answer = step.target, answer
    request.answered_at, request.answered_by = timezone.now(), by
    request.save(update_fields=["state", "answer", "answered_at", "answered_by", "partner"])


def withdraw_what_waits(case, by):
    """At the end of a case: nobody is asked any more. The case is locked."""
    waiting = PartnerRequest.objects.filter(case=case, state=PartnerRequestState.WAITING)
    waiting.update(state=PartnerRequestState.WITHDRAWN, answered_at=timezone.now(), answered_by=by)


def refuse_running_tasks(case):
    """Raise WrongState while an organisation still has a task that it must give back."""
    running = PartnerRequest.objects.filter(
        case=case, kind=PartnerRequestKind.TASK, state=PartnerRequestState.AGREED
    )
    names = sorted(set(running.values_list("organisation_name", flat=True)))
    if names:
        message = (
            f"Er loopt nog een doorverwijzing bij {', '.join(names)}. Laat die eerst teruggeven of stoppen."
        )
        raise WrongState(message, back_to=case)
