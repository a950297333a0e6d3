"""Who gets which page, what the filters show, and in how many queries."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import CaseEvent, CaseParty
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

# Six of these are of every page: session, user, savepoint and its release, the actor and back.
LIST_QUERIES, ACTIONS_QUERIES = 14, 13
DETAIL_QUERIES = {"coordinator": 21, "case_director": 21, "police_member": 20}

READERS = {
    "coordinator": 200,
    "case_director": 200,
    "police_member": 200,
    "expert": 404,
    "officer": 404,
    "municipality_member": 404,
    "outsider": 404,
    "administrator": 404,
    "privacy_officer": 404,
    "nobody": 404,
}


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_detail_for_each_role(login, running, who, status):
    case = running()
    reader = getattr(people, who)()

    response = login(reader).get(case.get_absolute_url())

    assert response.status_code == status


PAGES_OF_A_CASE = ["close", "join", "add-director", "name-person", "add-party", "link-signal", "give-action"]
MAY = {
    "coordinator": set(PAGES_OF_A_CASE),
    "case_director": {"add-party", "give-action"},
    "police_member": set(),
}


@pytest.mark.parametrize("page", PAGES_OF_A_CASE)
@pytest.mark.parametrize("who", MAY)
def test_form_for_each_role(login, running, who, page):
    case = running()

    response = login(getattr(people, who)()).get(reverse(f"cases:{page}", args=[case.number]))

    assert response.status_code == (200 if page in MAY[who] else 403)


@pytest.mark.parametrize("name", ["list", "actions"])
@pytest.mark.parametrize("who", READERS)
def test_lists_are_for_everyone(login, who, name):
    response = login(getattr(people, who)()).get(reverse(f"cases:{name}"))

    assert response.status_code == 200


def test_detail_without_login_asks_to_sign_in(login, running):
    response = login().get(running().get_absolute_url())

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "number", ["C-2026-1", "C-2026-014x", "S-2026-0412", "C-2026-99999999", "%00", "014"]
)
def test_malformed_number_is_not_found(login, number):
    response = login(people.coordinator()).get(f"/casussen/{number}/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text


@pytest.mark.parametrize("query", ["signaal=%00", "signaal=S-2026-0001", "signaal=S-2026-9", "signaal=%27"])
def test_new_with_an_odd_signal_is_not_found(login, query):
    response = login(people.coordinator()).get(f"{reverse('cases:new')}?{query}")

    assert response.status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "page=x",
        "page=0",
        "page=99999999",
        "state=odd",
        "theme=x",
        "theme=999",
        "words=%00",
        "mine=odd",
        "kind=%00",
    ],
)
def test_list_with_an_odd_filter_is_no_error(login, running, query):
    running()

    response = login(people.coordinator()).get(f"{reverse('cases:list')}?{query}")

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Samen morgen"]),
        ("progress=late", ["Samen te laat"]),
        ("progress=done", ["Samen klaar"]),
        ("whose=organisation", ["Samen morgen", "Collega morgen"]),
        ("whose=odd&progress=odd", ["Samen morgen"]),
    ],
)
def test_actions_are_filtered(login, running, action_for, query, shown):
    case, member = running(), people.police_member()
    done = {"state": "done", "effect": "Klaar.", "done_at": timezone.now(), "done_by": member}
    action_for(case, text="Samen morgen", days=1)
    action_for(case, text="Samen te laat", days=-1)
    action_for(case, text="Collega morgen", days=1, owner=people.police_member("Collega"))
    action_for(case, text="Samen klaar", **done)

    response = login(member).get(f"{reverse('cases:actions')}?{query}")

    late = ["Samen te laat"] if "progress" not in query or "odd" in query else []
    assert {action.text for action in response.context["page"]} == set(shown + late)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Van de politie", "Van Hoorn"]),
        ("mine=yes", ["Van de politie", "Van Hoorn"]),
        ("state=closed", ["Gesloten"]),
        ("state=all", ["Van de politie", "Van Hoorn", "Gesloten"]),
        ("kind=person", ["Van Hoorn"]),
        ("words=hoorn", ["Van Hoorn"]),
    ],
)
def test_cases_are_filtered(login, running, query, shown):
    running(title="Van de politie")
    running(title="Van Hoorn", kind="person", informed="Ja.", partners=[people.municipality().organisation])
    end = {
        "state": "closed",
        "closed_at": timezone.now(),
        "closed_by": people.coordinator(),
        "result": "Rust.",
    }
    running(title="Gesloten", **end)

    response = login(people.coordinator()).get(f"{reverse('cases:list')}?{query}")

    assert {case.title for case in response.context["page"]} == set(shown)


# -- the number of queries


@pytest.mark.parametrize("rows", [1, 50])
def test_list_takes_a_fixed_number_of_queries(login, running, action_for, django_assert_num_queries, rows):
    for _ in range(rows):
        action_for(running())
    browser = login(people.coordinator())
    browser.get(reverse("cases:list"))  # the first request of a day in a process also ends what is over

    with django_assert_num_queries(LIST_QUERIES):
        browser.get(reverse("cases:list"))


@pytest.mark.parametrize("rows", [1, 50])
def test_actions_take_a_fixed_number_of_queries(login, running, action_for, django_assert_num_queries, rows):
    case = running()
    for _ in range(rows):
        action_for(case)
    browser = login(people.police_member())
    browser.get(reverse("cases:actions"))

    with django_assert_num_queries(ACTIONS_QUERIES):
        browser.get(reverse("cases:actions"))


@pytest.mark.parametrize("who", ["coordinator", "case_director", "police_member"])
@pytest.mark.parametrize("rows", [1, 50])
def test_detail_takes_a_fixed_number_of_queries(
    login, running, action_for, django_assert_num_queries, rows, who
):
    case = running(signals=[factories.signal() for _ in range(rows)])
    for _ in range(rows):
        action_for(case)
    with as_owner():
        CaseEvent.objects.bulk_create(CaseEvent(case=case, text="Iets") for _ in range(rows))
        CaseParty.objects.bulk_create(
            CaseParty(case=case, label="A", why="w", added_by=case.coordinator) for _ in range(rows)
        )
    browser = login(getattr(people, who)())
    browser.get(case.get_absolute_url())

    with django_assert_num_queries(DETAIL_QUERIES[who]):
        browser.get(case.get_absolute_url())


@pytest.mark.parametrize(
    ("who", "shown"), [("coordinator", True), ("expert", False), ("municipality_member", False)]
)
def test_signal_shows_its_case_to_who_reads_both(login, running, who, shown):
    town = people.municipality().organisation
    signal = factories.signal()
    factories.share(signal, town, by=people.coordinator())
    case = running(signals=[signal], title="Aanpak van het plein")

    browser = login(getattr(people, who)())
    page = browser.get(reverse("cases:of-signal", args=[signal.number]))
    panel = browser.get(reverse("cases:of-signal", args=[signal.number]), headers={"HX-Request": "true"})

    assert [case.title in one.text for one in (page, panel)] == [shown, shown]
    assert (panel.text.strip() == "") == (not shown)


@pytest.mark.parametrize(("who", "asks"), [("coordinator", True), ("officer", False)])
def test_page_of_a_signal_asks_for_its_cases(login, who, asks):
    signal = factories.signal(people.officer())

    page = login(getattr(people, who)()).get(signal.get_absolute_url())

    assert (reverse("cases:of-signal", args=[signal.number]) in page.text) == asks
