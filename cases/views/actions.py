"""One action: where it comes from, who does it, and how it ended."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log_read
from cases import services
from cases.forms import ActionForm, DropForm, EffectForm
from cases.queries import events_of, waiting_request
from cases.transitions import ACTION_TRANSITIONS
from cases.views.getters import get_action, get_content
from cases.views.steps import form_step, typed
from partners.steps import available
from zvh.forms import acted

FINISHING = {
    "finish_action": "cases:finish-action",
    "finish_action_for_organisation": "cases:finish-action-for",
    "finish_action_for_owner": "cases:finish-action-owner",
}


def action(request, pk):
    return _page(request, get_action(pk))


def _page(request, action, *, effect_form=None, drop_form=None):
    """The action with the forms of what the reader may do. A refused form comes back as it was typed, also when
    somebody else ended the action meanwhile and no form is left."""
    log_read(action)
    steps = available(ACTION_TRANSITIONS, request.user, action)
    finishing = next((name for name in FINISHING if name in steps), None)
    context = {
        "action": action,
        "item": action.item,
        "finish": finishing and {"step": steps[finishing], "url_name": FINISHING[finishing]},
        "drop": steps.get("drop_action"),
        "effect_form": effect_form or EffectForm(),
        "drop_form": drop_form or DropForm(),
        "refused": next(
            (form for form in (effect_form, drop_form) if form and form.non_field_errors()), None
        ),
        **_around(request.user, action),
    }
    return render(request, "cases/action.html", context)


def _around(user, action):
    """What is asked about it, what happened to it, and what this reader may do besides ending it."""
    asked = waiting_request(action)
    steers = services.may_steer(user, action)
    return {
        "asked": asked,
        "may_answer": asked and services.may_answer(user, asked),
        "may_withdraw": asked and asked.asked_by_id == user.pk,
        "events": events_of(action),
        "steers": steers and action.is_open,
        "may_move": action.is_open and not asked and (steers or services.may_do(user, action)),
    }


@require_POST
def finish_action(request, pk):
    return _finish(request, get_action(pk), services.finish_action)


@require_POST
def finish_action_for_organisation(request, pk):
    return _finish(request, get_action(pk), services.finish_action_for_organisation)


def _finish(request, action, service):
    form = EffectForm(request.POST)
    if form.is_valid() and acted(form, lambda answers: service(action, by=request.user, **answers)):
        messages.success(request, "De actie is gereed. Dank u wel.")
        return redirect("cases:actions")
    return _page(request, get_action(action.pk), effect_form=form)


@require_POST
def finish_action_for_owner(request, pk):
    return _finish(request, get_action(pk), services.finish_action_for_owner)


@require_POST
def drop_action(request, pk):
    action, form = get_action(pk), DropForm(request.POST)
    if form.is_valid() and acted(
        form, lambda answers: services.drop_action(action, by=request.user, **answers)
    ):
        messages.success(request, "De actie is vervallen.")
        return redirect(action)
    return _page(request, get_action(pk), drop_form=form)


def give_action(request, number):
    case = get_content(request, number)
    return form_step(
        request,
        case,
        ActionForm(typed(request), case=case),
        title="Actie uitzetten",
        button="Uitzetten",
        act=lambda answers: services.give_action_in_case(case, by=request.user, **answers),
        done="De actie is uitgezet.",
    )
