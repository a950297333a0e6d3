"""Giving, finishing and dropping an action."""

import pytest
from django.utils import timezone

from cases import services
from cases.models import ActionState
from partners.roles import Role
from tests import people
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def give(case, by, **changes):
    values = {"text": "Bel de bewoners", "due_on": timezone.localdate(), "organisation": people.police()}
    return services.give_action_in_case(case, by=by, **values | changes)


@pytest.mark.parametrize("who", ["coordinator", "case_director"])
def test_give_action_in_a_case(act, running, who):
    case, user = running(), getattr(people, who)()

    with act(user):
        action = give(case, user)

    assert (action.organisation, action.owner, action.state) == (people.police(), None, ActionState.OPEN)


def test_give_action_to_oneself_by_a_director(act, running, membership_of):
    director = people.case_director()
    case = running(directors=[director])

    with act(director):
        action = give(case, director, owner=membership_of(director), organisation=None)

    assert action.owner_name == "Casusregisseur"


def test_give_action_by_a_partner_is_not_allowed(act, running):
    case, member = running(), people.police_member()

    with act(member), pytest.raises(NotAllowed):
        give(case, member)


def test_give_action_to_a_person_is_of_his_organisation(act, running, membership_of):
    case, coordinator = running(), people.coordinator()

    with act(coordinator):
        action = give(case, coordinator, owner=membership_of(people.police_member()), organisation=None)

    assert (action.owner_name, action.organisation) == ("Politielid", people.police())


@pytest.mark.parametrize("as_person", [True, False])
def test_give_action_to_who_does_not_take_part(act, running, membership_of, as_person):
    case, coordinator, outsider = running(), people.coordinator(), people.outsider()
    membership = membership_of(outsider)

    with act(coordinator), pytest.raises(WrongState, match="doet niet mee"):
        give(
            case,
            coordinator,
            organisation=people.police() if as_person else membership.organisation,
            owner=membership if as_person else None,
        )


def test_finish_own_action(act, running, action_for, stored):
    member = people.police_member()
    action = action_for(running(), owner=member)

    with act(member):
        services.finish_action(action, by=member, effect="Zij praten weer.")

    assert (stored(action).state, stored(action).effect) == (ActionState.DONE, "Zij praten weer.")


def test_finish_action_of_a_colleague_is_not_allowed(act, running, action_for):
    action, colleague = action_for(running(), owner=people.police_member()), people.police_member("Collega")

    for service in (services.finish_action, services.finish_action_for_organisation):
        with act(colleague), pytest.raises(NotAllowed):
            service(action, by=colleague, effect="Klaar.")


def test_finish_action_of_the_organisation_by_each_participant(act, running, action_for, stored):
    action, colleague = action_for(running()), people.police_member("Collega")

    with act(colleague):
        services.finish_action_for_organisation(action, by=colleague, effect="Klaar.")

    assert stored(action).done_by == colleague


def test_finish_action_of_the_organisation_by_its_reporter_is_not_allowed(act, running, action_for):
    action, officer = action_for(running(), owner=None), people.officer()
    people.person("Wijkagent", Role.PARTICIPANT, people.municipality().organisation)

    with act(officer), pytest.raises(action.DoesNotExist):
        services.finish_action_for_organisation(action, by=officer, effect="Klaar.")


def test_finish_action_of_somebody_who_does_not_see_the_case(act, running, action_for, stored):
    owner = people.municipality_member()
    action = action_for(running(is_restricted=True), owner=owner)

    with act(owner):
        services.finish_action(action, by=owner, effect="Klaar.")

    assert stored(action).state == ActionState.DONE


def test_finish_the_same_action_twice_lets_the_first_win(act, running, action_for, stored):
    first, second = people.police_member(), people.police_member("Collega")
    action = action_for(running())

    with act(first):
        services.finish_action_for_organisation(action, by=first, effect="Eerste.")
    with act(second), pytest.raises(WrongState, match="iemand u voor"):
        services.finish_action_for_organisation(action, by=second, effect="Tweede.")

    assert (stored(action).effect, stored(action).done_by) == ("Eerste.", first)


def test_drop_action_is_for_who_gives_them(act, running, action_for):
    member = people.police_member()
    action = action_for(running(), owner=member)

    with act(member), pytest.raises(NotAllowed):
        services.drop_action(action, by=member, reason="Geen zin.")
