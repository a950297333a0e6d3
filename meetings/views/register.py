"""The register of decisions: for everybody who sat at the table of the item, and nobody else."""

from django.shortcuts import render

from audit.log import log_list
from cases.queries import houses_around
from meetings import export as files
from meetings.forms import RegisterForm
from meetings.queries import find_decisions, open_advices
from partners.roles import Permission, has_permission
from partners.steps import require
from signals.export import MOST
from zvh.paging import page_of
from zvh.streaming import streamed

MOST_WAITING = 7


def decisions(request):
    """What the reader may see, newest first; the filters stand in the address."""
    form = RegisterForm(request.GET, houses=houses_around(request.user))
    chosen = form.chosen
    page = page_of(find_decisions(**chosen), request)
    log_list("decision", page, words=chosen.get("words", ""))
    context = {
        "form": form,
        "page": page,
        "is_filtered": bool(chosen),
        "address": request.GET.urlencode(),
        "may_record": has_permission(request.user, Permission.MEETING_RECORD),
    }
    return render(request, "meetings/register.html", context)


def waiting(request):
    """The advices that wait longest for the driehoek: a part of the overview, fetched by it."""
    require(request.user, Permission.MEETING_RECORD)
    advices = list(open_advices()[:MOST_WAITING])
    log_list("decision", advices)
    return render(request, "meetings/parts/advices.html", {"advices": advices})


def export(request):
    """The same, as a file."""
    chosen = RegisterForm(request.GET, houses=houses_around(request.user)).chosen
    found = list(find_decisions(**chosen).prefetch_related(None).select_related(None).only("pk")[: MOST + 1])
    shown = found[:MOST]
    log_list("decision", shown, words=chosen.get("words", ""), action="export")
    body = files.csv_of(request.user, [one.pk for one in shown], more=len(found) > MOST)
    return streamed(request, body, content_type=files.CONTENT_TYPE, filename=files.name())
