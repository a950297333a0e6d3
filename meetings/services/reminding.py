"""Reminders of questions beforehand, without a word of what they are about: by the coordinator, and by the tick."""

from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.log import log
from meetings.models import Meeting
from meetings.services.planning import take_meeting
from partners.models import User
from partners.roles import Permission
from partners.workdays import is_morning_of_workday
from zvh.exceptions import WrongState
from zvh.mail import send_later

FOOTER = "U kunt deze herinneringen uitzetten bij uw account."


@transaction.atomic
def remind_unprepared(meeting, *, by):
    """Mail who still has a question open; returns how many people. Nobody twice on one day."""
    meeting = take_meeting(meeting, by, Permission.MEETING_PLAN)
    if not meeting.released_at or meeting.held_at:
        raise WrongState("Een herinnering kan van de vrijgave tot het overleg voorbij is.", back_to=meeting)
    people = [user for _, user, _ in _claim(meeting.pk)]
    _mail(meeting.pk, meeting.starts_at, people)
    log("remind_unprepared", meeting, people=len(people))
    return len(people)


@transaction.atomic
def remind_day_before():
    """On the morning of the working day before a meeting; returns how many people. For the tick, who is nobody."""
    now = timezone.localtime()
    if not is_morning_of_workday(now):
        return 0
    claimed = _claim(None)
    for (meeting_id, starts_at), rows in groupby(claimed, key=itemgetter(0, 2)):
        people = [user for _, user, _ in rows]
        _mail(meeting_id, starts_at, people)
        log("remind_unprepared", Meeting(pk=meeting_id), origin="tick", people=len(people))
    return len(claimed)


def _claim(meeting_id):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT meeting_id, user_id, starts_at FROM zvh.claim_unprepared(%s, %s)",
            [meeting_id, timezone.localdate()],
        )
        return cursor.fetchall()


def _mail(meeting_id, starts_at, people):
    """A mail each, with the day and a link; nothing of what is asked or about what."""
    day = date_format(timezone.localtime(starts_at), "l j F")
    address = f"{settings.SITE_URL}{reverse('meetings:prepare', args=[meeting_id])}"
    waits = f"Voor het overleg van {day} wacht nog een vraag aan uw organisatie."
    text = f"{waits}\n\nLog in om te antwoorden: {address}\n{FOOTER}"
    for email in User.objects.filter(pk__in=people).order_by("pk").values_list("email", flat=True):
        send_later([email], f"Herinnering: uw vragen voor {day}", text)
