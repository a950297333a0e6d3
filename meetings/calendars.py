"""Meetings in the format of calendars (iCalendar, RFC 5545 and 5546). Never what a meeting is about.

Times stand in Europe/Amsterdam with its VTIMEZONE, which Outlook, Google and Apple all read; one UID for each meeting,
and a SEQUENCE that rises with each change, so that a later mail replaces an earlier one whatever comes in first.
"""

from zoneinfo import ZoneInfo

from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress

HERE = ZoneInfo("Europe/Amsterdam")
PRODUCT = "-//Zorg- en Veiligheidshuis//Overleg//NL"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def invitation(meeting, *, method, house, person, link):
    """The text of one invitation or cancellation, to one person; `house` is the organiser."""
    event = _event(
        uid=meeting.uid,
        sequence=meeting.sequence,
        name=meeting.name,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place="" if meeting.is_extra else meeting.place,  # where it is in haste stands behind the login
        link=link,
        status="CANCELLED" if method == CANCEL else "CONFIRMED",
    )
    event.add("organizer", _address(house.email, CN=house.name))
    answer = {"RSVP": "TRUE", "PARTSTAT": "NEEDS-ACTION"} if method == REQUEST else {}
    event.add("attendee", _address(person.email, CN=person.name, ROLE="REQ-PARTICIPANT", **answer), encode=0)
    return _text([event], method)


def feed(rows, *, link):
    """The calendar of one person: for each row name, when and where, and no person in it."""
    return _text([_event(**row, link=link) for row in rows], PUBLISH, name="Overleggen veiligheidshuis")


def _event(*, uid, sequence, name, starts_at, ends_at, place, link, status):
    event = Event()
    event.add("uid", f"{uid}@zvh")
    event.add("sequence", sequence)
    event.add("dtstamp", timezone.now().astimezone(ZoneInfo("UTC")))
    event.add("dtstart", starts_at.astimezone(HERE))
    event.add("dtend", ends_at.astimezone(HERE))
    event.add("summary", name)
    if place:
        event.add("location", place)
    event.add("url", link)
    event.add("status", status)
    return event


def _address(email, **parameters):
    address = vCalAddress(f"mailto:{email}")
    address.params.update(parameters)
    return address


def _text(events, method, *, name=""):
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()
