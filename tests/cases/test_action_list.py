"""The list of actions: whose, how far, from where; grouped by lateness."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.queries import end_of_week
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(login):
    """[(heading, [texts])] of what somebody finds with these filters."""

    def find(who, **asked):
        groups = login(who).get("/acties/", asked).context["groups"]
        return [(name, sorted(one.text for one in actions)) for name, actions in groups]

    return find


def give(text, *, days, **fields):
    due_on = timezone.localdate() + timedelta(days=days)
    return factories.action(text=text, due_on=due_on, **{"by": people.coordinator()} | fields)


def test_what_waits_is_grouped_by_lateness(found):
    member = people.police_member()
    give("oud", days=-3)
    give("nu", days=0)
    give("straks", days=30)

    assert found(member) == [("Te laat", ["oud"]), ("Deze week", ["nu"]), ("Later", ["straks"])]


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ({"progress": "late"}, ["oud"]),
        ({"progress": "week"}, ["nu"]),
        ({"progress": "done"}, ["klaar"]),
        ({"progress": "onzin"}, ["nu", "oud", "straks"]),
        ({"whose": "onzin"}, ["nu", "oud", "straks"]),
        ({"case": "999999"}, ["nu", "oud", "straks"]),
    ],
)
def test_filters_stand_in_the_address_and_a_wrong_one_narrows_nothing(found, asked, texts):
    member = people.police_member()
    give("oud", days=-3)
    give("nu", days=0)
    give("straks", days=30)
    ended = {"state": "done", "effect": "x", "done_at": timezone.now(), "done_by": member}
    give("klaar", days=-1, **ended)

    assert sorted(text for _, names in found(member, **asked) for text in names) == texts


def test_week_ends_on_sunday():
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())

    assert {end_of_week(monday + timedelta(days=n)) for n in range(7)} == {monday + timedelta(days=6)}


def test_given_by_me_and_all_of_the_house(found):
    first, second = people.coordinator(), people.coordinator("Collega")
    give("van eerste", days=30)
    give("van tweede", days=30, by=second)

    assert found(first, whose="given") == [("Later", ["van eerste"])]
    assert found(first, whose="all") == [("Later", ["van eerste", "van tweede"])]
    assert found(people.police_member(), whose="given") == []


def test_filter_on_organisation_case_and_meeting(found):
    coordinator, police, town = people.coordinator(), people.police(), people.municipality().organisation
    case = factories.case(by=coordinator, partners=[police])
    meeting = factories.meeting(by=coordinator, state="released")
    item = factories.item(meeting, table=[town])
    give("in casus", days=30, case=case)
    at_table = give("van tafel", days=30, organisation=town)
    with as_owner():
        item.action_links.create(action=at_table)

    assert found(coordinator, whose="all", case=case.pk) == [("Later", ["in casus"])]
    assert found(coordinator, whose="all", meeting=meeting.pk) == [("Later", ["van tafel"])]
    assert found(coordinator, whose="all", organisation=police.pk) == [("Later", ["in casus"])]


def test_filters_offer_only_what_the_reader_has_actions_of(login):
    coordinator, police = people.coordinator(), people.police()
    shielded = factories.case(by=coordinator, partners=[police], is_restricted=True, title="Geheime titel")
    give("x", days=30, case=shielded)

    of_coordinator = login(coordinator).get("/acties/").text
    of_member = login(people.municipality_member()).get("/acties/").text

    assert ("Geheime titel" in of_coordinator, "Geheime titel" in of_member) == (True, False)


def test_empty_list_says_what_comes_there(login):
    browser = login(people.police_member())

    assert "Er wacht geen actie op u" in browser.get("/acties/").text
    assert "Hier staat niets" in browser.get("/acties/", {"progress": "late"}).text
