"""One case: its page, and its end."""

from cases import services
from cases.forms import CloseForm
from cases.queries import actions_of, decisions_of, readers_of, requests_of, signals_of
from cases.transitions import TRANSITIONS
from cases.views.getters import get_case, get_managed_case
from cases.views.pages import case_page
from cases.views.steps import form_step, typed
from partners.steps import available


def detail(request, number):
    case = get_case(number)
    return case_page(
        request,
        case,
        "cases/detail.html",
        actions=actions_of(case),
        signals=signals_of(case),
        decisions=decisions_of(case),
        requests=requests_of(case),
        events=case.events.select_related("by"),
        readers=readers_of(case),
        steps=available(TRANSITIONS, request.user, case),
    )


def close(request, number):
    case = get_managed_case(request, number)
    services.refuse_unsettled(case)
    return form_step(
        request,
        case,
        CloseForm(typed(request), case=case),
        title="Casus sluiten",
        button="Casus sluiten",
        act=lambda answers: services.close_case(case, by=request.user, **answers),
        done="De casus is gesloten. Lezen kan nog, veranderen niet meer.",
    )
