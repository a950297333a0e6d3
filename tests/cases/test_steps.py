"""The steps through the pages: what is typed is written, or comes back with a sentence."""

import pytest
from django.urls import reverse

from audit.models import Entry
from cases.models import Case
from partners.roles import Role
from tests import factories, people
from tests.cases.closing import ENDING
from tests.cases.test_pages import READERS
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def test_new_opens_a_case_and_links_the_signal(login, opening_data):
    signal = factories.signal()
    url = f"{reverse('cases:new')}?signaal={signal.number}"

    response = login(people.coordinator()).post(url, opening_data())

    with as_owner():
        case = Case.objects.get()
        assert (case.title, case.reason) == ("Onrust in de wijk", "Er is haast.")
        assert list(case.signals.all()) == [signal]
    assert response.url == case.get_absolute_url()


def test_new_with_errors_keeps_everything_typed(login, opening_data, numbers):
    data = opening_data(legal_ground="wet_pga", title="", criteria="Drie leefgebieden en twee ketens.")

    response = login(people.coordinator()).post(reverse("cases:new"), data)

    assert response.status_code == 200
    assert "Drie leefgebieden en twee ketens." in response.text
    assert "nadat de gezagsdriehoek" in response.text
    assert numbers() == (0, 0)


@pytest.mark.parametrize("who", [name for name in READERS if name != "coordinator"])
def test_new_is_for_coordinators(login, who):
    response = login(getattr(people, who)()).get(reverse("cases:new"))

    assert response.status_code == 403


def test_page_of_a_step_is_a_read(login, running):
    case = running()

    login(people.coordinator()).get(reverse("cases:join", args=[case.number]))

    with as_owner():
        assert [entry.number for entry in Entry.objects.filter(action="read")] == [case.number]


def test_join_and_leave_through_the_pages(login, running, stored):
    case, hoorn = running(), people.municipality().organisation
    browser = login(people.coordinator())

    answers = {"organisation": hoorn.pk, "task": "Houdt contact met de buurt.", "parts": ["plan"]}

    joined = browser.post(reverse("cases:join", args=[case.number]), answers)
    with as_owner():
        partner = case.partners.get(organisation=hoorn)
    left = browser.post(reverse("cases:leave", args=[case.number, partner.pk]), {"reason": "Klaar."})

    assert (joined.url, left.url) == (case.get_absolute_url(), case.get_absolute_url())
    assert stored(partner).left_at is not None


def test_ending_ones_own_access_goes_back_to_the_list(login, running, other):
    people.person(other.name, Role.CASE_DIRECTOR, people.house())
    case = running(directors=[other], is_restricted=True)
    with as_owner():
        director = case.directors.get()

    response = login(other).post(reverse("cases:end-director", args=[case.number, director.pk]), follow=True)

    assert response.redirect_chain == [(reverse("cases:list"), 302)]
    assert "is geen casusregisseur meer" in response.text


def test_close_with_open_actions_is_refused_before_anything_is_typed(login, running, action_for):
    case = running()
    action_for(case)

    response = login(people.coordinator()).get(reverse("cases:close", args=[case.number]), follow=True)

    assert response.redirect_chain == [(case.get_absolute_url(), 302)]
    assert "Er staat nog 1 actie open." in response.text


def test_close_through_the_page(login, running, stored):
    case = running()

    login(people.coordinator()).post(reverse("cases:close", args=[case.number]), ENDING)

    assert stored(case).result == "De rust is terug."


def test_give_action_through_the_page(login, running, membership_of):
    case, member = running(), people.police_member()
    data = {"text": "Bel de bewoners", "who": f"m{membership_of(member).pk}", "due_on": "2099-01-01"}

    login(people.coordinator()).post(reverse("cases:give-action", args=[case.number]), data)

    with as_owner():
        assert [(action.text, action.owner_name) for action in case.actions.all()] == [
            ("Bel de bewoners", "Politielid")
        ]


def test_give_action_before_today_says_so_and_keeps_the_text(login, running):
    data = {"text": "Bel de bewoners", "who": f"o{people.police().pk}", "due_on": "2020-01-01"}

    response = login(people.coordinator()).post(reverse("cases:give-action", args=[running().number]), data)

    assert "Kies vandaag of een latere dag." in response.text
    assert "Bel de bewoners" in response.text


def test_finish_action_through_the_page(login, running, action_for, stored):
    action = action_for(running())

    page = login(people.police_member()).get(action.get_absolute_url()).text
    url = reverse("cases:finish-action-for", args=[action.pk])
    response = login(people.police_member()).post(url, {"result": "helpful", "effect": "Zij praten weer."})

    assert "Gereed melden namens de organisatie" in page
    assert response.url == reverse("cases:actions")
    assert stored(action).effect == "Zij praten weer."


def test_finish_action_that_somebody_just_finished_gives_the_text_back(login, running, action_for, stored):
    action, url = action_for(running()), "cases:finish-action-for"
    first, second = login(people.police_member()), login(people.police_member("Collega"))

    first.post(reverse(url, args=[action.pk]), {"result": "helpful", "effect": "Eerste."})
    response = second.post(
        reverse(url, args=[action.pk]), {"result": "helpful", "effect": "Mijn lange verhaal."}
    )

    assert response.status_code == 200
    assert "Mijn lange verhaal." in response.text
    assert "Misschien was iemand u voor." in response.text
    assert stored(action).effect == "Eerste."


def test_finish_action_without_effect_says_what_to_write(login, running, action_for):
    action = action_for(running())

    response = login(people.police_member()).post(reverse("cases:finish-action-for", args=[action.pk]), {})

    assert "Schrijf wat de actie heeft opgeleverd." in response.text


def test_finish_action_of_a_colleague_is_forbidden(login, running, action_for):
    action = action_for(running(), owner=people.police_member())
    colleague = login(people.police_member("Collega"))

    answers = [
        colleague.get(action.get_absolute_url()).status_code,
        colleague.post(
            reverse("cases:finish-action", args=[action.pk]), {"result": "not", "effect": "Klaar."}
        ).status_code,
        colleague.post(reverse("cases:drop-action", args=[action.pk]), {"reason": "Weg."}).status_code,
    ]

    assert answers == [200, 403, 403]


def test_action_says_where_it_comes_from_only_when_that_is_visible(login, running, action_for):
    owner = people.municipality_member()
    action = action_for(running(title="Geheime titel"), owner=owner)

    of_owner = login(owner).get(action.get_absolute_url()).text
    of_coordinator = login(people.coordinator()).get(action.get_absolute_url()).text

    assert "Geheime titel" not in of_owner
    assert "een overleg of casus die u niet kunt zien" in of_owner
    assert "Geheime titel" in of_coordinator
