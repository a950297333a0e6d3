"""The rule of the calendar, moving, falling out, extra meetings, and the reminder to release."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from meetings import queries, services
from meetings.models import Contribution, MeetingState, SchoolHoliday
from meetings.services.rhythm import place_day
from tests import factories, people
from tests.meetings.test_series import add
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
SPRING = SchoolHoliday(name="Meivakantie", starts_on=date(2027, 4, 24), ends_on=date(2027, 5, 9))


@pytest.mark.parametrize(
    ("day", "weeks", "placed", "is_skipped"),
    [
        (date(2027, 4, 22), 3, date(2027, 4, 22), False),  # before it
        (date(2027, 4, 29), 3, date(2027, 5, 13), False),  # the same weekday after it, a week before the next
        (date(2027, 4, 29), 2, date(2027, 4, 29), True),  # would meet on the day of the next one
        (date(2027, 5, 6), 1, date(2027, 5, 6), True),
    ],
)
def test_school_holiday_moves_to_the_same_weekday_after_it_or_skips(day, weeks, placed, is_skipped):
    where = place_day(day, weeks, [SPRING])

    assert (where.day, where.is_skipped) == (placed, is_skipped)


def test_two_series_have_their_own_standing_items(act):
    coordinator = people.coordinator()

    with act(coordinator):
        first = add(coordinator)
        second = add(coordinator, name="Driehoek", standing=[("Terugblik", 10)])
        titles = [[item.title for item in one.meetings.first().items.all()] for one in (first, second)]

    assert titles == [["Opening en vaststellen verslag", "Landelijk en regionaal beeld"], ["Terugblik"]]


def test_a_cancelled_meeting_closes_its_agenda_and_carries_its_items_with_who_stepped_back(act, scene):
    s = scene()
    following = factories.meeting(by=s.coordinator, invited=[s.police, s.town], days=28)

    with act(s.coordinator):
        services.recuse(s.item, by=s.coordinator, user=s.officer)
        services.release_agenda(s.meeting, by=s.coordinator)
    factories.contribution(s.secret, s.town, s.townsman, text="Inbreng")
    with act(s.coordinator):
        services.cancel_meeting(s.meeting, by=s.coordinator, reason="zaal dicht")
        titles = list(following.items.values_list("title", flat=True))
        moved = following.items.get(title="Onrust wijk")
        stepped_back = list(moved.recusals.values_list("user", flat=True))
        with pytest.raises(WrongState, match="vervalt"):
            services.add_item(s.meeting, by=s.coordinator, title="x", kind="topic", minutes=5)
    with act(s.townsman):
        kept = Contribution.objects.filter(item__meeting=following).count()
        seen = type(s.meeting).objects.filter(pk=s.meeting.pk).count()

    assert titles == ["Geheim punt", "Onrust wijk"]
    assert (stepped_back, seen) == ([s.officer.pk], 0)
    assert kept == 0  # of an agenda that is not released yet


def test_cancel_by_who_is_at_the_table_is_not_allowed(act, scene):
    s = scene(MeetingState.RELEASED)

    with act(s.officer), pytest.raises(NotAllowed):
        services.cancel_meeting(s.meeting, by=s.officer, reason="x")


def test_extra_meeting_is_outside_the_rhythm_and_furnished(act):
    coordinator = people.coordinator()

    with act(coordinator):
        series = add(coordinator)
        moment = timezone.now() + timedelta(days=3)
        extra = services.add_meeting(
            series, by=coordinator, starts_at=moment, minutes=60, place="Hoorn", reason="drukte"
        )
        again = services.plan_series(series, by=coordinator)

    assert (extra.rhythm_on, extra.change_reason, again) == (None, "drukte", [])


def test_meetings_in_a_new_holiday_are_shown_and_follow_the_rule(act):
    coordinator = people.coordinator()

    with act(coordinator):
        series = add(coordinator)
        first = series.meetings.first()
        day = first.day
        holiday = services.add_holiday(
            people.house(), by=coordinator, name="Herfstvakantie", starts_on=day, ends_on=day
        )
        inside = [meeting.pk for meeting, _ in queries.in_holiday([holiday])]
        moved = services.follow_rule(first, by=coordinator)

    assert inside == [first.pk]
    assert moved.day == day + timedelta(days=7)
    assert moved.change_reason == "Herfstvakantie"


def test_release_reminder_is_sent_once_without_content(
    act, mailoutbox, django_capture_on_commit_callbacks, monkeypatch
):
    coordinator = people.coordinator()
    factories.meeting(by=coordinator, days=2)
    monkeypatch.setattr("meetings.services.guests.is_workday", lambda day: True)

    with django_capture_on_commit_callbacks(execute=True):
        told = services.remind_release(), services.remind_release()

    assert told == (1, 0)
    assert [mail.to for mail in mailoutbox] == [[coordinator.email]]
