"""Taking part on request: asking to join, one task for an organisation, the lead, and the answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.log import log_read
from cases import services
from cases.forms import (
    AnswerForm,
    AnswerJoinForm,
    AskHandoverForm,
    AskToJoinForm,
    OfferLeadForm,
    ReferForm,
    ReturnForm,
)
from cases.models import Case, PartnerRequest, PartnerRequestKind
from cases.transitions import ASKED_TRANSITIONS, JOIN_TRANSITIONS
from cases.views.getters import get_managed_case
from cases.views.steps import answered, form_step, typed
from partners.roles import Permission
from partners.steps import available, require
from zvh.exceptions import NotAllowed


def _get(pk):
    """Without its case, which who is asked does not read."""
    around = ("organisation", "house", "asked_by", "answered_by")
    return get_object_or_404(PartnerRequest.objects.select_related(*around), pk=pk)


def _steps(user, request_):
    """What this person may do now with this question."""
    if request_.kind == PartnerRequestKind.JOIN:
        return available(JOIN_TRANSITIONS, user, request_)
    steps = available(ASKED_TRANSITIONS, user, request_)
    if request_.kind != PartnerRequestKind.TASK:
        steps.pop("return_task", None)
    return steps


def partner_request(request, pk):
    """The question with what can be done; who is asked reads it without reading the case."""
    asked = _get(pk)
    log_read(asked)
    case = Case.objects.filter(pk=asked.case_id).first()
    context = {"asked": asked, "case": case, "steps": _steps(request.user, asked)}
    return render(request, "cases/partner_request.html", context)


def _step(request, asked, form, *, title, button, act, done):
    if answered(request, form, act, done):
        return redirect(asked)
    log_read(asked)
    context = {"asked": asked, "form": form, "title": title, "button": button}
    return render(request, "cases/partner_request_step.html", context)


def ask_to_join(request):
    require(request.user, Permission.CASE_ANSWER)
    form = AskToJoinForm(typed(request), user=request.user)

    def act(answers):
        services.ask_to_join(**answers, by=request.user)

    if answered(
        request, form, act, "Uw vraag is verstuurd. Is dit een lopende casus, dan krijgt u antwoord."
    ):
        return redirect("cases:list")
    return render(request, "cases/ask_to_join.html", {"form": form})


def refer(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        ReferForm(typed(request), case=case),
        title="Eén taak vragen aan een organisatie",
        button="Vragen",
        act=lambda answers: services.refer_task(case, by=request.user, **answers),
        done="De vraag is gesteld. De organisatie ziet de casus pas als zij ja zegt.",
    )


def offer_lead(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        OfferLeadForm(typed(request), case=case),
        title="Het voortouw overdragen",
        button="Vragen",
        act=lambda answers: services.offer_lead(case, by=request.user, **answers),
        done="De vraag is gesteld. Het voortouw verandert pas als de organisatie ja zegt.",
    )


def ask_handover(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        AskHandoverForm(typed(request), case=case),
        title="Vragen om verder te gaan na het sluiten",
        button="Vragen",
        act=lambda answers: services.ask_handover(case, by=request.user, **answers),
        done="De vraag is gesteld. Sluit de casus als de organisatie ja heeft gezegd.",
    )


def answer(request, pk):
    """Yes or no, by who is asked; to an organisation that wants to join by the coordinator."""
    asked = _get(pk)
    if asked.kind == PartnerRequestKind.JOIN:
        return _answer_join(request, asked)
    ASKED_TRANSITIONS["accept_partner_request"].check(request.user, asked)

    def act(answers):
        agreed = answers.pop("is_agreed")
        service = services.accept_partner_request if agreed else services.decline_partner_request
        service(asked, by=request.user, **answers)

    return _step(
        request,
        asked,
        AnswerForm(typed(request)),
        title=f"Antwoord namens {asked.organisation}",
        button="Antwoorden",
        act=act,
        done="Uw antwoord is verstuurd.",
    )


def _answer_join(request, asked):
    JOIN_TRANSITIONS["let_join"].check(request.user, asked)

    def act(answers):
        agreed, profile = answers.pop("is_agreed"), {name: answers.pop(name) for name in ("task", "parts")}
        if agreed:
            services.let_join_on_request(asked, by=request.user, **answers, **profile)
        else:
            services.refuse_join(asked, by=request.user, **answers)

    return _step(
        request,
        asked,
        AnswerJoinForm(typed(request)),
        title=f"{asked.organisation} wil meedoen",
        button="Antwoorden",
        act=act,
        done="Uw antwoord is verstuurd.",
    )


def return_task(request, pk):
    asked = _get(pk)
    ASKED_TRANSITIONS["return_task"].check(request.user, asked)
    if asked.kind != PartnerRequestKind.TASK:
        raise NotAllowed
    return _step(
        request,
        asked,
        ReturnForm(typed(request)),
        title="De taak teruggeven",
        button="Teruggeven",
        act=lambda answers: services.return_task(asked, by=request.user, **answers),
        done="De taak is teruggegeven. Dank u wel.",
    )


@require_POST
def withdraw(request, pk):
    asked = _get(pk)
    services.withdraw_partner_request(asked, by=request.user)
    messages.success(request, "De vraag is ingetrokken.")
    return redirect(asked.case)
