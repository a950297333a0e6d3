"""What somebody does with his invitation, and the link to his calendar; and the reminder to release an agenda."""

import secrets
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from meetings.models import CalendarFeed, Meeting
from partners.models import User
from partners.workdays import is_workday
from zvh.actor import digest
from zvh.exceptions import WrongState
from zvh.mail import send_later


@transaction.atomic
def reply_to_invitation(*, reply, word):
    """Called as the key of the invitation; the last answer counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.reply_to_invitation(%s, %s)", [reply, word])
        (meeting,) = cursor.fetchone() or (None,)
    if meeting is None:
        raise WrongState("Deze uitnodiging geldt niet meer.", back_to="meetings:reply")
    log("reply_invitation", Meeting(pk=meeting))


@transaction.atomic
def make_feed(*, by):
    """A new secret link to one's calendar, which ends the one before it. Returns the secret, shown once."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.filter(user=by).delete()
    CalendarFeed.objects.create(user=by, digest=digest(secret))
    log("make_feed", by)
    return secret


@transaction.atomic
def withdraw_feed(*, by):
    """The link opens nothing any more; returns whether there was one."""
    gone, _ = CalendarFeed.objects.filter(user=by).delete()
    if gone:
        log("withdraw_feed", by)
    return bool(gone)


@transaction.atomic
def remind_release():
    """Mail the coordinators whose release day has come, each meeting once; returns how many people. On working days."""
    today = timezone.localdate()
    if not is_workday(today):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, name, starts_at FROM zvh.claim_release_reminders(%s)", [today])
        lines = {pk: list(group) for pk, group in groupby(cursor.fetchall(), key=itemgetter(0))}
    people = User.objects.in_bulk(lines)
    for pk, own in lines.items():
        told = [f"{name}, {timezone.localtime(starts_at):%d-%m-%Y om %H:%M}" for _, name, starts_at in own]
        text = "\n".join(
            ["De dag van vrijgeven is er, en de agenda is nog niet vrij:", *told, "", f"{settings.SITE_URL}/"]
        )
        send_later([people[pk].email], "Herinnering: geef de agenda vrij", text)
    if lines:
        log("remind_release", origin="tick", people=len(lines))
    return len(lines)
