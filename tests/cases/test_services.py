"""What each step does, who may not, and what cannot be done now."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases import services
from cases.models import ActionState, CaseEvent, CaseGround, CaseState
from partners.roles import Role
from tests import factories, people
from tests.cases.closing import ENDING
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def house():
    return people.house().house_profile


# -- opening and closing


def test_open_case_makes_everything_at_once(act, opening):
    coordinator, signal = people.coordinator(), factories.signal()

    with act(coordinator):
        case = services.open_case(
            house(),
            by=coordinator,
            signals=[signal],
            reason="Er is haast.",
            party={"label": "bewoner A", "relation": "huurder"},
            **opening(kind="person", is_informed=True, informed="Door de wijkagent."),
        )

        assert [director.name for director in case.directors.all()] == ["Casusregisseur"]
        assert [str(partner.organisation) for partner in case.partners.all()] == ["Politie"]
        assert [party.label for party in case.parties.filter(is_main=True)] == ["bewoner A"]
        assert [link.signal for link in case.signal_links.all()] == [signal]
        assert (case.state, case.coordinator) == (CaseState.OPEN, coordinator)


def test_open_case_tells_the_reporter_only_that_there_is_a_follow_up(act, opening, stored):
    coordinator, signal = people.coordinator(), factories.signal()

    with act(coordinator):
        services.open_case(house(), by=coordinator, signals=[signal], **opening())

    assert stored(signal).get_safe_status_display() == "vervolg gegeven"


@pytest.mark.parametrize("who", ["expert", "case_director", "police_member", "officer", "administrator"])
def test_open_case_by_another_role_is_not_allowed(act, opening, who):
    user = getattr(people, who)()

    with act(user), pytest.raises(NotAllowed):
        services.open_case(house(), by=user, **opening())


def test_open_case_on_the_wet_pga_waits_for_the_driehoek(act, opening, numbers):
    coordinator = people.coordinator()

    with act(coordinator), pytest.raises(WrongState, match="gezagsdriehoek"):
        services.open_case(house(), by=coordinator, **opening(legal_ground=CaseGround.WET_PGA))

    assert numbers() == (0, 0)


def test_open_case_on_the_wet_pga_after_the_driehoek(act, opening):
    coordinator = people.coordinator()

    with act(coordinator):
        fields = opening(legal_ground=CaseGround.WET_PGA, criteria_met=["radicalisation", "decided"])
        case = services.open_case(house(), by=coordinator, pga_decided=True, **fields)

    assert case.legal_ground == CaseGround.WET_PGA


def test_open_case_with_somebody_who_is_no_director_any_more_goes_back_to_the_list(act, opening, numbers):
    coordinator = people.coordinator()
    gone = people.person("Weg", Role.CASE_DIRECTOR, people.house(), until=timezone.now() - timedelta(days=1))
    with as_owner():
        directors = list(gone.memberships.all())

    with act(coordinator), pytest.raises(WrongState) as refused:
        services.open_case(house(), by=coordinator, **opening(directors=directors))

    assert refused.value.back_to == "cases:list"
    assert numbers() == (0, 0)


def test_close_case(act, running):
    case = running()

    with act(people.coordinator()):
        services.close_case(case, by=people.coordinator(), **ENDING)
        case.refresh_from_db()

    assert (case.state, case.result) == (CaseState.CLOSED, "De rust is terug.")


@pytest.mark.parametrize(("count", "said"), [(1, "nog 1 actie open"), (2, "nog 2 acties open")])
def test_close_case_with_open_actions_says_how_many(act, running, action_for, count, said):
    case = running()
    for _ in range(count):
        action_for(case)

    with act(people.coordinator()), pytest.raises(WrongState, match=said):
        services.close_case(case, by=people.coordinator(), **ENDING)


def test_close_case_after_its_actions_are_dropped(act, running, action_for, stored):
    case = running()
    action = action_for(case)
    coordinator = people.coordinator()

    with act(coordinator):
        services.drop_action(action, by=coordinator, reason="Niet meer nodig.")
        services.close_case(case, by=coordinator, **ENDING)

    assert stored(case).state == CaseState.CLOSED
    assert stored(action).state == ActionState.DROPPED


def test_nothing_changes_in_a_closed_case(act, running, closed):
    case, coordinator = closed(running()), people.coordinator()
    police = people.police()
    steps = [
        lambda: services.close_case(case, by=coordinator, **ENDING),
        lambda: services.join(case, by=coordinator, organisation=police),
        lambda: services.leave(case.partners.get(), by=coordinator, reason="Klaar."),
        lambda: services.end_director(case.directors.get(), by=coordinator),
        lambda: services.restrict(case, by=coordinator, is_restricted=True),
        lambda: services.add_party(case, by=coordinator, label="A", relation="", why="Nodig."),
        lambda: services.give_action_in_case(
            case, by=coordinator, text="Bel", due_on=timezone.localdate(), organisation=police
        ),
    ]

    with act(coordinator):
        refused = 0
        for step in steps:
            with pytest.raises(WrongState):
                step()
            refused += 1

    assert refused == len(steps)


# -- who takes part


def test_managing_is_for_the_coordinators_of_the_house(act, running, membership_of):
    case, director = running(), people.case_director()
    hoorn = people.municipality().organisation
    steps = [
        lambda: services.join(case, by=director, organisation=hoorn),
        lambda: services.leave(case.partners.get(), by=director, reason="Klaar."),
        lambda: services.add_director(case, by=director, membership=membership_of(director)),
        lambda: services.end_director(case.directors.get(), by=director),
        lambda: services.name_person(case, by=director, membership=membership_of(director)),
        lambda: services.restrict(case, by=director, is_restricted=True),
        lambda: services.link_signal(case, by=director, signal=None),
        lambda: services.close_case(case, by=director, **ENDING),
    ]

    with act(director):
        refused = 0
        for step in steps:
            with pytest.raises(NotAllowed):
                step()
            refused += 1

    assert refused == len(steps)


def test_join_opens_the_case_to_the_organisation(act, running):
    case, member = running(), people.municipality_member()
    coordinator = people.coordinator()

    with act(coordinator):
        services.join(case, by=coordinator, organisation=people.municipality().organisation)
        with act(member):
            seen = type(case).objects.filter(pk=case.pk).exists()

    assert seen


def test_join_twice(act, running):
    case, coordinator = running(), people.coordinator()

    with act(coordinator), pytest.raises(WrongState, match="doet al mee"):
        services.join(case, by=coordinator, organisation=people.police())


def test_leave_ends_access_in_the_same_transaction(act, running):
    case, member, coordinator = running(), people.police_member(), people.coordinator()
    with act(member):
        before = type(case).objects.filter(pk=case.pk).exists()

    with act(coordinator):
        services.leave(case.partners.get(), by=coordinator, reason="Klaar.")
        with act(member):
            after = type(case).objects.filter(pk=case.pk).exists()

    assert (before, after) == (True, False)


def test_leave_twice(act, running):
    case, coordinator = running(), people.coordinator()

    with act(coordinator):
        partner = case.partners.get()
        services.leave(partner, by=coordinator, reason="Klaar.")
        with pytest.raises(WrongState, match="al niet meer mee"):
            services.leave(partner, by=coordinator, reason="Klaar.")


def test_organisation_that_left_can_join_again(act, running):
    case, coordinator = running(), people.coordinator()

    with act(coordinator):
        services.leave(case.partners.get(), by=coordinator, reason="Klaar.")
        services.join(case, by=coordinator, organisation=people.police())

        assert case.partners.count() == 2


def test_two_directors_each_direct(act, running):
    second = people.case_director("Tweede regisseur")
    case = running(directors=[people.case_director(), second])

    with act(second):
        services.add_party(case, by=second, label="bewoner A", relation="", why="Nodig.")

        assert [party.label for party in case.parties.all()] == ["bewoner A"]


def test_director_whose_membership_ended_sees_and_directs_nothing(act, running):
    director = people.case_director()
    case = running(directors=[director])
    with as_owner():
        director.memberships.update(valid_until=timezone.now() - timedelta(hours=1))

    with act(director):
        seen = type(case).objects.filter(pk=case.pk).exists()

    assert not seen


def test_director_of_an_ended_membership_keeps_no_right_by_another(act, running, membership_of):
    director = people.case_director()
    case = running(directors=[director])
    with as_owner():
        director.memberships.update(valid_until=timezone.now() - timedelta(hours=1))
    people.person("Casusregisseur", Role.CASE_DIRECTOR, people.municipality().organisation)
    people.person("Casusregisseur", Role.PARTICIPANT, people.police())

    with act(director), pytest.raises(NotAllowed):
        services.add_party(case, by=director, label="bewoner A", relation="", why="Nodig.")


def test_add_director_who_is_none(act, running, membership_of):
    case, coordinator = running(), people.coordinator()

    with act(coordinator), pytest.raises(WrongState, match="nu casusregisseur"):
        services.add_director(case, by=coordinator, membership=membership_of(people.police_member()))


def test_end_director_twice(act, running):
    case, coordinator = running(), people.coordinator()

    with act(coordinator):
        director = case.directors.get()
        services.end_director(director, by=coordinator)
        with pytest.raises(WrongState, match="al geen casusregisseur"):
            services.end_director(director, by=coordinator)


def test_end_director_of_oneself_is_written_though_it_ends_access(act, running):
    other = people.coordinator("Andere coordinator")
    people.person("Andere coordinator", Role.CASE_DIRECTOR, people.house())
    case = running(directors=[other], is_restricted=True)

    with act(other):
        services.end_director(case.directors.get(), by=other)
        seen = type(case).objects.filter(pk=case.pk).exists()

    assert not seen
    with as_owner():
        assert [event.text for event in CaseEvent.objects.all()] == [
            "Andere coordinator is geen casusregisseur meer"
        ]


def test_restrict_is_for_the_coordinator_of_this_case(act, running):
    case, other = running(), people.coordinator("Andere coordinator")

    with act(other), pytest.raises(WrongState, match="procesregisseur van deze casus"):
        services.restrict(case, by=other, is_restricted=True)


def test_restrict_twice(act, running):
    case, coordinator = running(is_restricted=True), people.coordinator()

    with act(coordinator), pytest.raises(WrongState, match="was al zo"):
        services.restrict(case, by=coordinator, is_restricted=True)


def test_named_person_reads_a_restricted_case_until_he_is_taken_away(act, running, membership_of):
    case, member, coordinator = running(is_restricted=True), people.police_member(), people.coordinator()
    seen = []

    with act(coordinator):
        named = services.name_person(case, by=coordinator, membership=membership_of(member))
        with act(member):
            seen.append(type(case).objects.filter(pk=case.pk).exists())
        services.unname_person(named, by=coordinator)
        with act(member):
            seen.append(type(case).objects.filter(pk=case.pk).exists())

    assert seen == [True, False]


def test_name_person_of_an_organisation_that_does_not_take_part(act, running, membership_of):
    case, coordinator = running(), people.coordinator()

    with act(coordinator), pytest.raises(WrongState, match="deelneemt"):
        services.name_person(case, by=coordinator, membership=membership_of(people.outsider()))


def test_add_party_allows_one_main_party(act, running):
    case, director = running(), people.case_director()

    with act(director):
        services.add_party(case, by=director, label="bewoner A", relation="", is_main=True)
        with pytest.raises(WrongState, match="al een hoofdbetrokkene"):
            services.add_party(case, by=director, label="bewoner B", relation="", is_main=True)


def test_add_party_by_a_partner_is_not_allowed(act, running):
    case, member = running(), people.police_member()

    with act(member), pytest.raises(NotAllowed):
        services.add_party(case, by=member, label="bewoner A", relation="", why="Nodig.")


def test_link_signal_of_another_house_is_refused_and_told_nobody(act, running, stored):
    case, coordinator = running(), people.coordinator()
    foreign = factories.signal(by=coordinator, of=people.house("Buurhuis"))

    with act(coordinator), pytest.raises(WrongState, match="ander veiligheidshuis"):
        services.link_signal(case, by=coordinator, signal=foreign)

    assert stored(foreign).safe_status == "received"


def test_link_signal_twice(act, running):
    signal = factories.signal()
    case, coordinator = running(signals=[signal]), people.coordinator()

    with act(coordinator), pytest.raises(WrongState, match="hoort al bij"):
        services.link_signal(case, by=coordinator, signal=signal)
