"""Planning: the rhythm, Dutch holidays, daylight saving, another time, who is invited."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from meetings import services
from meetings.models import MeetingState, Seat, Series
from tests import factories, people
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")


def thursday(weeks=0):
    today = timezone.localdate()
    return today + timedelta(days=(3 - today.weekday()) % 7, weeks=weeks)


def fields(**changes):
    values = {"name": "Overleg", "first_on": thursday(1), "weeks": 3, "starts": time(9, 30), "minutes": 90}
    return {**values, "place": "Alkmaar", "organisations": [people.police()], **changes}


def add(by, **changes):
    return services.add_series(people.house(), by=by, **fields(**changes))


def test_add_series_plans_two_years_with_seats_and_fixed_items(act):
    coordinator = people.coordinator()

    with act(coordinator):
        series = add(coordinator)
        first = series.meetings.first()
        seats = [seat.organisation for seat in first.seats.all()]
        titles = [item.title for item in first.items.all()]
        count = series.meetings.count()

    assert (count, seats) == (35, [people.police()])
    assert titles == ["Opening en vaststellen verslag", "Landelijk en regionaal beeld"]


@pytest.mark.parametrize("who", [people.expert, people.police_member, people.outsider, people.nobody])
def test_add_series_by_another_role_is_not_allowed(act, who):
    reader = who()

    with act(reader), pytest.raises(NotAllowed):
        add(reader)


def test_coordinator_of_another_house_may_not_plan_here(act):
    other = people.coordinator("Buurman", of=people.house("Veiligheidshuis Zuid"))

    with act(other), pytest.raises(NotAllowed):
        add(other)


@pytest.mark.parametrize(
    ("first_on", "planned_on"),
    [
        (date(2027, 5, 6), date(2027, 5, 7)),  # Ascension day
        (date(2027, 3, 29), date(2027, 3, 30)),  # Easter Monday
        (date(2027, 4, 27), date(2027, 4, 28)),  # King's day
        (date(2027, 12, 25), date(2027, 12, 27)),  # a Saturday, and both days of Christmas
        (date(2027, 3, 26), date(2027, 3, 26)),  # Good Friday: most offices are open
    ],
)
def test_a_holiday_moves_to_the_next_working_day_and_the_rhythm_stays(act, first_on, planned_on):
    coordinator = people.coordinator()

    with act(coordinator):
        series = add(coordinator, first_on=first_on, weeks=3)
        services.plan_series(series, by=coordinator, until=first_on + timedelta(weeks=3))
        days = [timezone.localtime(one.starts_at).date() for one in series.meetings.all()[:2]]
        rhythm = [one.rhythm_on for one in series.meetings.all()[:2]]

    assert days[0] == planned_on
    assert rhythm == [first_on, first_on + timedelta(weeks=3)]


def test_a_series_over_daylight_saving_keeps_its_local_time(act):
    coordinator = people.coordinator()

    with act(coordinator):
        series = add(coordinator, first_on=date(2027, 3, 18), weeks=2)
        services.plan_series(series, by=coordinator, until=date(2027, 4, 1))
        starts = [one.starts_at for one in series.meetings.all()[:2]]

    assert [one.astimezone(HERE).time() for one in starts] == [time(9, 30), time(9, 30)]
    assert starts[1] - starts[0] == timedelta(days=14, hours=-1)


def test_plan_series_again_makes_nothing_twice_also_when_one_was_moved(act):
    coordinator = people.coordinator()

    with act(coordinator):
        series = add(coordinator)
        first = series.meetings.first()
        moved_to = first.starts_at + timedelta(days=1)
        services.move_meeting(
            first, by=coordinator, starts_at=moved_to, minutes=60, place="Hoorn", reason="zaal"
        )
        again = services.plan_series(series, by=coordinator)

    assert again == []


def test_change_series_holds_for_what_is_planned_later(act):
    coordinator = people.coordinator()

    with act(coordinator):
        series = add(coordinator)
        before = list(series.meetings.values_list("starts_at", "place"))
        services.change_series(series, by=coordinator, **fields(place="Hoorn", starts=time(13, 0)))
        later = timezone.localdate() + timedelta(weeks=110)
        new = services.plan_series(Series.objects.get(pk=series.pk), by=coordinator, until=later)
        after = list(series.meetings.values_list("starts_at", "place"))[: len(before)]

    assert after == before
    assert {(one.place, timezone.localtime(one.starts_at).time()) for one in new} == {("Hoorn", time(13, 0))}


def test_move_meeting_keeps_local_time_also_after_release_and_refuses_what_is_held(act, scene):
    s = scene(MeetingState.PLANNED)
    starts_at = datetime(2027, 3, 30, 9, 30, tzinfo=HERE)
    new = {"starts_at": starts_at, "minutes": 60, "place": "Hoorn", "reason": "zaal"}

    with act(s.coordinator):
        services.release_agenda(s.meeting, by=s.coordinator)
        moved = services.move_meeting(s.meeting, by=s.coordinator, **new)
        services.end_meeting(s.meeting, by=s.coordinator)
        with pytest.raises(WrongState, match="al gehouden"):
            services.move_meeting(s.meeting, by=s.coordinator, **new)

    assert (moved.starts_at.astimezone(HERE).time(), moved.sequence) == (time(9, 30), 1)


def test_move_meeting_onto_another_of_its_series_says_so(act, scene):
    s = scene()
    other = factories.meeting(by=s.coordinator)

    with act(s.coordinator), pytest.raises(WrongState, match="Op dat moment"):
        services.move_meeting(
            s.meeting, by=s.coordinator, starts_at=other.starts_at, minutes=60, place="Hoorn", reason="zaal"
        )


@pytest.mark.parametrize("name", ["invite", "move_meeting"])
def test_planning_by_who_is_at_the_table_is_not_allowed(act, scene, name):
    s = scene(MeetingState.RELEASED)
    given = {
        "invite": {"organisation": s.town},
        "move_meeting": {"starts_at": timezone.now(), "minutes": 60, "place": "x", "reason": "zaal"},
    }

    with act(s.officer), pytest.raises(NotAllowed):
        getattr(services, name)(s.meeting, by=s.officer, **given[name])


def test_invite_twice_and_withdraw(act, scene):
    s = scene()
    youth = people.organisation("Jongerenwerk", house=s.house)

    with act(s.coordinator):
        seat = services.invite(s.meeting, by=s.coordinator, organisation=youth)
        with pytest.raises(WrongState, match="al uitgenodigd"):
            services.invite(s.meeting, by=s.coordinator, organisation=youth)
        services.withdraw_invitation(seat, by=s.coordinator)
        with pytest.raises(WrongState, match="niet meer uitgenodigd"):
            services.withdraw_invitation(seat, by=s.coordinator)
        left = Seat.objects.filter(meeting=s.meeting, organisation=youth).exists()

    assert left is False


def test_withdraw_invitation_of_who_was_there_is_refused(act, scene):
    s = scene(MeetingState.RELEASED)

    with act(s.coordinator):
        seat = s.meeting.seats.first()
        services.record_seat(seat, by=s.coordinator, attendance=Seat.Attendance.PRESENT)
        with pytest.raises(WrongState, match="al vastgelegd"):
            services.withdraw_invitation(seat, by=s.coordinator)


def test_release_mails_the_participants_of_who_is_invited_and_of_who_sits_at_a_table(
    act, scene, mailoutbox, django_capture_on_commit_callbacks
):
    s = scene()
    youth = people.organisation("Jongerenwerk", house=s.house)
    worker = people.police_member("Jongerenwerker", at=youth)
    factories.item(s.meeting, title="Jeugd", table=[youth])

    with django_capture_on_commit_callbacks(execute=True), act(s.coordinator):
        services.release_agenda(s.meeting, by=s.coordinator)

    told = {address for mail in mailoutbox for address in mail.to}
    assert told == {s.officer.email, s.townsman.email, worker.email}
    assert all("Onrust wijk" not in mail.body + mail.subject for mail in mailoutbox)
