"""The page of the parties: who reads it, what stands on it for whom, and in how many queries."""

import pytest
from django.urls import reverse

from cases.models import CaseInquiry, CaseParty, PartyRelation, RemovalRequest
from tests import people
from tests.cases.parties import party, relation
from tests.cases.test_pages import READERS
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db
PAGE_QUERIES = {"coordinator": 20, "case_director": 21, "police_member": 19}
STEPS = ["change-party", "end-party", "open-identity", "keep-identity", "inquire-party", "note-removal"]


def page(case):
    return reverse("cases:parties", args=[case.number])


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_page_for_each_role(login, running, who, status):
    case = running()
    party(case, "Geheime zus")
    reader = getattr(people, who)()

    response = login(reader).get(page(case))

    assert response.status_code == status
    assert ("Geheime zus" in response.text) == (status == 200)


@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", 200), ("case_director", 200), ("police_member", 403)]
)
@pytest.mark.parametrize("step", STEPS)
def test_step_for_each_role(login, running, who, status, step):
    case = running()
    one = party(case)
    if step == "open-identity":
        one = party(case, "Met naam", name="Jan Jansen")

    response = login(getattr(people, who)()).get(reverse(f"cases:{step}", args=[case.number, one.pk]))

    assert response.status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", 200), ("case_director", 403), ("police_member", 403)]
)
def test_decision_about_a_removal_is_of_the_coordinator(login, running, who, status):
    case = running()
    one = party(case)
    with as_owner():
        RemovalRequest.objects.create(
            party=one, asked_on="2026-11-01", asked="Weg.", noted_by=case.coordinator
        )

    response = login(getattr(people, who)()).get(reverse("cases:decide-removal", args=[case.number, one.pk]))

    assert response.status_code == status


def test_restricted_case_has_no_page_for_other_coordinators(login, running, other):
    case = running(is_restricted=True)
    one = party(case, "Geheime zus", name="Jan Jansen")
    browser = login(other)

    answers = {browser.get(page(case)).status_code} | {
        browser.get(reverse(f"cases:{step}", args=[case.number, one.pk])).status_code for step in STEPS
    }

    assert answers == {404}


def test_partner_that_left_has_no_page(login, running):
    case = running()
    party(case)
    with as_owner():
        case.partners.update(left_at=case.opened_at, left_by=case.coordinator)

    assert login(people.police_member()).get(page(case)).status_code == 404


def test_party_of_another_case_is_not_found(login, running):
    case, elsewhere = running(), running(title="Andere casus")
    far = party(elsewhere)

    response = login(people.coordinator()).get(reverse("cases:change-party", args=[case.number, far.pk]))

    assert response.status_code == 404


def test_reader_sees_labels_meaning_and_relations_and_no_step(login, running):
    case = running()
    one, other = party(case, "Broer"), party(case, "Groep", influence="both", why="Zij werven.")
    relation(one, other, "leider van", influence="risky")

    text = login(people.police_member()).get(page(case)).text

    assert all(word in text for word in ("Broer", "Groep", "beide", "risico", "Zij werven.", "leider van"))
    assert not any(word in text for word in ("Aanpassen", "Identiteit", "Bekend in", "verwijdering"))


def test_removal_request_is_for_who_works_in_the_case(login, running):
    case = running()
    one = party(case)
    with as_owner():
        RemovalRequest.objects.create(
            party=one, asked_on="2026-11-01", asked="Haal mij eruit.", noted_by=case.coordinator
        )

    shown = {
        who: "Haal mij eruit." in login(getattr(people, who)()).get(page(case)).text
        for who in ("coordinator", "case_director", "police_member")
    }

    assert shown == {"coordinator": True, "case_director": True, "police_member": False}


def test_ended_party_stands_apart_and_not_in_the_drawing(login, running):
    case = running()
    party(case, "A", is_main=True)
    party(case, "B")
    with as_owner():
        ended = {
            "ended_at": case.opened_at,
            "ended_by": case.coordinator,
            "end_reason": "Speelt geen rol meer.",
        }
        CaseParty.objects.filter(label="B").update(**ended)

    text = login(people.police_member()).get(page(case)).text

    assert "Niet meer bij deze casus" in text
    assert "Speelt geen rol meer." in text
    assert "Wie hoort bij wie" not in text


def test_drawing_stands_beside_the_same_in_words(login, running):
    case = running()
    main, one, other = party(case, "A", is_main=True), party(case, "B"), party(case, "C")
    relation(one, other, "kent")

    text = login(people.police_member()).get(page(case)).text

    assert text.count('class="tie tie-risky" d=') == 2 + 1  # from B and C to the main party, and in the key
    assert 'role="img" aria-label="Tekening van de betrokkenen. Hetzelfde staat in de lijsten' in text
    assert main.label in text


def test_overview_shows_the_parties_of_now_alone(login, running):
    case = running()
    party(case, "Van nu")
    ended = party(case, "Van vroeger")
    with as_owner():
        CaseParty.objects.filter(pk=ended.pk).update(
            ended_at=case.opened_at, ended_by=case.coordinator, end_reason="Weg."
        )

    text = login(people.police_member()).get(case.get_absolute_url()).text

    assert ("Van nu" in text, "Van vroeger" in text) == (True, False)


@pytest.mark.parametrize("who", PAGE_QUERIES)
@pytest.mark.parametrize("rows", [1, 50])
def test_page_takes_a_fixed_number_of_queries(login, running, django_assert_num_queries, rows, who):
    case = running()
    by, main = case.coordinator, party(case, "Hoofd", is_main=True, name="Jan Jansen")
    made = [party(case, f"P{n}", name=f"Naam Nummer{n}") for n in range(rows)]
    with as_owner():
        PartyRelation.objects.bulk_create(
            PartyRelation(party=one, other=main, words="kent", added_by=by) for one in made
        )
        CaseInquiry.objects.bulk_create(
            CaseInquiry(case=case, number=case.number, party=one, asked_by=by, purpose="d") for one in made
        )
        RemovalRequest.objects.bulk_create(
            RemovalRequest(party=one, asked_on="2026-11-01", asked="Weg.", noted_by=by) for one in made
        )
    browser = login(getattr(people, who)())
    browser.get(page(case))

    with django_assert_num_queries(PAGE_QUERIES[who]):
        browser.get(page(case))
