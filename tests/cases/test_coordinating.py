"""Handing a case over, and taking over a restricted one whose coordinator is gone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.models import Case, CaseEvent
from cases.queries import orphaned_cases
from partners.models import Membership
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def orphan(running):
    """A restricted case of a coordinator who left yesterday."""
    case = running(is_restricted=True, by=people.coordinator("Vertrokken"))
    with as_owner():
        gone = Membership.objects.get(user=case.coordinator)
        gone.valid_until = timezone.now() - timedelta(days=1)
        gone.save()
    return case


def sees(user, case, act):
    with act(user):
        return Case.objects.filter(pk=case.pk).exists()


def test_hand_over_of_a_restricted_case_moves_the_access(act, running, other, membership_of):
    case, coordinator = running(is_restricted=True), people.coordinator()

    with act(coordinator):
        services.hand_over_case(case, by=coordinator, to=membership_of(other))

    assert (sees(coordinator, case, act), sees(other, case, act)) == (False, True)
    with as_owner():
        assert [event.text for event in CaseEvent.objects.all()] == [
            "Andere coordinator is procesregisseur van deze casus"
        ]


def test_hand_over_to_who_is_no_coordinator_of_the_house(act, running, membership_of):
    case, coordinator = running(), people.coordinator()
    elsewhere = people.coordinator("Elders", of=people.house("Buurhuis"))

    for somebody in (people.expert(), elsewhere):
        with act(coordinator), pytest.raises(WrongState, match="procesregisseur van dit huis"):
            services.hand_over_case(case, by=coordinator, to=membership_of(somebody))


def test_hand_over_by_a_partner_is_not_allowed(act, running, other, membership_of):
    case, member = running(), people.police_member()

    with act(member), pytest.raises(NotAllowed):
        services.hand_over_case(case, by=member, to=membership_of(other))


def test_hand_over_through_the_page_goes_back_to_the_list_when_access_ended(
    login, running, other, membership_of
):
    case = running(is_restricted=True)
    url = reverse("cases:hand-over", args=[case.number])

    response = login(people.coordinator()).post(url, {"to": membership_of(other).pk})

    assert response.url == reverse("cases:list")


def test_orphaned_case_is_told_by_its_number_to_the_coordinators_of_its_house_alone(act, orphan, running):
    running(is_restricted=True)  # has its coordinator: must not be told
    told = {}

    for user in (
        people.coordinator(),
        people.coordinator("Elders", of=people.house("Buurhuis")),
        people.expert(),
    ):
        with act(user):
            told[user.name] = orphaned_cases()

    assert told == {"Coordinator": [orphan.number], "Elders": [], "Expert": []}


def test_take_over_gives_the_case_with_a_trace(act, orphan, login):
    coordinator, url = people.coordinator(), reverse("cases:take-over", args=[orphan.number])
    browser = login(coordinator)

    listed = browser.get(reverse("cases:list"))
    asked = browser.post(url, {"reason": ""})
    response = browser.post(url, {"reason": "De collega is weg."})

    assert url in listed.text
    assert "Schrijf waarom u deze casus overneemt." in asked.text
    assert response.url == orphan.get_absolute_url()
    assert sees(coordinator, orphan, act)
    with as_owner():
        assert [event.text for event in CaseEvent.objects.all()] == [
            "Coordinator nam de casus over: De collega is weg."
        ]


def test_take_over_by_two_keeps_the_first(act, orphan, other):
    coordinator = people.coordinator()
    with act(coordinator):
        services.take_over_case(orphan.number, by=coordinator, reason="Eerste.")

    with act(other), pytest.raises(WrongState, match="al een procesregisseur"):
        services.take_over_case(orphan.number, by=other, reason="Tweede.")

    assert not sees(other, orphan, act)


@pytest.mark.parametrize("of_case", ["restricted", "open", "foreign", "unknown"])
def test_take_over_of_anything_else_is_not_found(login, running, of_case):
    elsewhere = people.house("Buurhuis")
    number = {
        "restricted": running(is_restricted=True).number,
        "open": running().number,
        "foreign": factories.case(elsewhere, is_restricted=True, by=people.nobody()).number,
        "unknown": "C-2020-001",
    }[of_case]

    response = login(people.coordinator("Andere coordinator")).get(reverse("cases:take-over", args=[number]))

    assert response.status_code == 404


def test_take_over_is_for_coordinators(act, login, orphan):
    director = people.case_director("Andere regisseur")

    response = login(director).get(reverse("cases:take-over", args=[orphan.number]))

    assert response.status_code == 404
    with act(director), pytest.raises(NotAllowed):
        services.take_over_case(orphan.number, by=director, reason="Ik wil het weten.")
