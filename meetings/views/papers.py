"""The papers of a meeting as PDF: what their reader may see, and nothing more."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from audit.log import log
from meetings import pdf, queries
from meetings.views.getters import get_meeting, get_partner
from partners.roles import Permission, has_permission
from partners.steps import require
from signals.views.files import SAFE


@require_GET
def agenda(request, pk):
    meeting = get_meeting(pk)
    lines = queries.agenda(meeting, request.user)
    may_plan = has_permission(request.user, Permission.MEETING_PLAN, meeting)
    seats, hidden = queries.seats_of(meeting), queries.hidden_seats(meeting)
    made = pdf.agenda_pdf(
        meeting, lines, seats, hidden, of_all=may_plan, reader=request.user, at=timezone.now()
    )
    return _paper(meeting, "agenda", made, [line.item for line in lines])


@require_GET
def minutes(request, pk):
    meeting = get_meeting(pk)
    read = queries.read_minutes(meeting, request.user)
    whole = has_permission(request.user, Permission.MEETING_RECORD, meeting)
    kind = "verslag" if whole else "uittreksel"
    made = pdf.minutes_pdf(meeting, read, kind=kind, reader=request.user, at=timezone.now())
    return _paper(meeting, kind, made, read.items)


@require_GET
def decisions(request, pk):
    meeting = get_meeting(pk)
    items = list(queries.minutes_of(meeting))
    made = pdf.decisions_pdf(meeting, items, reader=request.user, at=timezone.now())
    return _paper(meeting, "besluitenlijst", made, items)


@require_GET
def extract(request, pk, organisation_pk):
    """What one organisation reads, for the coordinator."""
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_RECORD, meeting)
    partner = get_partner(meeting, organisation_pk)
    read = queries.extract_of(meeting, partner)
    made = pdf.minutes_pdf(
        meeting, read, kind="uittreksel", partner=partner, reader=request.user, at=timezone.now()
    )
    return _paper(meeting, "uittreksel", made, read.items, extract=partner.pk)


def _paper(meeting, kind, made, items, **more):
    log("make_pdf", meeting, paper=kind, items=[item.pk for item in items], **more)
    response = HttpResponse(made, content_type="application/pdf")
    for name, value in SAFE.items():
        response.headers[name] = value
    name = f"{kind}-{timezone.localtime(meeting.starts_at):%Y-%m-%d}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
