"""One meeting: when and where, who is invited, and its steps: release, end, final minutes."""

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from meetings.models import Meeting, MeetingState, Seat, TablePlace
from meetings.transitions import TRANSITIONS
from partners.models import Colleague, User
from partners.roles import Permission, Role
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.mail import send_later


def take_meeting(meeting, by, permission):
    """Lock the meeting; refuse who may not change it, and any change of final minutes."""
    require(by, permission, meeting)
    return lock_meeting(meeting)


def lock_meeting(meeting):
    """Everything that changes a meeting waits here for the others; what is final stays as it is."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.final_at:
        raise WrongState("Het verslag is vastgesteld. Er kan niets meer worden veranderd.", back_to=meeting)
    return meeting


@transaction.atomic
def move_meeting(meeting, *, by, starts_at, minutes, place):
    """Another time or place, as long as nobody got the agenda. The rhythm of the series stays as it was."""
    meeting = take_meeting(meeting, by, Permission.MEETING_PLAN)
    if meeting.state != MeetingState.PLANNED:
        raise WrongState(
            "De agenda is al vrijgegeven. Dit overleg kan niet meer worden verplaatst.", back_to=meeting
        )
    if meeting.series.meetings.filter(starts_at=starts_at).exclude(pk=meeting.pk).exists():
        raise WrongState(
            "Op dat moment is er al een overleg van deze reeks. Kies een ander.", back_to=meeting
        )
    meeting.starts_at, meeting.minutes, meeting.place = starts_at, minutes, place
    meeting.save(update_fields=["starts_at", "minutes", "place"])
    log("move_meeting", meeting)
    return meeting


@transaction.atomic
def invite(meeting, *, by, organisation):
    """One organisation more at this meeting: it sees the open items once the agenda is released."""
    meeting = take_meeting(meeting, by, Permission.MEETING_PLAN)
    if meeting.seats.filter(organisation=organisation).exists():
        raise WrongState(f"{organisation} is al uitgenodigd.", back_to=meeting)
    seat = Seat.objects.create(meeting=meeting, organisation=organisation)
    log("invite", meeting, partner=organisation.pk)
    return seat


@transaction.atomic
def withdraw_invitation(seat, *, by):
    meeting = take_meeting(seat.meeting, by, Permission.MEETING_PLAN)
    seat = Seat.objects.select_for_update(of=("self",)).filter(pk=seat.pk).first()
    if seat is None:
        raise WrongState("Deze organisatie was al niet meer uitgenodigd.", back_to=meeting)
    if seat.attendance != Seat.Attendance.UNKNOWN:
        raise WrongState("De aanwezigheid van deze organisatie is al vastgelegd.", back_to=meeting)
    log("withdraw_invitation", meeting, partner=seat.organisation_id)
    seat.delete()


def _take(name, meeting, by):
    require(by, TRANSITIONS[name].permission, meeting)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    TRANSITIONS[name].check(by, meeting)
    meeting.state = TRANSITIONS[name].target
    return meeting


@transaction.atomic
def release_agenda(meeting, *, by):
    """Open the items to their tables, and the signals they are about."""
    meeting = _take("release_agenda", meeting, by)
    if not meeting.items.exists():
        raise WrongState("Er staat nog niets op de agenda. Zet eerst een punt op de agenda.", back_to=meeting)
    meeting.released_at, meeting.released_by = timezone.now(), by
    meeting.save(update_fields=["state", "released_at", "released_by"])
    log("release_agenda", meeting)
    _invite(meeting)
    return meeting


def _invite(meeting):
    """Tell the participants of who is invited or at a table that an agenda waits, and nothing of what is on it."""
    invited = set(meeting.seats.values_list("organisation", flat=True))
    seated = set(TablePlace.objects.filter(item__meeting=meeting).values_list("organisation", flat=True))
    colleagues = Colleague.objects.filter(organisation__in=invited | seated, role=Role.PARTICIPANT)
    addresses = User.objects.filter(pk__in=colleagues.values("user")).values_list("email", flat=True)
    send_later(addresses, *_invitation(meeting))


def _invitation(meeting):
    """Subject and text, without what the meeting is about."""
    day = timezone.localtime(meeting.starts_at)
    if meeting.is_extra:
        return (
            f"Spoedoverleg {day:%d-%m-%Y om %H:%M}",
            "U bent gevraagd voor een spoedoverleg. Log in om te lezen waar het is en wat er van u wordt gevraagd.",
        )
    return (
        f"Agenda informatieoverleg {day:%d-%m-%Y}",
        "De agenda staat klaar. Log in om uw agendapunten en vragen te lezen.",
    )


@transaction.atomic
def end_meeting(meeting, *, by):
    """The meeting is over; the minutes are a draft until they are made final."""
    meeting = _take("end_meeting", meeting, by)
    meeting.held_at, meeting.held_by = timezone.now(), by
    meeting.save(update_fields=["state", "held_at", "held_by"])
    log("end_meeting", meeting)
    return meeting


@transaction.atomic
def resume_meeting(meeting, *, by):
    meeting = _take("resume_meeting", meeting, by)
    meeting.held_at = meeting.held_by = None
    meeting.save(update_fields=["state", "held_at", "held_by"])
    log("resume_meeting", meeting)
    return meeting


@transaction.atomic
def finalise(meeting, *, by):
    """Freeze the minutes and close the table: the signals fall back to who saw them before."""
    meeting = _take("finalise", meeting, by)
    meeting.final_at, meeting.final_by = timezone.now(), by
    meeting.save(update_fields=["state", "final_at", "final_by"])
    log("finalise", meeting, signals=_mark_discussed(meeting))
    return meeting


def _mark_discussed(meeting):
    """The reporters read that their signal was discussed; returns how many. Also of items this person may not see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.mark_discussed(%s)", [meeting.pk])
        return cursor.fetchone()[0]
