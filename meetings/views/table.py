"""The meeting itself: one item at a time, what is said, decided and promised, and who is there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.log import log
from meetings import queries, services
from meetings.forms import ActionForm, AttendanceForm, DecisionForm, RecordForm
from meetings.services.table import TEXTS
from meetings.transitions import TRANSITIONS
from meetings.views.getters import get_decision, get_item_with_table, get_meeting
from meetings.views.steps import form_step
from partners.roles import Permission, has_permission
from partners.steps import available, require
from zvh.exceptions import WrongState
from zvh.forms import acted


def live(request, pk):
    """The page at the table, on the item of `?punt=`; else on the first."""
    meeting = get_meeting(pk)
    return _page(request, meeting, request.GET.get("punt", ""))


def _page(request, meeting, asked, status=200, **forms):
    lines = queries.agenda(meeting, request.user)
    at = _place(lines, asked)
    line = lines[at] if lines else None
    may_record = has_permission(request.user, Permission.MEETING_RECORD, meeting)
    context = {
        "meeting": meeting,
        "lines": lines,
        "line": line,
        "previous": lines[at - 1] if at else None,
        "next": lines[at + 1] if at + 1 < len(lines) else None,
        "seats": queries.seats_of(meeting),
        "steps": available(TRANSITIONS, request.user, meeting),
        "can_record": may_record and meeting.released_at is not None and meeting.is_open,
        "may_record": may_record,
        "may_open_case": has_permission(request.user, Permission.CASE_OPEN, meeting),
        "conflict": [],
    }
    if line:
        context |= queries.results_of(line.item)
        log("read", meeting, items=[line.item.pk], contributions=[one.pk for one in line.contributions])
    if context["can_record"]:
        context |= _forms(meeting, line, context["seats"])
    return render(request, "meetings/live.html", context | forms, status=status)


def _place(lines, asked):
    """The place of the item in the list; an item that is not there is no page."""
    if not asked:
        return 0
    places = [place for place, line in enumerate(lines) if str(line.item.pk) == asked]
    if not places:
        raise Http404
    return places[0]


def _forms(meeting, line, seats):
    forms = {"attendance_form": AttendanceForm(seats=seats)}
    if line:
        forms["record_form"] = RecordForm(item=line.item)
        forms["decision_form"] = DecisionForm()
        forms["action_form"] = ActionForm(organisations=_at_table(meeting, line, seats))
    return forms


def _at_table(meeting, line, seats):
    """Who can promise something: who is at this table, who is invited, and the house."""
    return {
        meeting.house,
        *(place.organisation for place in line.places),
        *(seat.organisation for seat in seats),
    }


def _to(item):
    return f"{reverse('meetings:live', args=[item.meeting_id])}?punt={item.pk}"


def _get(request, pk):
    item = get_item_with_table(pk)
    require(request.user, Permission.MEETING_RECORD, item)
    return item


@require_POST
def record(request, pk):
    """Keep the minutes of an item. Who was second sees both texts; nothing is lost."""
    item = _get(request, pk)
    form = RecordForm(request.POST)
    if not form.is_valid():
        return _page(request, item.meeting, str(pk), record_form=form)
    try:
        services.record_item(item, by=request.user, seen=form.seen, **form.texts)
    except WrongState as refused:
        return _both(request, pk, form, refused)
    messages.success(request, "Het verslag van dit punt is bewaard.")
    return redirect(_to(item))


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
    return _page(request, get_meeting(item.meeting_id), str(pk), status=409, **extra)


@require_POST
def decide(request, pk):
    item = _get(request, pk)
    form = DecisionForm(request.POST)

    def act(typed):
        services.record_decision(item, by=request.user, **typed)

    if form.is_valid() and acted(form, act):
        messages.success(request, "Het besluit is vastgelegd.")
        return redirect(_to(item))
    return _page(request, item.meeting, str(pk), decision_form=form)


def change_decision(request, pk):
    """Put right what was recorded, while the minutes are a draft."""
    decision = get_decision(pk)
    require(request.user, Permission.MEETING_RECORD, decision)
    log("read", decision)
    return form_step(
        request,
        decision.item.meeting,
        DecisionForm(request.POST or None, decision=decision),
        title="Besluit wijzigen",
        button="Bewaren",
        act=lambda typed: services.change_decision(decision, by=request.user, **typed),
        done="Het besluit is gewijzigd.",
        back_to=_to(decision.item),
    )


@require_POST
def give_action(request, pk):
    item = _get(request, pk)
    line = queries.line_of(item, request.user)
    owners = _at_table(item.meeting, line, queries.seats_of(item.meeting))
    form = ActionForm(request.POST, organisations=owners)

    def act(typed):
        services.give_table_action(item, by=request.user, **typed)

    if form.is_valid() and acted(form, act):
        messages.success(request, "De actie is uitgezet.")
        return redirect(_to(item))
    return _page(request, item.meeting, str(pk), action_form=form)


@require_POST
def attendance(request, pk):
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_RECORD, meeting)
    form = AttendanceForm(request.POST, seats=queries.seats_of(meeting))
    asked = request.POST.get("punt", "")
    if not (form.is_valid() and acted(form, _save_seats(request, form))):
        return _page(request, meeting, asked, attendance_form=form)
    messages.success(request, "De aanwezigheid is bewaard.")
    back = reverse("meetings:live", args=[meeting.pk])
    return redirect(f"{back}?punt={asked}" if asked.isdecimal() else back)


def _save_seats(request, form):
    def act(_typed):
        for seat, present, names in form.changed:
            services.record_seat(seat, by=request.user, attendance=present, names=names)

    return act
