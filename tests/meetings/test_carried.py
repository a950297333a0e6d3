"""Actions of earlier meetings on the agenda and in the minutes of the next, for exactly who may see each."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import queries
from meetings.models import MeetingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db
RELEASED, FINAL = MeetingState.RELEASED, MeetingState.FINAL


@pytest.fixture
def before(scene):
    """A released meeting, and one of its series three weeks before with an item of the police and one of the town."""
    s = scene(RELEASED)
    with as_owner():
        series = s.meeting.series
        earlier = factories.meeting(by=s.coordinator, days=-14)
        type(earlier).objects.filter(pk=earlier.pk).update(
            series=series
        ) if earlier.series != series else None
        earlier.refresh_from_db()
    s.earlier = earlier
    s.of_police = factories.item(earlier, title="Toen politie", table=[s.police])
    s.of_town = factories.item(earlier, title="Toen gemeente", table=[s.town])
    s.of_both = factories.item(earlier, title="Toen samen", table=[s.police, s.town])
    factories.put_meeting(earlier, FINAL, by=s.coordinator)

    def promised(item, *, days=5, **fields):
        due_on = timezone.localdate() + timedelta(days=days)
        action = factories.action(by=s.coordinator, due_on=due_on, **{"organisation": s.police} | fields)
        with as_owner():
            linked = item.action_links.model.objects.bulk_create
            past_triggers(linked, item, action)
        return action

    s.promised = promised
    return s


def past_triggers(create, item, action):
    """The minutes of then are final: an action is hung on them as it was, without the check on that."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE meetings_itemaction DISABLE TRIGGER a_frozen")
        create([item.action_links.model(item=item, action=action)])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE meetings_itemaction ENABLE TRIGGER a_frozen")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def done(s, days):
    at = timezone.now() + timedelta(days=days)
    return {"state": "done", "done_at": at, "done_by": s.coordinator, "effect": "Zij praten weer."}


def test_open_late_and_done_since_the_last_meeting_are_carried(act, before):
    s = before
    late, waits = s.promised(s.of_police, days=-2), s.promised(s.of_police)
    fresh = s.promised(s.of_police, **done(s, -3))
    s.promised(s.of_police, **done(s, -40))

    with act(s.coordinator):
        found = queries.carried(s.meeting, s.coordinator)

    assert (found.late, found.open, found.done) == ([late], [waits], [fresh])


def test_each_sees_only_the_actions_he_may_see(act, before):
    s = before
    own, other = s.promised(s.of_police), s.promised(s.of_town, organisation=s.town)

    found = {}
    for name in ("coordinator", "officer", "townsman"):
        with act(getattr(s, name)):
            found[name] = queries.carried(s.meeting, getattr(s, name)).open

    assert found == {"coordinator": [own, other], "officer": [own], "townsman": [other]}


def test_actions_of_another_series_and_of_later_meetings_are_not_carried(act, before):
    s = before
    other = factories.meeting(by=s.coordinator, days=-5)
    with as_owner():
        series = type(s.meeting.series).objects.create(
            house=s.house, name="Ander", first_on=timezone.localdate(), starts="09:00", place="x"
        )
        type(other).objects.filter(pk=other.pk).update(state=other.state)
    elsewhere = factories.action(by=s.coordinator, due_on=timezone.localdate())
    with as_owner():
        meeting = type(s.meeting).objects.create(
            house=s.house, series=series, starts_at=timezone.now() - timedelta(days=3), place="x"
        )
        factories.item(meeting).action_links.create(action=elsewhere)
        s.item.action_links.create(action=factories.action(by=s.coordinator, due_on=timezone.localdate()))

    with act(s.coordinator):
        found = queries.carried(s.meeting, s.coordinator)

    assert found.groups == []


def test_final_minutes_show_it_as_it_was_then(act, before):
    s = before
    action = s.promised(s.of_police)
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)
    with as_owner():
        later = {"done_at": timezone.now() + timedelta(hours=1), "done_by": s.coordinator}
        type(action).objects.filter(pk=action.pk).update(state="done", effect="Klaar.", **later)

    with act(s.coordinator):
        s.meeting.refresh_from_db()
        found = queries.carried(s.meeting, s.coordinator)

    assert (found.open, found.done) == ([action], [])


def test_extra_consultation_carries_nothing(act, before):
    s = before
    s.meeting.series_id = None

    with act(s.coordinator):
        assert queries.carried(s.meeting, s.coordinator) is None


@pytest.mark.parametrize("name", ["detail", "minutes"])
def test_pages_offer_to_finish_it_or_to_set_another_day(login, before, name):
    s = before
    action, hidden = (
        s.promised(s.of_police, text="Bel de school"),
        s.promised(s.of_town, text="Praat met ouders", organisation=s.town),
    )

    page = login(s.officer).get(reverse(f"meetings:{name}", args=[s.meeting.pk])).text

    assert ("Acties van vorige keren" in page, "Bel de school" in page) == (True, True)
    assert (f"{action.get_absolute_url()}#gereed" in page, hidden.text in page) == (True, False)
    assert reverse("cases:action-date", args=[action.pk]) in page


def test_who_only_reads_an_action_is_offered_no_step(login, before):
    s = before
    action = s.promised(s.of_both, text="Bel de school")

    page = login(s.townsman).get(reverse("meetings:detail", args=[s.meeting.pk])).text

    assert ("Bel de school" in page, f"{action.get_absolute_url()}#gereed" in page) == (True, False)


def test_a_late_action_stands_once_on_the_agenda(login, before):
    s = before
    s.promised(s.of_police, days=-2, text="Bel de school")
    factories.action(by=s.coordinator, text="Elders beloofd", due_on=timezone.localdate() - timedelta(days=3))

    page = login(s.coordinator).get(reverse("meetings:detail", args=[s.meeting.pk]))

    assert [action.text for action in page.context["late"]] == ["Elders beloofd"]
    assert [action.text for action in page.context["carried"].late] == ["Bel de school"]


def test_without_actions_there_is_no_panel(login, before):
    page = login(people.police_member("Nog een")).get(reverse("meetings:detail", args=[before.meeting.pk]))

    assert "Acties van vorige keren" not in page.text
