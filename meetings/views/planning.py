"""The list of meetings, series, and what happens with one meeting as a whole."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log_list, log_read
from cases.queries import readers_of
from meetings import queries, services
from meetings.forms import CancelForm, EndForm, ExtraMeetingForm, InviteForm, MoveForm, SeriesForm
from meetings.models import Series
from meetings.services.notices import RULE as NOTICES
from meetings.services.rhythm import RULE
from meetings.views.getters import get_house, get_meeting, get_seat, get_series
from meetings.views.steps import form_step
from partners.roles import Permission, has_permission
from partners.steps import require
from zvh.paging import page_of


def meetings(request):
    """Coming meetings, past ones, and the series for who plans."""
    coming = list(queries.coming()[:200])
    page = page_of(queries.past(), request, size=20)
    may_plan = has_permission(request.user, Permission.MEETING_PLAN)
    log_list("meeting", [one for one in (*coming, *page) if not one.case_id])
    context = {
        "coming": coming,
        "years": queries.by_month(coming),
        "rule": RULE,
        "dates_only": queries.dates_only(coming, with_cancelled=True),
        "page": page,
        "may_plan": may_plan,
        "series": Series.objects.select_related("house") if may_plan else [],
    }
    return render(request, "meetings/list.html", context)


def add_series(request):
    house = get_house(request)
    form = SeriesForm(request.POST or None, house_id=house.pk)
    return form_step(
        request,
        None,
        form,
        title="Reeks plannen",
        about=f"De overleggen van de komende twee jaar komen er meteen bij. {RULE}",
        button="Reeks plannen",
        act=lambda typed: services.add_series(house, by=request.user, **typed),
        done="De reeks is gepland. U ziet de overleggen hieronder.",
        back_to="meetings:list",
    )


def change_series(request, pk):
    series = get_series(pk)
    require(request.user, Permission.MEETING_PLAN, series)
    log_read(series)
    form = SeriesForm(request.POST or None, house_id=series.house_id, instance=series)
    return form_step(
        request,
        None,
        form,
        title=f"Reeks wijzigen: {series.name}",
        about="Dit geldt voor overleggen die u hierna plant. Wat al gepland is, blijft zoals het is; een overleg "
        "verplaatsen kan op de pagina van dat overleg.",
        button="Reeks bewaren",
        act=lambda typed: services.change_series(series, by=request.user, **typed),
        done="De reeks is bewaard.",
        back_to="meetings:list",
    )


@require_POST
def plan_series(request, pk):
    planned = services.plan_series(get_series(pk), by=request.user)
    if planned:
        messages.success(request, f"{len(planned)} overleggen gepland.")
    else:
        messages.info(request, "De komende twee jaar waren al gepland.")
    return redirect("meetings:list")


def move(request, pk):
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_PLAN, meeting)
    log_read(meeting)
    return form_step(
        request,
        meeting,
        MoveForm(request.POST or None, meeting=meeting),
        title="Overleg verplaatsen",
        about=f"De andere overleggen van de reeks blijven op hun dag. {NOTICES}",
        button="Verplaatsen",
        act=lambda typed: services.move_meeting(meeting, by=request.user, **typed),
        done="Het overleg is verplaatst.",
    )


def cancel(request, pk):
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_PLAN, meeting)
    log_read(meeting)
    return form_step(
        request,
        meeting,
        CancelForm(request.POST or None, following=services.next_planned(meeting)),
        title="Overleg laten vervallen",
        about="Wie al een uitnodiging kreeg, krijgt een afzegging. Een vrijgegeven agenda gaat weer dicht. De "
        "agendapunten blijven hier te lezen voor het huis.",
        button="Laten vervallen",
        act=lambda typed: services.cancel_meeting(meeting, by=request.user, **{"carry": False, **typed}),
        done="Het overleg vervalt.",
    )


def add_meeting(request, pk):
    series = get_series(pk)
    require(request.user, Permission.MEETING_PLAN, series)
    log_read(series)
    return form_step(
        request,
        None,
        ExtraMeetingForm(request.POST or None, series=series),
        title=f"Extra overleg: {series.name}",
        about=f"Met dezelfde genodigden en vaste punten als de reeks. {NOTICES}",
        button="Extra overleg plannen",
        act=lambda typed: services.add_meeting(series, by=request.user, **typed),
        done="Het extra overleg is gepland.",
        back_to="meetings:list",
    )


@require_POST
def hide_seat(request, pk, seat_pk):
    meeting = get_meeting(pk)
    hidden = request.POST.get("hidden") == "ja"
    services.hide_seat(get_seat(meeting, seat_pk), by=request.user, hidden=hidden)
    messages.success(request, "Anderen zien nu 'een partner'." if hidden else "Anderen zien nu de naam.")
    return redirect(meeting)


def invite(request, pk):
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_PLAN, meeting)
    log_read(meeting)
    return form_step(
        request,
        meeting,
        InviteForm(request.POST or None, meeting=meeting),
        title="Organisatie uitnodigen",
        about="De organisatie ziet na vrijgave de punten voor alle genodigden, en de punten waar zij bij zit.",
        button="Uitnodigen",
        act=lambda typed: services.invite(meeting, by=request.user, **typed),
        done="De organisatie is uitgenodigd.",
    )


@require_POST
def withdraw_invitation(request, pk, seat_pk):
    meeting = get_meeting(pk)
    services.withdraw_invitation(get_seat(meeting, seat_pk), by=request.user)
    messages.success(request, "De uitnodiging is ingetrokken.")
    return redirect(meeting)


def release(request, pk):
    """Says exactly who will see what, then releases."""
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_RELEASE, meeting)
    if request.method == "POST":
        services.release_agenda(meeting, by=request.user)
        messages.success(request, "De agenda is vrijgegeven. Iedereen aan tafel krijgt een e-mail.")
        return redirect(meeting)
    lines, seats = queries.agenda(meeting, request.user), queries.seats_of(meeting)
    log_read(meeting)
    context = {
        "meeting": meeting,
        "readers": [] if meeting.case_id else queries.readers_after_release(lines, seats),
        "case_readers": readers_of(meeting.case) if meeting.case_id else [],
        "alone": [line for line in lines if not line.places and not line.item.is_open],
    }
    return render(request, "meetings/release.html", context)


@require_POST
def end(request, pk):
    """The day until which amendments can be proposed comes along; a day that cannot be comes back in a form."""
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_RECORD, meeting)
    return form_step(
        request,
        meeting,
        EndForm(request.POST, meeting=meeting),
        title="Overleg afsluiten",
        about="Het verslag wordt een concept. Wie erbij was, kan tot en met de dag hieronder wijzigingen voorstellen.",
        button="Overleg afsluiten",
        act=lambda typed: services.end_meeting(meeting, by=request.user, **typed),
        done="Het overleg is afgesloten. Het verslag is nu een concept.",
        back_to=meeting.minutes_url,
    )


@require_POST
def resume(request, pk):
    meeting = services.resume_meeting(get_meeting(pk), by=request.user)
    messages.success(request, "Het overleg is weer open.")
    return redirect("meetings:live", meeting.pk)
