"""Calendar files: what they hold, when they are sent, answering by a link, and the feed."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from meetings import services
from meetings.models import Guest, MeetingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")


def parsed(mail):
    (content, kind), *_ = [(one.content, one.mimetype) for one in mail.alternatives]
    calendar = Calendar.from_ical(content)
    return kind, calendar, calendar.walk("VEVENT")[0]


def to(mailoutbox, person):
    return [mail for mail in mailoutbox if mail.to == [person.email]]


def move(s, starts_at):
    return services.move_meeting(
        s.meeting, by=s.coordinator, starts_at=starts_at, minutes=60, place="Hoorn", reason="zaal"
    )


@pytest.mark.parametrize("month", [3, 10])
def test_invitation_over_daylight_saving_keeps_its_local_time_and_uid(
    act, scene, mailoutbox, django_capture_on_commit_callbacks, month
):
    s = scene()
    days = {3: (26, 30), 10: (29, 11)}[month]
    first = datetime(2027, month, days[0], 9, 30, tzinfo=HERE)
    second = (
        datetime(2027, 3, 30, 9, 30, tzinfo=HERE) if month == 3 else datetime(2027, 11, 1, 9, 30, tzinfo=HERE)
    )

    with django_capture_on_commit_callbacks(execute=True), act(s.coordinator):
        services.release_agenda(s.meeting, by=s.coordinator)
        move(s, first)
        move(s, second)
    events = [parsed(mail)[2] for mail in to(mailoutbox, s.officer)]

    assert len({str(event["uid"]) for event in events}) == 1
    assert [int(event["sequence"]) for event in events] == [0, 1, 2]
    assert [event.decoded("dtstart") for event in events[1:]] == [first, second]
    assert [event.decoded("dtstart").astimezone(HERE).hour for event in events[1:]] == [9, 9]


def test_withdrawn_invitation_and_cancelled_meeting_get_a_cancellation(
    act, scene, mailoutbox, django_capture_on_commit_callbacks
):
    s = scene(MeetingState.PLANNED)

    with django_capture_on_commit_callbacks(execute=True), act(s.coordinator):
        services.release_agenda(s.meeting, by=s.coordinator)
        services.remove_from_table(s.item, by=s.coordinator, organisation=s.police)
        services.withdraw_invitation(s.meeting.seats.get(organisation=s.police), by=s.coordinator)
        services.cancel_meeting(s.meeting, by=s.coordinator, reason="zaal dicht")
    found = [parsed(to(mailoutbox, person)[-1]) for person in (s.officer, s.townsman)]

    assert [kind for kind, *_ in found] == ["text/calendar; method=CANCEL"] * 2
    assert [str(event["status"]) for *_, event in found] == ["CANCELLED"] * 2
    assert all("Onrust" not in mail.body + mail.subject for mail in mailoutbox)


def test_reply_by_the_link_counts_and_dies_with_the_invitation(
    act, scene, client, mailoutbox, django_capture_on_commit_callbacks
):
    s = scene()
    with django_capture_on_commit_callbacks(execute=True), act(s.coordinator):
        services.release_agenda(s.meeting, by=s.coordinator)
    path = re.search(r"/overleg/antwoord/[\w-]+/", to(mailoutbox, s.officer)[0].body)[0]

    page = client.get(path, follow=True)
    token = client.session["citizen_token"]
    client.post("/overleg/antwoord/", {"token": token, "reply": "tentative", "word": "later"})
    with as_owner():
        guest = Guest.objects.get(user=s.officer)
    with act(s.coordinator):
        services.cancel_meeting(s.meeting, by=s.coordinator, reason="zaal dicht")
    after = client.get(path, follow=True)

    assert page.status_code == 200
    assert b"Onrust wijk" not in page.content
    assert (guest.reply, guest.word) == ("tentative", "later")
    assert after.status_code == 404


def test_answers_are_seen_by_the_coordinator_and_the_own_organisation_alone(act, scene):
    s = scene()
    with act(s.coordinator):
        services.release_agenda(s.meeting, by=s.coordinator)
    seen = []

    for person in (s.coordinator, s.officer, s.townsman, people.outsider()):
        with act(person):
            seen.append(set(Guest.objects.values_list("organisation", flat=True)))

    assert seen == [{s.police.pk, s.town.pk}, {s.police.pk}, {s.town.pk}, set()]


def test_feed_shows_own_meetings_of_this_house_and_ends_with_the_role(act, scene, client):
    s = scene()
    other = people.house("Huis Ver")
    factories.meeting(other, by=people.coordinator("Ver", of=other))
    with act(s.officer):
        secret = services.make_feed(by=s.officer)

    first = client.get(f"/agenda/{secret}.ics")
    again = client.get(f"/agenda/{secret}.ics", headers={"If-None-Match": first.headers["ETag"]})
    with as_owner():
        s.officer.memberships.update(valid_until=s.meeting.starts_at - timedelta(days=30))
    ended = client.get(f"/agenda/{secret}.ics")

    events = Calendar.from_ical(first.content).walk("VEVENT")
    assert len(events) == 1
    assert b"mailto" not in first.content
    assert b"Onrust" not in first.content
    assert (again.status_code, ended.status_code) == (304, 404)
