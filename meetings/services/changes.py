"""What changes in the calendar: a meeting that moves, falls out or comes extra. Who is invited hears of it at once."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from meetings.models import Meeting, MeetingState, SchoolHoliday
from meetings.services import notices
from meetings.services.planning import lock_meeting, take_meeting
from meetings.services.rhythm import moment, place_day
from meetings.services.series import furnish, holidays_of
from meetings.transitions import TRANSITIONS
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.sql import value

TAKEN = "Op dat moment is er al een overleg van deze reeks. Kies een ander."


@transaction.atomic
def move_meeting(meeting, *, by, starts_at, minutes, place, reason):
    """Another time or place, until it is held. The rhythm of the series stays as it was."""
    meeting = take_meeting(meeting, by, Permission.MEETING_PLAN)
    if not meeting.can_move:
        raise WrongState("Het overleg is al gehouden en kan niet meer worden verplaatst.", back_to=meeting)
    _refuse_taken(meeting.series, starts_at, but=meeting)
    meeting.starts_at, meeting.minutes, meeting.place = starts_at, minutes, place
    meeting.change_reason = reason
    meeting.save(update_fields=["starts_at", "minutes", "place", "change_reason"])
    log("move_meeting", meeting)
    notices.rise(meeting)
    notices.invite_people(meeting)
    return meeting


def _refuse_taken(series, starts_at, *, but=None):
    if series is None:
        return
    there = series.meetings.filter(starts_at=starts_at)
    if (there.exclude(pk=but.pk) if but else there).exists():
        raise WrongState(TAKEN, back_to=but)


@transaction.atomic
def cancel_meeting(meeting, *, by, reason, carry=True):
    """The meeting falls out. A released agenda closes again; its items go to the next meeting. Returns that or None."""
    TRANSITIONS["cancel_meeting"].check(by, meeting)
    following = next_planned(meeting) if carry else None
    # both at once and in this order, for carrying changes both
    list(
        Meeting.objects.select_for_update(of=("self",))
        .filter(pk__in=_both(meeting, following))
        .order_by("pk")
    )
    meeting = lock_meeting(meeting)
    TRANSITIONS["cancel_meeting"].check(by, meeting)
    meeting.state = TRANSITIONS["cancel_meeting"].target
    meeting.released_at = meeting.released_by = None
    meeting.cancelled_at, meeting.cancelled_by, meeting.change_reason = timezone.now(), by, reason
    meeting.save(
        update_fields=[
            "state", "released_at", "released_by", "cancelled_at", "cancelled_by", "change_reason"
        ]
    )  # fmt: skip
    carried = _carry(meeting, following) if following else 0
    log("cancel_meeting", meeting, items=carried)
    notices.rise(meeting)
    notices.withdraw_people(meeting)
    return following


def _both(meeting, following):
    return [one.pk for one in (meeting, following) if one]


def next_planned(meeting):
    """Where its items go: the next meeting like it, of an extra consultation of any series of the house."""
    found = meeting.like_it
    if meeting.is_extra:
        found = Meeting.objects.filter(house=meeting.house_id, series__isnull=False)
    found = found.filter(state=MeetingState.PLANNED)
    after = max(meeting.starts_at, timezone.now())
    return found.filter(starts_at__gt=after).select_related("series").order_by("starts_at").first()


def _carry(meeting, following):
    """Also items that this person stepped back from; who stepped back stays shut off. Returns how many."""
    return value("SELECT zvh.carry_items(%s, %s)", [meeting.pk, following.pk])


@transaction.atomic
def add_meeting(series, *, by, starts_at, minutes, place, reason):
    """One meeting more in a series, outside its rhythm. Returns it."""
    require(by, Permission.MEETING_PLAN, series)
    _refuse_taken(series, starts_at)
    meeting = Meeting.objects.create(
        series=series,
        house_id=series.house_id,
        starts_at=starts_at,
        minutes=minutes,
        place=place,
        change_reason=reason,
    )
    furnish(meeting, list(series.organisations.all()), list(series.standing.all()))
    log("add_meeting", meeting)
    notices.invite_people(meeting)
    return meeting


# -- school holidays


@transaction.atomic
def add_holiday(house, *, by, name, starts_on, ends_on):
    require(by, Permission.MEETING_PLAN, house)
    holiday = SchoolHoliday.objects.create(house=house, name=name, starts_on=starts_on, ends_on=ends_on)
    log("add_holiday", house, holiday=holiday.pk)
    return holiday


@transaction.atomic
def remove_holiday(holiday, *, by):
    """Meetings that were moved for it stay where they are."""
    require(by, Permission.MEETING_PLAN, holiday.house)
    log("remove_holiday", holiday.house, holiday=holiday.pk)
    holiday.delete()


@transaction.atomic
def follow_rule(meeting, *, by):
    """Move a meeting that lies in a school holiday to where the rule puts it, or let it fall out. Returns it."""
    require(by, Permission.MEETING_PLAN, meeting)
    meeting = lock_meeting(meeting)
    if meeting.series is None or meeting.state != MeetingState.PLANNED:
        raise WrongState(
            "Dit overleg schuift niet vanzelf. Verplaats het op zijn eigen pagina.", back_to=meeting
        )
    where = place_day(
        meeting.rhythm_on or meeting.day, meeting.series.weeks, list(holidays_of(meeting.house_id))
    )
    if where.is_skipped:
        cancel_meeting(meeting, by=by, reason=where.reason)
    else:
        starts_at = moment(where.day, timezone.localtime(meeting.starts_at).time())
        move_meeting(
            meeting,
            by=by,
            starts_at=starts_at,
            minutes=meeting.minutes,
            place=meeting.place,
            reason=where.reason or "volgens de regel van de reeks",
        )
    return Meeting.objects.select_related("series").get(pk=meeting.pk)
