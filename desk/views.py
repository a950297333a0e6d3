"""The overview and the log."""

from django.shortcuts import render

from audit.log import log_list
from audit.models import Entry
from desk import queries
from desk.forms import LogFilterForm
from desk.overview import overview as overview_parts
from desk.overview import signals_on
from partners.roles import Permission
from partners.steps import require
from zvh.paging import page_of


def overview(request):
    """What waits for this person, the next meeting, the map and the newest things."""
    parts = overview_parts(request.user)
    log_list("signal", signals_on(parts))
    return render(request, "desk/overview.html", parts)


def log(request):
    """The lines of the log that the database shows this reader."""
    require(request.user, Permission.LOG_READ)
    form = LogFilterForm(request.GET)
    entries = Entry.objects.order_by("-at", "-id")
    page = page_of(form.narrow(entries) if form.is_valid() else entries.none(), request, size=50)
    lines = queries.log_lines(page)
    log_list("log", [])
    return render(request, "desk/log.html", {"form": form, "page": page, "lines": lines})
