"""Steps of an action besides finishing it: another day, handing it over, answering, reminding."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.log import log_read
from cases import services
from cases.forms import AnswerForm, DateForm, OfferForm, RemindForm
from cases.models import Action, ActionRequest
from cases.views.getters import get_action
from cases.views.steps import answered, typed
from zvh.exceptions import NotAllowed, WrongState


def _step(request, action, form, *, title, button, act, done, about=""):
    """The page of one step; back to the action, or to the list for who no longer reads it."""
    if answered(request, form, act, done):
        return redirect(action if Action.objects.filter(pk=action.pk).exists() else "cases:actions")
    log_read(action)
    context = {"action": action, "form": form, "title": title, "button": button, "about": about}
    return render(request, "cases/action_step.html", context)


def _refuse_ended(action):
    if not action.is_open:
        raise WrongState(f"Deze actie is al {action.get_state_display()}.", back_to=action)


def change_date(request, pk):
    """Who gave it sets another day; its owner asks for one."""
    action = get_action(pk)
    steers = services.may_steer(request.user, action)
    if not (steers or services.may_do(request.user, action)):
        raise NotAllowed
    _refuse_ended(action)
    service = services.set_date if steers else services.ask_date
    return _step(
        request,
        action,
        DateForm(typed(request), action=action),
        title="Andere dag kiezen" if steers else "Om een andere dag vragen",
        button="Bewaren" if steers else "Vragen",
        act=lambda answers: service(action, by=request.user, **answers),
        done="De dag is veranderd." if steers else "De vraag is gesteld. Wie de actie gaf, antwoordt.",
    )


def offer(request, pk):
    action = get_action(pk)
    if not (services.may_steer(request.user, action) or services.may_do(request.user, action)):
        raise NotAllowed
    _refuse_ended(action)
    receivers = services.receivers_of(action)
    if not receivers:
        message = "Deze casus is afgeschermd. Vraag de casusregisseur wie de actie kan overnemen."
        raise WrongState(message, back_to=action)
    return _step(
        request,
        action,
        OfferForm(typed(request), action=action, receivers=receivers),
        title="Vragen om over te nemen",
        button="Vragen",
        act=lambda answers: services.offer_action(action, by=request.user, **answers),
        done="De vraag is gesteld. De actie blijft waar deze is, tot iemand ja zegt.",
    )


def remind(request, pk):
    action = get_action(pk)
    if not services.may_steer(request.user, action):
        raise NotAllowed
    _refuse_ended(action)
    return _step(
        request,
        action,
        RemindForm(typed(request)),
        title="Herinneren",
        button="Herinnering sturen",
        act=lambda answers: services.remind_of_action(action, by=request.user, **answers),
        done="De herinnering is gestuurd.",
    )


def _get_request(action, pk):
    found = ActionRequest.objects.select_related("organisation", "asked_by")
    asked = get_object_or_404(found, action=action, pk=pk)
    asked.action = action
    return asked


def answer(request, pk, request_pk):
    action = get_action(pk)
    asked = _get_request(action, request_pk)
    if not services.may_answer(request.user, asked):
        raise NotAllowed
    return _step(
        request,
        action,
        AnswerForm(typed(request)),
        title="Antwoorden",
        button="Antwoorden",
        act=lambda answers: services.answer_request(asked, by=request.user, **answers),
        done="Uw antwoord is bewaard.",
        about=asked.reason,
    )


@require_POST
def withdraw(request, pk, request_pk):
    action = get_action(pk)
    services.withdraw_request(_get_request(action, request_pk), by=request.user)
    messages.success(request, "De vraag is ingetrokken.")
    return redirect(action)
