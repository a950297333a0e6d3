"""What is asked about an action: another day, or somebody else who takes it over."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.models import Action, ActionRequest
from partners.models import Colleague
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def later(days=30):
    return timezone.localdate() + timedelta(days=days)


def kinds(action):
    with as_owner():
        return list(action.events.values_list("kind", flat=True))


def waiting():
    return ActionRequest.objects.get(answered_at__isnull=True)


@pytest.fixture
def at_table(action_for):
    """An action of the police, given at the table where the town sits as well."""

    def make(**fields):
        meeting = factories.meeting(by=people.coordinator(), state="released")
        item = factories.item(meeting, table=[people.police(), people.municipality().organisation])
        action = action_for(None, **fields)
        with as_owner():
            item.action_links.create(action=action)
        return action

    return make


# -- another day


def test_owner_asks_for_another_day_and_the_giver_agrees(act, running, action_for, stored):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())
    old = action.due_on

    with act(member):
        services.ask_date(action, by=member, due_on=later(), reason="De school is dicht.")
    before = stored(action).due_on
    with act(coordinator):
        services.answer_request(waiting(), by=coordinator, is_agreed=True, answer="Prima.")
    with as_owner():
        told = list(action.events.values_list("text", flat=True))

    assert (before, stored(action).due_on) == (old, later())
    assert kinds(action) == ["date_asked", "date_set"]
    assert told[1] == f"Van {old:%d-%m-%Y} naar {later():%d-%m-%Y}. Prima."


def test_refused_day_leaves_it_as_it_was_with_the_reason(act, running, action_for, stored):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())
    old = action.due_on

    with act(member):
        services.ask_date(action, by=member, due_on=later(), reason="Druk.")
    with act(coordinator):
        services.answer_request(waiting(), by=coordinator, is_agreed=False, answer="Er is haast.")
    with act(member):
        read = ActionRequest.objects.get().answer

    assert (stored(action).due_on, read, kinds(action)) == (
        old,
        "Er is haast.",
        ["date_asked", "date_refused"],
    )


def test_one_question_at_a_time(act, running, action_for):
    member = people.police_member()
    action = action_for(running())

    with act(member):
        services.ask_date(action, by=member, due_on=later(), reason="Druk.")
        with pytest.raises(WrongState, match="Er wacht al een vraag"):
            services.ask_date(action, by=member, due_on=later(40), reason="Nog drukker.")


def test_giver_does_not_pass_over_a_question_that_waits(act, running, action_for):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())

    with act(member):
        services.ask_date(action, by=member, due_on=later(), reason="Druk.")
    with act(coordinator), pytest.raises(WrongState, match="Er wacht al een vraag"):
        services.set_date(action, by=coordinator, due_on=later(50), reason="Beter.")


def test_who_asked_may_not_agree_himself(act, running, action_for):
    member = people.police_member()
    action = action_for(running())

    with act(member):
        services.ask_date(action, by=member, due_on=later(), reason="Druk.")
        with pytest.raises(NotAllowed):
            services.answer_request(waiting(), by=member, is_agreed=True)


def test_director_who_gave_it_agrees_without_the_coordinator(act, running, stored):
    director, member = people.case_director(), people.police_member()
    case = running(directors=[director])
    with act(director):
        action = services.give_action_in_case(
            case, by=director, text="Bel", due_on=later(3), organisation=people.police()
        )
    with act(member):
        services.ask_date(action, by=member, due_on=later(), reason="Druk.")
    with act(director):
        services.answer_request(waiting(), by=director, is_agreed=True)

    assert stored(action).due_on == later()


def test_answering_twice_lets_the_first_win(act, running, action_for):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())
    with act(member):
        asked = services.ask_date(action, by=member, due_on=later(), reason="Druk.")

    with act(coordinator):
        services.answer_request(asked, by=coordinator, is_agreed=False, answer="Nee.")
        with pytest.raises(WrongState, match="al geantwoord"):
            services.answer_request(asked, by=coordinator, is_agreed=True)


def test_withdrawn_question_makes_room_for_another(act, running, action_for):
    member = people.police_member()
    action = action_for(running())

    with act(member):
        asked = services.ask_date(action, by=member, due_on=later(), reason="Druk.")
        services.withdraw_request(asked, by=member)
        services.ask_date(action, by=member, due_on=later(40), reason="Toch.")

    assert kinds(action) == ["date_asked", "withdrawn", "date_asked"]


def test_withdrawing_is_for_who_asked(act, running, action_for):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())
    with act(member):
        asked = services.ask_date(action, by=member, due_on=later(), reason="Druk.")

    with act(coordinator), pytest.raises(NotAllowed):
        services.withdraw_request(asked, by=coordinator)


def test_action_with_a_question_that_waits_is_not_ended(act, running, action_for):
    member = people.police_member()
    action = action_for(running())

    with act(member):
        services.ask_date(action, by=member, due_on=later(), reason="Druk.")
        with pytest.raises(WrongState, match="wacht nog een vraag"):
            services.finish_action_for_organisation(action, by=member, effect="Klaar.")


@pytest.mark.parametrize("service", ["ask_date", "set_date"])
def test_day_of_an_ended_action_stays(act, running, action_for, service):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())
    with act(member):
        services.finish_action_for_organisation(action, by=member, effect="Klaar.", result="helpful")
    by = member if service == "ask_date" else coordinator

    with act(by), pytest.raises(WrongState, match="al gereed"):
        getattr(services, service)(action, by=by, due_on=later(), reason="Toch.")


# -- handing over


def test_colleague_takes_it_over(act, running, action_for, stored, membership_of):
    owner, colleague = people.police_member(), people.police_member("Collega")
    action = action_for(running(), owner=owner)
    to = membership_of(colleague)

    with act(owner):
        services.offer_action(
            action, by=owner, organisation=to.organisation, owner=_colleague(to), reason="Ik ben weg."
        )
    with act(colleague):
        services.answer_request(waiting(), by=colleague, is_agreed=True)

    assert (stored(action).owner_id, stored(action).owner_name) == (to.pk, "Collega")
    assert kinds(action) == ["offered", "taken"]


def _colleague(membership):
    return Colleague.objects.get(pk=membership.pk)


def test_organisation_at_the_table_takes_it_over(act, at_table, stored):
    member, townsman = people.police_member(), people.municipality_member()
    action, town = at_table(), people.municipality().organisation

    with act(member):
        services.offer_action(action, by=member, organisation=town, reason="Dit is van de gemeente.")
    with act(townsman):
        services.answer_request(waiting(), by=townsman, is_agreed=True)

    assert (stored(action).organisation, stored(action).owner_id) == (town, None)


def test_who_is_asked_reads_the_action_until_he_declines(act, running, action_for, membership_of):
    owner, colleague = people.police_member(), people.police_member("Collega")
    action = factories.action(by=people.coordinator(), owner=owner, due_on=later())
    to = membership_of(colleague)

    def reads():
        with act(colleague):
            return Action.objects.filter(pk=action.pk).exists()

    before = reads()
    with act(owner):
        services.offer_action(
            action, by=owner, organisation=to.organisation, owner=_colleague(to), reason="Ik ben weg."
        )
    asked = reads()
    with act(colleague):
        services.answer_request(waiting(), by=colleague, is_agreed=False, answer="Geen tijd.")

    assert (before, asked, reads()) == (False, True, False)


def test_action_goes_to_nobody_who_does_not_read_it_anyway(act, at_table):
    member, outsider = people.police_member(), people.outsider()
    action = at_table()
    with as_owner():
        elsewhere = outsider.memberships.get().organisation

    with act(member), pytest.raises(WrongState, match="leest deze actie niet"):
        services.offer_action(action, by=member, organisation=elsewhere, reason="x")
    with act(member), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        ActionRequest.objects.create(
            action=action, kind="hand_over", organisation=elsewhere, reason="x", asked_by=member
        )


def test_action_is_not_offered_to_a_hidden_participant(act, at_table):
    member, town = people.police_member(), people.municipality().organisation
    action = at_table()
    with as_owner():
        action.item_link.item.meeting.seats.create(organisation=town, is_hidden=True)

    with act(member):
        assert services.receivers_of(action) == {people.police().pk, people.house().pk}


def test_action_in_a_shielded_case_goes_nowhere(act, login, running, action_for):
    owner = people.police_member()
    action = action_for(running(is_restricted=True), owner=owner)

    with act(owner):
        found = services.receivers_of(action)
    page = login(owner).get(reverse("cases:offer-action", args=[action.pk]), follow=True).text

    assert found == set()
    assert "Vraag de casusregisseur" in page


def test_to_himself_is_refused(act, at_table):
    member = people.police_member()
    action = at_table()

    with act(member), pytest.raises(WrongState, match="is daar al"):
        services.offer_action(action, by=member, organisation=people.police(), reason="x")


def test_answer_is_for_who_is_asked(act, at_table):
    member, coordinator = people.police_member(), people.coordinator()
    action = at_table()
    with act(member):
        town = people.municipality().organisation
        asked = services.offer_action(action, by=member, organisation=town, reason="x")

    with act(coordinator), pytest.raises(NotAllowed):
        services.answer_request(asked, by=coordinator, is_agreed=True)


def test_database_lets_an_action_change_hands_only_when_it_was_asked(act, at_table):
    coordinator, action = people.coordinator(), at_table()
    town = people.municipality().organisation

    with act(coordinator), pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(organisation=town)
