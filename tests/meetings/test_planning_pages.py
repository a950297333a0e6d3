"""The pages around planning: holidays, hidden participants, the calendar link; and the tick that keeps planning."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import services, ticks
from meetings.models import CalendarFeed, Meeting, MeetingState, SchoolHoliday, Seat, Series
from signals import abuse
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.test_forms import series_data
from tests.meetings.test_series import add

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def half_planned(act, monkeypatch):
    """A series of which only the first half year is planned, and its coordinator."""
    coordinator = people.coordinator()
    with act(coordinator), monkeypatch.context() as short:
        short.setattr("meetings.services.series.AHEAD", timedelta(days=180))
        series = add(coordinator)
    return series, coordinator


def last_day(series):
    with as_owner():
        return series.meetings.latest("rhythm_on").rhythm_on


def test_tick_plans_on_to_two_years_and_the_second_time_nothing(half_planned):
    series, _ = half_planned
    before = last_day(series)

    planned = ticks.plan_ahead(), ticks.plan_ahead()

    assert before <= TODAY + timedelta(days=180)
    assert (planned[0] > 20, planned[1]) == (True, 0)
    assert TODAY + timedelta(weeks=101) < last_day(series) <= TODAY + timedelta(weeks=104)


def test_tick_leaves_a_house_without_a_coordinator_alone(half_planned):
    series, coordinator = half_planned
    before = last_day(series)
    with as_owner():
        coordinator.memberships.update(valid_until=timezone.now() - timedelta(seconds=1))

    assert ticks.plan_ahead() == 0
    assert last_day(series) == before


def test_standing_items_changed_hold_for_what_is_planned_later(act, login, half_planned):
    series, coordinator = half_planned
    data = series_data(standing="5 Opening\n20 Beeld van het district", first_on=series.first_on.isoformat())

    login(coordinator).post(reverse("meetings:series", args=[series.pk]), data)
    ticks.plan_ahead()

    with as_owner():
        first, last = series.meetings.earliest("rhythm_on"), series.meetings.latest("rhythm_on")
        titles = [[item.title for item in meeting.items.all()] for meeting in (first, last)]
    assert titles == [
        ["Opening en vaststellen verslag", "Landelijk en regionaal beeld"],
        ["Opening", "Beeld van het district"],
    ]


def test_too_many_standing_items_come_back_as_typed(login):
    lines = "\n".join(f"5 Punt {number}" for number in range(13))

    page = login(people.coordinator()).post(reverse("meetings:add-series"), series_data(standing=lines))

    assert page.status_code == 200
    assert "hooguit 12 vaste punten" in page.text
    assert "5 Punt 12" in page.text
    with as_owner():
        assert Series.objects.count() == 0


def test_a_seat_is_hidden_and_shown_by_its_page_and_only_by_who_plans(login, scene):
    s = scene(MeetingState.RELEASED)
    with as_owner():
        seat = Seat.objects.get(meeting=s.meeting, organisation=s.police)
    path = reverse("meetings:hide-seat", args=[s.meeting.pk, seat.pk])
    page = reverse("meetings:detail", args=[s.meeting.pk])

    refused = login(s.townsman).post(path, {"hidden": "ja"}).status_code
    login(s.coordinator).post(path, {"hidden": "ja"})
    hidden = login(s.townsman).get(page).text
    login(s.coordinator).post(path, {"hidden": "nee"})
    shown = login(s.townsman).get(page).text

    assert refused == 403
    sentence = "En 1 partner van wie de naam niet te zien is"
    assert (s.police.short_name in hidden, sentence in hidden) == (False, True)
    assert (s.police.short_name in shown, sentence in shown) == (True, False)


def test_at_the_table_of_an_item_a_hidden_participant_is_a_partner(login, scene):
    s = scene()
    factories.item(s.meeting, title="Samen", table=[s.police, s.town])
    with as_owner():
        Seat.objects.filter(meeting=s.meeting, organisation=s.police).update(is_hidden=True)
    factories.put_meeting(s.meeting, MeetingState.RELEASED, by=s.coordinator)

    lines = login(s.townsman).get(reverse("meetings:detail", args=[s.meeting.pk])).context["lines"]

    words = {line.item.title: (len(line.places), line.hidden_words) for line in lines}
    assert words["Samen"] == (1, "een partner")
    assert words["Geheim punt"] == (1, "")


def test_holiday_is_added_shows_what_lies_in_it_and_goes_again(login, act):
    coordinator = people.coordinator()
    with act(coordinator):
        meeting = add(coordinator).meetings.first()
    client, path = login(coordinator), reverse("meetings:holidays")
    names = ("vakantie-name", "vakantie-starts_on", "vakantie-ends_on")
    typed = dict(zip(names, ("Herfstvakantie", meeting.day, meeting.day), strict=True))

    bad = client.post(path, typed | {"vakantie-ends_on": meeting.day - timedelta(days=1)})
    client.post(path, typed)
    page = client.get(path)
    client.post(reverse("meetings:follow-rule", args=[meeting.pk]))
    with as_owner():
        moved, holiday = Meeting.objects.get(pk=meeting.pk), SchoolHoliday.objects.get()
    client.post(reverse("meetings:remove-holiday", args=[holiday.pk]))

    assert (bad.status_code, set(bad.context["form"].errors)) == (200, {"ends_on"})
    assert "Herfstvakantie" in bad.text
    assert [one.pk for one, _ in page.context["inside"]] == [meeting.pk]
    assert moved.day == meeting.day + timedelta(days=7)
    assert client.get(path).context["holidays"] == []


def test_holidays_of_another_house_are_no_page(login, act):
    far = people.house("Huis Ver")
    with as_owner():
        holiday = SchoolHoliday.objects.create(house_id=far.pk, name="x", starts_on=TODAY, ends_on=TODAY)

    response = login(people.coordinator()).post(reverse("meetings:remove-holiday", args=[holiday.pk]))
    outsider = login(people.police_member()).get(reverse("meetings:holidays"))

    assert (response.status_code, outsider.status_code) == (404, 403)


def test_queries_of_the_list_and_the_holidays_do_not_grow_with_meetings(login, act, count_queries):
    coordinator = people.coordinator()
    with act(coordinator):
        add(coordinator)
        services.add_holiday(
            people.house(),
            by=coordinator,
            name="Vakantie",
            starts_on=TODAY,
            ends_on=TODAY + timedelta(days=365),
        )
    client = login(coordinator)

    found = [
        count_queries(lambda name=name: client.get(reverse(f"meetings:{name}")))
        for name in ("list", "holidays")
    ]

    assert found == [7, 6]


def test_calendar_link_is_shown_once_made_anew_and_withdrawn(login, client):
    officer = login(people.police_member())

    before = officer.get(reverse("meetings:feed")).text
    first = officer.post(reverse("meetings:make-feed"))
    after = officer.get(reverse("meetings:feed")).text
    second = officer.post(reverse("meetings:make-feed"))
    paths = [made.context["address"].partition("//")[2].partition("/")[2] for made in (first, second)]
    found = [client.get(f"/{path}").status_code for path in paths]
    officer.post(reverse("meetings:withdraw-feed"))

    assert ("U heeft nog geen link" in before, paths[0] in first.text, paths[0] in after) == (
        True,
        True,
        False,
    )
    assert first.headers["Cache-Control"] == "no-store"
    assert found == [404, 200]
    assert client.get(f"/{paths[1]}").status_code == 404
    with as_owner():
        assert CalendarFeed.objects.count() == 0


def test_guessing_calendar_links_ends_for_that_address(client, monkeypatch):
    monkeypatch.setitem(abuse.LIMITS, "link", 2)
    guess = {"REMOTE_ADDR": "198.51.100.7"}

    found = [client.get(f"/agenda/geraden-{number}.ics", **guess).status_code for number in range(4)]
    elsewhere = client.get("/agenda/geraden.ics", REMOTE_ADDR="198.51.100.8").status_code

    assert (found, elsewhere) == ([404, 404, 429, 429], 404)


def test_an_organisation_off_the_table_after_release_no_longer_reads_the_item(act, login, scene):
    s = scene(MeetingState.RELEASED)
    page = reverse("meetings:detail", args=[s.meeting.pk])
    officer = login(s.officer)

    before = officer.get(page).text
    with act(s.coordinator):
        services.remove_from_table(s.item, by=s.coordinator, organisation=s.police)
    after = officer.get(page).text

    assert ("Onrust wijk" in before, "Onrust wijk" in after, "Opening" in after) == (True, False, True)
