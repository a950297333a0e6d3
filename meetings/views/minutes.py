"""The minutes, the extract of one organisation, and making them final."""

from django.contrib import messages
from django.shortcuts import redirect, render

from audit.log import log, log_read
from meetings import queries, services
from meetings.transitions import TRANSITIONS
from meetings.views.getters import get_meeting, get_partner
from partners.roles import Permission, has_permission
from partners.steps import available, require


def minutes(request, pk):
    """What was said, as far as this reader may see; made to be printed as well."""
    meeting = get_meeting(pk)
    read = queries.read_minutes(meeting, request.user)
    log("read", meeting, items=[item.pk for item in read.items])
    may_record = has_permission(request.user, Permission.MEETING_RECORD, meeting)
    context = {
        "meeting": meeting,
        "minutes": read,
        "mine": queries.my_organisations(request.user),
        "holds": queries.minutes_hold(meeting) if meeting.final_at else None,
        "carried": queries.carried(meeting, request.user),
        "steps": available(TRANSITIONS, request.user, meeting),
        "may_record": may_record,
        "can_record": may_record and meeting.is_open,
        "can_answer": meeting.is_open and has_permission(request.user, Permission.AMENDMENT_HANDLE, meeting),
        "can_correct": bool(meeting.final_at)
        and has_permission(request.user, Permission.ERRATUM_ADD, meeting),
        "may_open_case": has_permission(request.user, Permission.CASE_OPEN, meeting),
        "extracts": _with_extract(read) if may_record and not meeting.case_id else [],
    }
    return render(request, "meetings/minutes.html", context)


def _with_extract(read):
    """The organisations that read something of these minutes."""
    seated = {place.organisation for item in read.items for place in item.places.all()}
    return sorted(seated | {seat.organisation for seat in read.seats}, key=str)


def extract(request, pk, organisation_pk):
    """The minutes as one organisation reads them, for the coordinator."""
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_RECORD, meeting)
    organisation = get_partner(meeting, organisation_pk)
    read = queries.extract_of(meeting, organisation)
    log("read", meeting, items=[item.pk for item in read.items], extract=organisation.pk)
    context = {"meeting": meeting, "minutes": read, "partner": organisation, "mine": set()}
    return render(request, "meetings/extract.html", context)


def finalise(request, pk):
    """Says what closes, then makes the minutes final."""
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_FINALISE, meeting)
    if request.method == "POST":
        services.finalise(meeting, by=request.user)
        messages.success(request, "Het verslag is vastgesteld. De tafel is gesloten.")
        return redirect("meetings:minutes", meeting.pk)
    items = list(queries.items_of(meeting))
    log_read(meeting)
    context = {
        "meeting": meeting,
        "step": available(TRANSITIONS, request.user, meeting).get("finalise"),
        "waiting": queries.open_amendments(meeting),
        "empty": [item for item in items if not (item.conclusion or item.information)],
        "signals": {signal for item in items for signal in item.signals.all()},
        "organisations": {place.organisation for item in items for place in item.places.all()},
    }
    return render(request, "meetings/finalise.html", context)
