"""Reminders of what waits: once a working day one mail per person, with numbers, reasons and dates alone."""

from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from partners.models import User
from partners.workdays import is_morning_of_workday
from signals.models import Reminded
from zvh.mail import send_later

MOST_LINES = 50
FOOTER = "U kunt deze herinneringen uitzetten bij uw account."


@transaction.atomic
def send_reminders():
    """Mail everybody who was not reminded today; returns how many. Only on the morning of a working day."""
    now = timezone.localtime()
    if not is_morning_of_workday(now):
        return 0
    lines = {pk: list(group) for pk, group in groupby(_claim(now.date()), key=itemgetter(0))}
    people = User.objects.in_bulk(lines)
    for pk, own in lines.items():
        send_later([people[pk].email], _subject(own), _text(own))
    if lines:
        log("remind", origin="tick", people=len(lines))
    return len(lines)


def _claim(day):
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, number, reason, about FROM zvh.claim_reminders(%s)", [day])
        return cursor.fetchall()


def _subject(lines):
    waiting = "1 signaal wacht" if len(lines) == 1 else f"{len(lines)} signalen wachten"
    return f"Herinnering: {waiting} op u"


def _text(lines):
    told = [f"{number}: {in_words(reason, about)}" for _, number, reason, about in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        told.append(f"En nog {len(lines) - MOST_LINES} andere.")
    return "\n".join([*told, "", f"Log in om verder te gaan: {settings.SITE_URL}/", FOOTER])


def in_words(reason, about):
    """The reason with its day; 'morgen' is the next working day, which may be a Monday."""
    label, day = Reminded(reason).label, f"{about:%d-%m-%Y}"
    if reason == Reminded.QUESTION:
        return f"{label} (gevraagd op {day})"
    if reason == Reminded.TOMORROW and (about - timezone.localdate()).days > 1:
        label = "volgende werkdag te wegen"
    return f"{label} (wegen voor {day})"
