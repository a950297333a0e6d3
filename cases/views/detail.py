"""One case: its page, and its end."""

from django.shortcuts import render

from audit.log import log_read
from cases import services
from cases.forms import CloseForm
from cases.queries import actions_of, decisions_of, readers_of, signals_of
from cases.transitions import TRANSITIONS
from cases.views.getters import get_case, get_managed_case
from cases.views.steps import form_step, typed
from partners.roles import Permission, has_permission
from partners.steps import available


def detail(request, number):
    case = get_case(number)
    log_read(case)
    context = {
        "case": case,
        "actions": actions_of(case),
        "signals": signals_of(case),
        "decisions": decisions_of(case),
        "events": case.events.select_related("by"),
        "readers": readers_of(case),
        "steps": available(TRANSITIONS, request.user, case),
        "may": _may(request.user, case),
    }
    return render(request, "cases/detail.html", context)


def _may(user, case):
    """Which buttons this person gets besides the steps of the table; a closed case has none."""
    manages = has_permission(user, Permission.CASE_MANAGE, case)
    directs = has_permission(user, Permission.CASE_DIRECT, case)
    runs = case.closed_at is None
    return {
        "manage": runs and manages,
        "direct": runs and (manages or directs),
        "restrict": runs and manages and case.coordinator_id == user.pk,
        "hand_over": runs and manages and (case.coordinator_id == user.pk or not case.is_restricted),
    }


def close(request, number):
    case = get_managed_case(request, number)
    services.refuse_open_actions(case)
    return form_step(
        request,
        case,
        CloseForm(typed(request)),
        title="Casus sluiten",
        button="Casus sluiten",
        act=lambda answers: services.close_case(case, by=request.user, **answers),
        done="De casus is gesloten. Lezen kan nog, veranderen niet meer.",
    )
