import pytest
from django.urls import reverse

from audit.models import Entry
from partners.roles import Role
from signals.models import Draft
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

LIST = reverse("signals:list")


@pytest.mark.parametrize("role", Role)
def test_list_opens_for_every_role_and_shows_only_what_is_visible(login, role):
    factories.signal(title="Leus op het dak")
    user = people.person(
        "Iemand", role, people.house() if role != Role.PARTICIPANT else people.organisation("Ver")
    )

    response = login(user).get(LIST)

    sees = role in {Role.COORDINATOR, Role.EXPERT}
    assert response.status_code == 200
    assert ("Leus op het dak" in response.text) == sees


def test_list_sends_a_visitor_to_the_login(client):
    assert client.get(LIST).status_code == 302


def test_list_of_a_reporter_is_his_own_with_safe_status_only(login):
    officer = people.officer()
    own = factories.signal(officer, title="Mijn leus")
    factories.signal(people.officer("Ander"), title="Andermans leus")
    factories.weighed(own, "asked")

    text = login(officer).get(LIST).text

    assert "Uw signalen" in text
    assert "Mijn leus" in text
    assert "ontvangen" in text
    assert "Andermans leus" not in text
    assert "wacht op antwoord" not in text


def test_list_shows_the_desk_state_and_how_late(login):
    factories.signal(weigh_before="2026-01-05")

    text = login(people.coordinator()).get(LIST).text

    assert "te wegen" in text
    assert "veel te laat: " in text


def test_list_keeps_its_filters_when_paging(login):
    for _ in range(27):
        factories.signal(title="Vlag")

    text = login(people.coordinator()).get(LIST, {"zoek": "vlag", "stand": "new"}).text

    assert "?zoek=vlag&amp;stand=new&amp;page=2" in text


@pytest.mark.parametrize(
    "query",
    [
        {"page": "99999999999999999999"},
        {"page": "-1"},
        {"page": "x"},
        {"stand": "bestaat niet"},
        {"gemeente": "99999999999999999999"},
        {"thema": "' OR 1=1"},
        {"zoek": "a\x00b"},
        {"zoek": "x" * 5000},
        {"zoek": "'); DROP TABLE signals_signal;--"},
    ],
)
def test_list_with_a_strange_address_is_a_clean_page(login, query):
    factories.signal()

    assert login(people.coordinator()).get(LIST, query).status_code == 200


def test_foreign_filter_values_find_nothing_of_another_house(login):
    elsewhere = people.house("Ander huis")
    municipality = people.municipality("Zwolle", of=elsewhere)
    officer = people.officer("Elders", at=people.organisation("Politie elders", "police", house=elsewhere))
    factories.signal(officer, of=elsewhere, municipality=municipality, title="Leus in Zwolle")

    text = login(people.coordinator()).get(LIST, {"gemeente": municipality.pk}).text

    assert "Leus in Zwolle" not in text
    assert "Zwolle" not in text


def test_list_says_when_nothing_is_found_or_there_is_nothing(login):
    officer = people.officer()
    browser = login(officer)

    assert "Nog geen signalen" in browser.get(LIST).text
    assert "Niets gevonden" in browser.get(LIST, {"zoek": "vlag"}).text


def test_list_is_one_line_of_the_log_with_the_numbers_shown_and_no_words(login):
    made = factories.signal(title="Vlag")

    login(people.coordinator()).get(LIST, {"zoek": "vlag"})

    with as_owner():
        details = Entry.objects.get(action="list").details
    assert details["shown"] == [made.number]
    assert "vlag" not in str(details)


def test_own_drafts_stand_above_the_list_and_those_of_others_do_not(login):
    officer, other = people.officer(), people.officer("Ander")
    with as_owner():
        Draft.objects.create(writer=officer, fields={"title": "Mijn concept"})
        Draft.objects.create(writer=other, fields={"title": "Ander concept"})

    text = login(officer).get(LIST).text

    assert "Mijn concept" in text
    assert "Ander concept" not in text


@pytest.mark.parametrize("count", [1, 50])
def test_list_takes_the_same_queries_with_1_and_with_50(login, count_queries, count):
    for _ in range(count):
        made = factories.signal()
        with as_owner():
            made.themes.add(people.theme())
    browser = login(people.coordinator())

    assert count_queries(lambda: browser.get(LIST)) == 10
