"""The meeting itself: one item at a time, what is said, decided and promised, and who is there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.log import log
from meetings import queries, services
from meetings.forms import ActionForm, AttendanceForm, DecisionForm, NoteForm, RecordForm
from meetings.models import MeetingState
from meetings.services.table import TEXTS
from meetings.transitions import TRANSITIONS
from meetings.views.getters import get_item_with_table, get_meeting
from meetings.views.looking import log_line
from partners.roles import Permission, has_permission
from partners.steps import available, require
from zvh.exceptions import WrongState
from zvh.forms import acted


def live(request, pk):
    """The page at the table, on the item of `?punt=`; else where the meeting is."""
    meeting = get_meeting(pk)
    return show(request, meeting, request.GET.get("punt", ""))


def show(request, meeting, asked, status=200, **forms):
    lines, stage = queries.agenda(meeting, request.user), queries.stage_of(meeting)
    may_record = has_permission(request.user, Permission.MEETING_RECORD, meeting)
    follows = not asked and not may_record and meeting.state == MeetingState.RELEASED
    at = _place(lines, asked or (str(stage.item_id) if stage else ""))
    line = lines[at] if lines and (stage or not follows) else None
    context = {
        "meeting": meeting,
        "lines": lines,
        "line": line,
        "shown": line.item.pk if line else None,
        "stage": stage,
        "follows": follows,
        "next": lines[at + 1] if at + 1 < len(lines) else None,
        "carried": queries.carried(meeting, request.user),
        "steps": available(TRANSITIONS, request.user, meeting),
        "can_record": may_record and meeting.released_at is not None and meeting.is_open,
        "may_record": may_record,
        "may_open_case": has_permission(request.user, Permission.CASE_OPEN, meeting),
        "conflict": [],
    }
    if line:
        context |= queries.results_of(line.item) | {"pen": queries.pen_of(line.item)}
        context["told"] = log_line(request, meeting, line)
    else:
        log("read", meeting)
    if context["can_record"]:
        context |= _forms(meeting, line)
    return render(request, "meetings/live.html", context | forms, status=status)


def _place(lines, asked):
    """The place of the item in the list; an item that is not there is no page."""
    if not asked:
        return 0
    places = [place for place, line in enumerate(lines) if str(line.item.pk) == asked]
    if not places:
        raise Http404
    return places[0]


def _forms(meeting, line):
    seats = queries.seats_of(meeting)
    forms = {"seats": seats, "attendance_form": AttendanceForm(seats=seats)}
    if line:
        forms["record_form"] = RecordForm(item=line.item)
        forms["note_form"] = NoteForm(note=queries.note_of(line.item))
        forms["decision_form"] = DecisionForm(meeting=meeting)
        forms["action_form"] = ActionForm(organisations=at_table(meeting, line, seats))
        forms["action_form"].initial["due_on"] = queries.next_due(meeting)
    return forms


def at_table(meeting, line, seats):
    """Who can promise something: who is at this table, who is invited, and the house."""
    return {
        meeting.house,
        *(place.organisation for place in line.places),
        *(seat.organisation for seat in seats),
    }


def to_item(item):
    return f"{reverse('meetings:live', args=[item.meeting_id])}?punt={item.pk}"


def get_recorded(request, pk):
    item = get_item_with_table(pk)
    require(request.user, Permission.MEETING_RECORD, item)
    return item


@require_POST
def record(request, pk):
    """Keep the minutes of an item. Who was second sees both texts; nothing is lost."""
    item = get_recorded(request, pk)
    form = RecordForm(request.POST)
    if not form.is_valid():
        return show(request, item.meeting, str(pk), record_form=form)
    try:
        _write(request, item, form)
    except WrongState as refused:
        return _both(request, pk, form, refused)
    messages.success(request, "Het verslag van dit punt is bewaard.")
    return redirect(to_item(item))


def _write(request, item, form):
    """With the pen, which the button 'overnemen' takes from whoever holds it."""
    force = "take" in request.POST
    services.write_item(item, by=request.user, window=form.window, seen=form.seen, force=force, **form.texts)


def _both(request, pk, form, refused):
    """The page with what was typed in the form, and beside it what stands in the minutes now."""
    item = get_item_with_table(pk)
    theirs = [
        (form.fields[name].label, getattr(item, name))
        for name in TEXTS
        if getattr(item, name) != form.texts[name]
    ]
    again = RecordForm(item=item, typed=form.texts)
    extra = {"record_form": again, "conflict": theirs, "refused": str(refused), "typed": form.texts}
    return show(request, get_meeting(item.meeting_id), str(pk), status=409, **extra)


@require_POST
def attendance(request, pk):
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_RECORD, meeting)
    form = AttendanceForm(request.POST, seats=queries.seats_of(meeting))
    asked = request.POST.get("punt", "")
    if not (form.is_valid() and acted(form, _save_seats(request, form))):
        return show(request, meeting, asked, attendance_form=form)
    messages.success(request, "De aanwezigheid is bewaard.")
    back = reverse("meetings:live", args=[meeting.pk])
    return redirect(f"{back}?punt={asked}" if asked.isdecimal() else back)


def _save_seats(request, form):
    def act(_typed):
        for seat, present, names in form.changed:
            services.record_seat(seat, by=request.user, attendance=present, names=names)

    return act
