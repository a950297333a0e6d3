"""Mail about a meeting: when and where, with a calendar file and a link to answer; never what it is about.

THE RULE of who is mailed when: everybody who takes part for an organisation that is invited or at a table gets the
invitation at the release of the agenda. Of a meeting within eight weeks that is moved, added or gets one organisation
more, they get it at once. Who once got an invitation hears of each later change and of the end of it.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from meetings import calendars
from meetings.models import Guest, MeetingState
from partners.models import House, User
from zvh.actor import digest
from zvh.mail import send_later

HORIZON = timedelta(weeks=8)
RULE = (
    "Genodigden krijgen een uitnodiging bij het vrijgeven van de agenda, en meteen als een overleg binnen acht weken "
    "wordt verplaatst of erbij komt. Wie een uitnodiging kreeg, hoort ook elke latere wijziging."
)


def rise(meeting):
    """A change that calendars must take over: the number of the version goes up."""
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])


def invite_people(meeting, *, agenda=False, only=None):
    """Mail who takes part, by the rule above; with a new link each, and so the one before it ends."""
    people = participants(meeting)
    if meeting.case_id:
        _withdraw(meeting, people, still=people)
    if only:
        people = {user: organisation for user, organisation in people.items() if organisation == only.pk}
    if not _is_near(meeting) and not agenda:
        told = meeting.guests.filter(withdrawn_at__isnull=True).values_list("user", flat=True)
        people = {user: people[user] for user in told if user in people}
    if not people:
        return
    links = {user: secrets.token_urlsafe(32) for user in people}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zvh.invite_people(%s, %s::bigint[], %s::bigint[], %s::text[])",
            [meeting.pk, list(people), list(people.values()), [digest(links[user]) for user in people]],
        )
    house = House.objects.select_related("organisation").get(organisation=meeting.house_id)
    for person in User.objects.filter(pk__in=people):
        _mail(meeting, house, person, calendars.REQUEST, _words(meeting, links[person.pk]))


def _is_near(meeting):
    """Already released, or within the horizon."""
    near = timezone.now() < meeting.starts_at < timezone.now() + HORIZON
    return near or meeting.state != MeetingState.PLANNED


def withdraw_people(meeting):
    """Mail a cancellation to who was invited and is no longer; everybody, when the meeting falls out.

    Who no longer reads a case hears nothing more of its meetings.
    """
    people = participants(meeting)
    _withdraw(meeting, people, still={} if meeting.is_cancelled else people)


def _withdraw(meeting, taking_part, *, still):
    """`still` are those of who takes part whose invitation holds."""
    gone = Guest.objects.filter(meeting=meeting, withdrawn_at__isnull=True).exclude(user__in=still)
    people = list(User.objects.filter(pk__in=gone.values("user")))
    if not people:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zvh.withdraw_people(%s, %s::bigint[])", [meeting.pk, [one.pk for one in people]]
        )
    house = House.objects.select_related("organisation").get(organisation=meeting.house_id)
    for person in people:
        if person.pk in taking_part or not meeting.case_id:
            _mail(meeting, house, person, calendars.CANCEL, _farewell(meeting))


def participants(meeting):
    """{user: organisation} of who takes part for an organisation that is invited or at a table, or reads the case.

    The database says so (`zvh.takes_part`), to who leads the meeting.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, organisation FROM zvh.participants(%s)", [meeting.pk])
        return dict(cursor.fetchall())


def tell_participants(meeting, subject, text):
    """Mail them that something waits, and nothing of it."""
    addresses = User.objects.filter(pk__in=participants(meeting)).values_list("email", flat=True)
    send_later(addresses, subject, text)


def _mail(meeting, house, person, method, words):
    page = settings.SITE_URL + reverse("meetings:list")
    text = calendars.invitation(meeting, method=method, house=house, person=person, link=page)
    send_later([person.email], *words, calendar=(method, text))


def _when(meeting):
    return date_format(timezone.localtime(meeting.starts_at), r"l j F Y \o\m H:i \u\u\r")


def _words(meeting, secret):
    """Subject and text of an invitation."""
    day = f"{timezone.localtime(meeting.starts_at):%d-%m-%Y om %H:%M}"
    waits = "De agenda staat klaar." if meeting.released_at else "De agenda volgt."
    if meeting.is_extra:
        waits = "U bent gevraagd voor een spoedoverleg."
    place = "" if meeting.is_extra else f"{meeting.place}\n"  # where it is in haste stands behind the login
    link = settings.SITE_URL + reverse("meetings:reply-link", args=[secret])
    return (
        f"{'Gewijzigd: ' if meeting.change_reason and meeting.sequence else ''}{meeting.name} {day}",
        f"{meeting.name}\n{_when(meeting)}\n{place}\n{waits} Log in om die te lezen: {settings.SITE_URL}/\n\n"
        f"Laat weten of u komt: {link}\nDeze link is van u alleen en werkt tot het overleg voorbij is. "
        "Stuur die niet door.",
    )


def _farewell(meeting):
    text = "Dit overleg gaat niet door." if meeting.is_cancelled else "Uw uitnodiging is ingetrokken."
    return f"Vervallen: {meeting.name} {_when(meeting)}", f"{meeting.name}\n{_when(meeting)}\n\n{text}"
