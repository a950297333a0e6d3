"""The minutes, making them final, and what follows from a decision."""

from django.contrib import messages
from django.shortcuts import redirect, render

from audit.log import log, log_read
from cases.forms import OpenCaseForm
from meetings import queries, services
from meetings.forms import DriehoekForm
from meetings.transitions import TRANSITIONS
from meetings.views.getters import get_decision, get_meeting
from meetings.views.steps import form_step
from partners.roles import Permission, has_permission
from partners.steps import available, require
from zvh.forms import acted


def minutes(request, pk):
    """What was said, as far as this reader may see; made to be printed as well."""
    meeting = get_meeting(pk)
    items = list(queries.minutes_of(meeting))
    log("read", meeting, items=[item.pk for item in items])
    may_record = has_permission(request.user, Permission.MEETING_RECORD, meeting)
    context = {
        "meeting": meeting,
        "items": items,
        "seats": queries.seats_of(meeting),
        "hidden_seats": queries.hidden_seats(meeting),
        "steps": available(TRANSITIONS, request.user, meeting),
        "may_record": may_record,
        "can_record": may_record and meeting.is_open,
        "may_open_case": has_permission(request.user, Permission.CASE_OPEN, meeting),
    }
    return render(request, "meetings/minutes.html", context)


def finalise(request, pk):
    """Says what closes, then makes the minutes final."""
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_FINALISE, meeting)
    if request.method == "POST":
        services.finalise(meeting, by=request.user)
        messages.success(request, "Het verslag is vastgesteld. De tafel is gesloten.")
        return redirect("meetings:minutes", meeting.pk)
    items = list(queries.minutes_of(meeting))
    log_read(meeting)
    context = {
        "meeting": meeting,
        "step": available(TRANSITIONS, request.user, meeting).get("finalise"),
        "empty": [item for item in items if not (item.conclusion or item.information)],
        "signals": {signal for item in items for signal in item.signals.all()},
        "organisations": {place.organisation for item in items for place in item.places.all()},
    }
    return render(request, "meetings/finalise.html", context)


def driehoek(request, pk):
    """What mayor, police and prosecution did with the advice."""
    decision = get_decision(pk)
    meeting = decision.item.meeting
    require(request.user, Permission.MEETING_RECORD, meeting)
    log_read(decision)
    return form_step(
        request,
        meeting,
        DriehoekForm(request.POST or None),
        title="Besluit van de gezagsdriehoek",
        about=f"Advies: {decision.text}",
        button="Vastleggen",
        act=lambda typed: services.record_driehoek(decision, by=request.user, **typed),
        done="Het besluit van de driehoek is vastgelegd.",
    )


def open_case(request, pk):
    """Open the case that a decision asks for; its signals come along."""
    decision = get_decision(pk)
    meeting = decision.item.meeting
    require(request.user, Permission.CASE_OPEN, meeting)
    signals = list(decision.item.signals.select_related("municipality").defer("search"))
    form = OpenCaseForm(
        request.POST or None,
        house=meeting,
        user=request.user,
        initial=_from_decision(decision, signals),
        pga_decided=decision.allows_pga,
    )
    opened = []
    if form.is_valid() and acted(form, lambda typed: opened.append(_open(decision, request.user, typed))):
        messages.success(request, "De casus is geopend.")
        return redirect(opened[0])
    log_read(decision)
    context = {"form": form, "decision": decision, "meeting": meeting, "signals": signals}
    return render(request, "meetings/open_case.html", context)


def _open(decision, user, typed):
    return services.open_case_from_decision(decision, by=user, **typed)


def _from_decision(decision, signals):
    """What the decision and its signals say already."""
    places = {signal.municipality_id for signal in signals}
    seated = decision.item.places.values_list("organisation", flat=True)
    return {
        "title": decision.item.title,
        "municipality": places.pop() if len(places) == 1 else None,
        "partners": list(seated),
    }
