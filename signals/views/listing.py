"""The list of signals."""

from django.shortcuts import render

from audit.log import log_list
from partners.roles import Permission, has_permission
from signals.forms import ListForm
from signals.queries import drafts_of, find_signals, houses_of, page_of


def signals(request):
    """What the reader may see, newest first; the filters stand in the address."""
    weighs = has_permission(request.user, Permission.SIGNAL_WEIGH)
    form = ListForm(request.GET or {}, houses=houses_of(request.user), weighs=weighs)
    form.is_valid()
    page = page_of(find_signals(**form.filters), form.number, words=form.words)
    log_list("signal", [row.signal for row in page.rows], words=form.words)
    context = {
        "form": form,
        "page": page,
        "weighs": weighs,
        "reads_own": not has_permission(request.user, Permission.CONTRIBUTE),
        "can_report": has_permission(request.user, Permission.SIGNAL_REPORT),
        "can_enter": has_permission(request.user, Permission.SIGNAL_ENTER),
        "drafts": drafts_of(request.user),
    }
    return render(request, "signals/list.html", context)
