"""One meeting: its agenda, and making it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log
from meetings import queries, services
from meetings.forms import AddItemForm, CaseItemForm, MinutesForm
from meetings.models import ItemKind, MeetingState
from meetings.transitions import TRANSITIONS
from meetings.views.getters import get_item, get_meeting
from meetings.views.steps import form_step
from partners.models import TextKind
from partners.roles import Permission, has_permission
from partners.steps import available, require
from signals.forms.begin import begin_with_text
from signals.models import Signal
from zvh.paging import whole_number


def detail(request, pk):
    """The agenda as far as this reader may see it."""
    meeting = get_meeting(pk)
    lines = queries.agenda(meeting, request.user)
    log_agenda(meeting, lines)
    context = {
        "meeting": meeting,
        "lines": lines,
        "carried": queries.carried(meeting, request.user),
        "seats": queries.seats_of(meeting),
        "hidden_seats": queries.hidden_seats(meeting),
        "guests": queries.guests_of(meeting),
        "steps": available(TRANSITIONS, request.user, meeting),
    }
    if has_permission(request.user, Permission.MEETING_PLAN, meeting):
        context |= _planning(meeting, lines, context["carried"])
    context["asked_count"] = sum(place.is_asked for line in lines for place in line.mine)
    context["has_tasks"] = any(line.mine for line in lines)
    return render(request, "meetings/detail.html", context)


def log_agenda(meeting, lines):
    """One line for the whole page, with what was on it."""
    shown = [contribution.pk for line in lines for contribution in line.contributions]
    log("read", meeting, items=[line.item.pk for line in lines], contributions=shown)


def _planning(meeting, lines, carried):
    """What only who makes the agenda sees. An action that is carried to this meeting stands there, not twice."""
    state = None if meeting.case_id else meeting.state  # a case meeting is proposed nothing
    found = {
        "has_proposals": state == MeetingState.PLANNED,
        "candidates": [],
        "late": [],
    }  # proposals are read apart
    if state == MeetingState.RELEASED:
        known = {action.pk for action in carried.late} if carried else set()
        late = queries.late_actions(meeting.house_id)
        found["late"] = [action for action in late if action.pk not in known]
        found["candidates"] = list(queries.candidates(meeting))
    return found | {
        "can_plan": meeting.is_open,
        "can_move": meeting.can_move,
        "can_record": meeting.released_at is not None and meeting.is_open,
        "minutes": [line.item.minutes for line in lines],
    }


def add_item(request, pk):
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_PLAN, meeting)
    log("read", meeting)
    begin = begin_with_text(request.POST, meeting.house_id, TextKind.BEFOREHAND, field="question")
    return form_step(
        request,
        meeting,
        _item_form(request, meeting, begin),
        title="Agendapunt toevoegen",
        button="Op de agenda",
        act=lambda typed: services.add_item(meeting, by=request.user, **typed),
        done="Het punt staat op de agenda.",
        begin=begin,
    )


def _item_form(request, meeting, begin):
    """What was posted; or what was typed with a standard text below it; or, of a signal in the address, filled in."""
    form = CaseItemForm if meeting.case_id else AddItemForm
    if begin.is_asked:
        several = {name: request.POST.getlist(name) for name in ("table", "asked")}
        return form(meeting=meeting, initial=begin.initial | several)
    return form(request.POST or None, meeting=meeting, initial=_from_signal(request))


def _from_signal(request):
    """An item about the signal in the address: its municipality and its reporter come to the table."""
    number = request.GET.get("signaal", "")
    people = Signal.objects.select_related("municipality__organisation", "organisation").defer("search")
    signal = people.filter(number=number).first() if number.isprintable() else None
    if signal is None:
        return {}
    log("read", signal)
    return {
        "title": signal.title,
        "kind": ItemKind.SIGNAL,
        "signals": signal.number,
        "table": [pk for pk in (signal.municipality.organisation_id, signal.organisation_id) if pk],
        "question": "Wat weet uw organisatie over deze situatie? Wat deed u al?",
    }


@require_POST
def order(request, pk):
    """The new order after dragging; what is no number or no item of this meeting counts for nothing."""
    ids = [whole_number(value) for value in request.POST.getlist("order")]
    services.order_items(get_meeting(pk), by=request.user, item_ids=ids)
    return HttpResponse(status=204)


def times(request, pk):
    """When each item begins, and the time in all, after a change: numbers alone, so no read of the agenda."""
    return _times(request, get_meeting(pk))


def _times(request, meeting):
    items = list(queries.items_of(meeting))
    lines = [{"item": item, "starts_at": queries.starts_at(item)} for item in items]
    context = {"meeting": meeting, "lines": lines, "minutes": [item.minutes for item in items]}
    return render(request, "meetings/detail.html#times", context)


@require_POST
def change_minutes(request, pk):
    """How long an item takes, in its line; the times behind it follow."""
    item = get_item(pk)
    form = MinutesForm(request.POST)
    if form.is_valid():
        services.change_minutes(item, by=request.user, **form.cleaned_data)
    else:
        messages.error(request, "Vul een heel aantal minuten in, van 1 tot en met 480.")
    if request.htmx and form.is_valid():
        return _times(request, item.meeting)
    return redirect(item.meeting)


@require_POST
def move_item(request, pk):
    """Up or down without JavaScript."""
    steps = {"up": -1, "down": 1}.get(request.POST.get("move"))
    item = get_item(pk)
    if steps:
        services.move_item(item, by=request.user, steps=steps)
    return redirect(item.meeting)


@require_POST
def remove_item(request, pk):
    item = get_item(pk)
    services.remove_item(item, by=request.user)
    messages.success(request, "Het punt is van de agenda.")
    return redirect(item.meeting)
