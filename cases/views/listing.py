"""The lists of cases and of actions, and the cases of one signal."""

from django.shortcuts import render

from audit.log import log, log_list
from cases.forms import ActionFilterForm, CaseFilterForm
from cases.models import Case
from cases.queries import (
    by_lateness,
    find_actions,
    find_cases,
    houses_around,
    orphaned_cases,
    sources_of_actions,
)
from cases.views.getters import get_signal
from partners.roles import Permission, has_permission
from zvh.paging import page_of


def cases(request):
    """What the reader may see, newest first; the filters stand in the address."""
    form = CaseFilterForm(request.GET, houses=houses_around(request.user))
    chosen = form.chosen
    page = page_of(find_cases(request.user, **chosen), request)
    log_list("case", page, words=chosen.get("words", ""))
    can_open = has_permission(request.user, Permission.CASE_OPEN)
    context = {
        "form": form,
        "page": page,
        "is_filtered": bool(request.GET),
        "can_open": can_open,
        "can_ask": has_permission(request.user, Permission.CASE_ANSWER) and not can_open,
        "orphaned": orphaned_cases() if can_open else [],
    }
    return render(request, "cases/list.html", context)


def actions(request):
    """What waits for the reader first; the filters stand in the address."""
    form = ActionFilterForm(request.GET, sources=sources_of_actions())
    page = page_of(find_actions(request.user, **form.chosen), request)
    log_list("action", page)
    context = {
        "form": form,
        "heading": form.heading,
        "page": page,
        "groups": by_lateness(page),
        "is_filtered": bool(request.GET),
    }
    return render(request, "cases/actions.html", context)


def of_signal(request, number):
    """The panel on the page of a signal: the cases to which it belongs and that the reader sees."""
    signal = get_signal(number)
    cases = list(Case.objects.filter(signal_links__signal=signal).order_by("-opened_at", "-pk"))
    log("list", signal, shown=[case.pk for case in cases])
    template = "cases/of_signal.html#panel" if request.htmx else "cases/of_signal.html"
    return render(request, template, {"signal": signal, "cases": cases})
