import re

import pytest
from django.urls import reverse

from meetings.models import MeetingState
from partners.models import Membership
from signals.models import WeighingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def page_of(login, user):
    response = login(user).get("/")
    assert response.status_code == 200
    return response


def test_overview_of_a_visitor_asks_to_sign_in(login):
    response = login().get("/")

    assert response.status_code == 302
    assert response.url == "/inloggen/?next=/"


def test_overview_of_the_desk_shows_what_waits(login):
    made = factories.signal(title="Onrust op het plein")

    page = page_of(login, people.coordinator())

    assert [weighing.signal for weighing in page.context["to_weigh"]] == [made]
    assert "Onrust op het plein" in page.content.decode()


def test_overview_of_the_second_person_shows_what_to_confirm(login):
    first, second = people.coordinator(), people.coordinator("Tweede coordinator")
    made = factories.signal()
    factories.weighed(
        made,
        WeighingState.TO_CONFIRM,
        outcome="no_action",
        reason="r",
        decided_by=first,
        decided_at=made.submitted_at,
    )

    waiting = {user: list(page_of(login, user).context["to_confirm"]) for user in (first, second)}

    assert waiting == {first: [], second: [made.weighing]}


def test_overview_of_a_reporter_shows_his_own_signals_only(login):
    mine, other = people.officer(), people.officer("Andere agent")
    factories.signal(mine, title="Mijn signaal")
    factories.signal(other, title="Signaal van een ander")

    content = page_of(login, mine).content.decode()

    assert "Mijn signaal" in content
    assert "Signaal van een ander" not in content
    assert "Te wegen" not in content


def test_overview_of_a_participant_shows_items_from_release_only(login):
    member = people.municipality_member()
    town = people.municipality().organisation
    planned = factories.meeting(invited=[town])
    factories.item(planned, table=[town], title="Nog niet vrijgegeven punt")
    released = factories.meeting(invited=[town])
    factories.item(released, table=[town], title="Vrijgegeven punt")
    factories.put_meeting(released, MeetingState.RELEASED, by=people.coordinator())

    content = page_of(login, member).content.decode()

    assert "Vrijgegeven punt" in content
    assert "Nog niet vrijgegeven punt" not in content


def test_map_hides_small_numbers_from_who_may_not_see_the_rows(login):
    for _ in range(2):
        factories.signal()
    labels = {}

    for name, user in {"desk": people.coordinator(), "other": people.outsider()}.items():
        labels[name] = [tile["count_label"] for tile in page_of(login, user).context["tiles"]]

    assert labels == {"desk": ["2"], "other": ["1–2"]}


def test_overview_of_an_account_without_a_role_says_what_to_do(login):
    factories.signal(title="Geheim")

    content = page_of(login, people.nobody()).content.decode()

    assert "U heeft nog geen rol" in content
    assert "Geheim" not in content


def test_map_is_darkest_where_most_is_and_says_what_is_hidden_to_whom(login):
    for _ in range(2):
        factories.signal()

    found = {}
    for name, user in {"desk": people.coordinator(), "other": people.outsider()}.items():
        page = page_of(login, user)
        levels = [tile["level"] for tile in page.context["tiles"]]
        found[name] = (
            levels,
            page.context["numbers_hidden"],
            "blokken van vier weken" in page.content.decode(),
        )

    assert found == {"desk": ([2], False, False), "other": ([1], True, True)}


def test_menu_marks_one_part_only(login):
    page = login(people.administrator()).get(reverse("partners:confirm"))

    assert [entry.label for entry in page.context["menu"] if entry.current] == ["Rollen bevestigen"]


def test_overview_of_the_desk_leads_to_the_agenda_that_is_not_released(login):
    planned = factories.meeting()

    page = page_of(login, people.coordinator())

    assert page.context["to_prepare"] == planned


def both(first, second):
    """One person with the work of two."""
    user = getattr(people, first)("Dubbel")
    return getattr(people, second)(user.name)


PEOPLE = {
    "coordinator": people.coordinator,
    "expert": people.expert,
    "participant": people.municipality_member,
    "reporter": people.officer,
    "director": people.case_director,
    "privacy officer": people.privacy_officer,
    "administrator": people.administrator,
    "director and coordinator": lambda: both("coordinator", "case_director"),
    "reporter and participant": lambda: both("municipality_member", "officer"),
}
QUERIES = {
    "coordinator": 15,
    "expert": 12,
    "participant": 13,
    "reporter": 6,
    "director": 9,
    "privacy officer": 10,
    "administrator": 9,
    "director and coordinator": 16,
    "reporter and participant": 13,
}


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("who", PEOPLE)
def test_overview_takes_a_fixed_number_of_queries(login, who, count, count_queries):
    user, town = PEOPLE[who](), people.municipality().organisation
    for n in range(count):
        made = factories.signal(people.officer(), title=f"Signaal {n}")
        factories.action(owner=user)
    meeting = factories.meeting(invited=[town])
    for _ in range(count):
        factories.item(meeting, signals=[made], table=[town])
    browser = login(user)

    taken = count_queries(lambda: browser.get("/"))

    assert taken == QUERIES[who]


DESK = [
    "Te wegen",
    "Nieuwste signalen die u mag zien",
    "Uw acties",
    "Uw filters",
    "Signalen per gemeente",
]
PANELS = {
    "coordinator": DESK,
    "expert": DESK,
    "participant": ["Uw agendapunten", "Uw acties", "Uw filters", "Signalen per gemeente"],
    "reporter": ["Uw signalen"],
    "director": ["Uw casussen", "Uw acties", "Uw filters", "Signalen per gemeente"],
    "privacy officer": ["Delingen die aflopen", "Signalen per gemeente"],
    "administrator": ["Beheer", "Rollen die op een tweede persoon wachten", "Signalen per gemeente"],
}


@pytest.mark.parametrize("who", PANELS)
def test_overview_of_each_role_has_its_panels(login, who):
    factories.signal()
    user = PEOPLE[who]()

    page = page_of(login, user).text

    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", page) == PANELS[who]


def test_roles_to_confirm_are_those_of_which_the_reader_is_the_second_person(login):
    house, elsewhere = people.house(), people.house("Ander huis")
    by = people.administrator()
    waiting = [
        people.person(name, "coordinator", at, confirmed=False)
        for name, at in (("Hier", house), ("Daar", elsewhere))
    ]
    with as_owner():
        Membership.objects.filter(user=waiting[0]).update(proposed_by=by)

    shown = {
        user.name: [one.user for one in page_of(login, user).context["to_confirm_roles"]]
        for user in (by, people.coordinator(), people.privacy_officer())
    }

    assert shown == {"Beheerder": [], "Coordinator": [waiting[0]], "Fg": [waiting[0]]}
