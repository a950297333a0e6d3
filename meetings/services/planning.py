"""One meeting: when and where, who is invited, and its steps: release, end, final minutes."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from meetings.models import Meeting, Seat
from meetings.queries.minutes import open_amendments
from meetings.services import minutes_words, notices
from meetings.transitions import TRANSITIONS
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.sql import value

FINAL_STAYS = (
    "Het verslag is vastgesteld. Dit overleg kan niet meer worden heropend. "
    "Klopt er iets niet, voeg dan een erratum toe."
)


def take_meeting(meeting, by, permission):
    """Lock the meeting; refuse who may not change it, and any change of final minutes."""
    require(by, permission, meeting)
    return lock_meeting(meeting)


def lock_meeting(meeting):
    """Everything that changes a meeting waits here for the others; what is final stays as it is."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.final_at:
        raise WrongState("Het verslag is vastgesteld. Er kan niets meer worden veranderd.", back_to=meeting)
    if meeting.cancelled_at:
        raise WrongState("Dit overleg vervalt. Er kan niets meer worden veranderd.", back_to=meeting)
    return meeting


@transaction.atomic
def invite(meeting, *, by, organisation):
    """One organisation more at this meeting: it sees the open items once the agenda is released."""
    meeting = take_meeting(meeting, by, Permission.MEETING_PLAN)
    if meeting.seats.filter(organisation=organisation).exists():
        raise WrongState(f"{organisation} is al uitgenodigd.", back_to=meeting)
    seat = Seat.objects.create(meeting=meeting, organisation=organisation)
    log("invite", meeting, partner=organisation.pk)
    notices.rise(meeting)
    notices.invite_people(meeting, only=organisation)
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
    notices.rise(meeting)
    notices.withdraw_people(meeting)


@transaction.atomic
def hide_seat(seat, *, by, hidden):
    """Others at the meeting read 'een partner' from now on, or the name again."""
    meeting = take_meeting(seat.meeting, by, Permission.MEETING_PLAN)
    if meeting.case_id:
        raise WrongState("Wie meedoet in een casus, is voor de anderen daar zichtbaar.", back_to=meeting)
    seat = Seat.objects.select_for_update(of=("self",)).filter(pk=seat.pk).first()
    if seat is None:
        raise WrongState("Deze organisatie is intussen niet meer uitgenodigd.", back_to=meeting)
    seat.is_hidden = hidden
    seat.save(update_fields=["is_hidden"])
    log("hide_seat", meeting, partner=seat.organisation_id, hidden=hidden)
    return seat


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
    notices.invite_people(meeting, agenda=True)
    return meeting


@transaction.atomic
def end_meeting(meeting, *, by, amend_until=None):
    """The meeting is over; the minutes are a draft. Who was there can propose amendments up to and including a day."""
    meeting = _take("end_meeting", meeting, by)
    meeting.held_at, meeting.held_by = timezone.now(), by
    meeting.amend_until = amend_until or meeting.usual_closing_day
    meeting.save(update_fields=["state", "held_at", "held_by", "amend_until"])
    log("end_meeting", meeting, until=meeting.amend_until)
    notices.tell_participants(meeting, *minutes_words.concept(meeting))
    return meeting


@transaction.atomic
def resume_meeting(meeting, *, by):
    require(by, TRANSITIONS["resume_meeting"].permission, meeting)
    if Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk).final_at:
        raise WrongState(FINAL_STAYS, back_to=meeting)
    meeting = _take("resume_meeting", meeting, by)
    meeting.held_at = meeting.held_by = meeting.amend_until = None
    meeting.save(update_fields=["state", "held_at", "held_by", "amend_until"])
    log("resume_meeting", meeting)
    return meeting


@transaction.atomic
def finalise(meeting, *, by):
    """Freeze the minutes and close the table: the signals fall back to who saw them before."""
    meeting = _take("finalise", meeting, by)
    waiting = open_amendments(meeting)
    if waiting:
        raise WrongState(minutes_words.waiting(waiting), back_to=meeting.minutes_url)
    meeting.final_at, meeting.final_by = timezone.now(), by
    meeting.save(update_fields=["state", "final_at", "final_by"])
    log("finalise", meeting, signals=_mark_discussed(meeting))
    notices.tell_participants(meeting, *minutes_words.final(meeting))
    return meeting


def _mark_discussed(meeting):
    """The reporters read that their signal was discussed; returns how many. Also of items this person may not see."""
    return value("SELECT zvh.mark_discussed(%s)", [meeting.pk])
