"""A meeting about one case: the same engine, read by exactly who reads the case, led by who directs it."""

from typing import NamedTuple

from django.db import transaction

from audit.log import log
from cases.models import Case
from meetings.models import Meeting
from meetings.services import notices
from meetings.services.series import furnish
from partners.models import Organisation
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState


class Standing(NamedTuple):
    """An item of every case meeting."""

    title: str
    minutes: int


STANDING = (
    Standing("Terugblik: acties en afspraken", 10),
    Standing("Hoe gaat het nu?", 20),
    Standing("Wat doen wij, en wie?", 25),
    Standing("Hoe verder, en wanneer weer?", 5),
)


@transaction.atomic
def plan_case_meeting(case, *, by, starts_at, minutes, place):
    """Plan one with the organisations that take part now, and mail who reads the case. Returns the meeting."""
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    meeting = Meeting(case=case, house_id=case.house_id, starts_at=starts_at, minutes=minutes, place=place)
    require(by, Permission.MEETING_PLAN, meeting)
    if case.closed_at:
        raise WrongState("Deze casus is gesloten. Er kan geen overleg meer bij.", back_to=case)
    if case.meetings.filter(starts_at=starts_at, cancelled_at=None).exists():
        raise WrongState("Op dat moment is er al een overleg over deze casus. Kies een ander.", back_to=case)
    meeting.save(force_insert=True)
    taking_part = Organisation.objects.filter(pk__in=case.organisation_ids).order_by("name")
    furnish(meeting, taking_part, STANDING)
    log("plan_case_meeting", meeting, case=case.number)
    notices.invite_people(meeting)
    return meeting
