"""What an organisation reads of a case, part by part, and what it is to do."""

import pytest
from django.urls import reverse

from cases import services
from cases.models import FIRST_PARTS, Action, Part, PartKind
from tests import factories, people
from tests.cases.reading import parts_of
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def partner_of(case):
    with as_owner():
        return case.partners.select_related("organisation", "case").get()


def test_case_has_every_part_from_the_beginning(act, running):
    case = running()

    with act(people.coordinator()):
        assert parts_of(case) == set(PartKind)


@pytest.mark.parametrize("restricted", [False, True])
@pytest.mark.parametrize("given", [[], ["plan"], ["journal", "picture"]])
def test_partner_reads_the_parts_of_its_profile(act, running, given, restricted):
    member = people.police_member()
    case = running(parts=given, named=[member], is_restricted=restricted)

    with act(member):
        read = parts_of(case)
    with act(people.case_director()):
        of_director = parts_of(case)

    assert (read, of_director) == (set(given), set(PartKind))


def test_new_profile_holds_at_once(act, running):
    member, case = people.police_member(), running(parts=[])

    with act(people.coordinator()):
        services.change_profile(
            partner_of(case), by=people.coordinator(), task="Houdt toezicht.", parts=["plan"]
        )
    with act(member):
        after_giving = parts_of(case)
    with act(people.coordinator()):
        services.change_profile(partner_of(case), by=people.coordinator(), task="Houdt toezicht.", parts=[])
    with act(member):
        after_taking = parts_of(case)

    assert (after_giving, after_taking) == ({"plan"}, set())


@pytest.mark.parametrize(("given", "seen"), [(["agreements"], {"eigen", "van Hoorn"}), ([], {"eigen"})])
def test_partner_without_the_agreements_sees_its_own_alone(act, running, action_for, given, seen):
    hoorn = people.municipality().organisation
    case = running(partners=[people.police(), hoorn], parts=given)
    action_for(case, text="eigen")
    action_for(case, text="van Hoorn", organisation=hoorn)

    with act(people.police_member()):
        assert set(Action.objects.values_list("text", flat=True)) == seen


def test_who_joins_with_the_opening_reads_plan_and_agreements(act, opening):
    with act(people.coordinator()):
        case = services.open_case(people.house().house_profile, by=people.coordinator(), **opening())
    with act(people.police_member()):
        assert parts_of(case) == set(FIRST_PARTS)


def test_profile_of_who_left_cannot_change(act, running):
    case = running()
    partner = partner_of(case)

    with act(people.coordinator()):
        services.leave(partner, by=people.coordinator(), reason="Klaar.")
        with pytest.raises(WrongState, match="doet al niet meer mee"):
            services.change_profile(partner, by=people.coordinator(), task="x", parts=[])


@pytest.mark.parametrize("who", ["case_director", "police_member"])
def test_profile_is_changed_by_the_coordinator_alone(act, running, who):
    partner, user = partner_of(running()), getattr(people, who)()

    with act(user), pytest.raises(NotAllowed):
        services.change_profile(partner, by=user, task="x", parts=["journal"])


def test_profile_through_the_page(login, running):
    case = running(parts=["plan"])
    partner, browser = partner_of(case), login(people.coordinator())
    url = reverse("cases:change-profile", args=[case.number, partner.pk])

    shown = browser.get(url)
    refused = browser.post(url, {"task": "", "parts": ["journal"]})
    response = browser.post(url, {"task": "Belt elke week.", "parts": ["journal", "picture"]}, follow=True)

    assert shown.context["form"].initial["parts"] == ["plan"]
    assert "Schrijf wat deze organisatie in de casus doet." in refused.text
    assert refused.context["form"]["parts"].value() == ["journal"]
    assert "Leest het overzicht, journaal en beeld." in response.text
    assert "Belt elke week." in response.text


def test_name_of_then_stays_with_who_left(login, running):
    case = running()
    with as_owner():
        partner = case.partners.get()
        partner.organisation.name = "Politie Nieuw"
        partner.organisation.save()

    browser = login(people.coordinator())
    browser.post(reverse("cases:leave", args=[case.number, partner.pk]), {"reason": "Taak is klaar."})
    page = browser.get(case.get_absolute_url())

    assert f"{partner.name}, gestopt" in page.text
    assert "Taak is klaar." in page.text


def test_parts_are_of_the_database_alone(act, running):
    case = running()

    with act(people.coordinator()), pytest.raises(Exception, match="permission denied"):
        Part.objects.filter(case=case).update(kind="plan")


def test_factories_give_every_part():
    assert set(partner_of(factories.case(partners=[people.police()])).parts) == set(PartKind)
