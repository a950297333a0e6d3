import pytest
from django.utils import timezone

from partners.roles import Role
from signals import services
from signals.models import WeighingState
from signals.transitions import TRANSITIONS, available_steps, waits_for_colleague
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

DESK = {
    WeighingState.HELD: set(),
    WeighingState.REJECTED: set(),
    WeighingState.NEW: {"start_weighing"},
    WeighingState.WEIGHING: {"ask_reporter", "decide", "propose_no_action"},
    WeighingState.ASKED: {"ask_reporter", "go_on_without_answer"},
    WeighingState.TO_CONFIRM: {"confirm_no_action", "return_to_weighing"},
    WeighingState.DONE: {"weigh_again"},
}


def a_weighing():
    with as_owner():
        return factories.signal().weighing


# One line per role and state: what a person sees is what this table says.
BUTTONS = {
    (role, state): DESK[state] if role in {Role.COORDINATOR, Role.EXPERT} else set()
    for role in Role
    for state in WeighingState
}
BUTTONS[Role.COORDINATOR, WeighingState.HELD] = {"release_held", "reject_held"}


def test_buttons_table_names_every_role_and_every_state():
    assert set(BUTTONS) == {(role, state) for role in Role for state in WeighingState}


@pytest.mark.parametrize(("role", "state"), BUTTONS)
def test_available_follows_the_table(act, role, state):
    weighing = a_weighing()
    weighing.state = state
    user = people.person("Iemand", role, people.house())

    with act(user):
        steps = available_steps(user, weighing)

    assert set(steps) == BUTTONS[role, state]


def test_desk_of_another_house_has_no_steps(act):
    weighing = a_weighing()
    user = people.coordinator("Elders", of=people.house("Ander huis"))

    with act(user):
        steps = available_steps(user, weighing)

    assert steps == {}


def test_who_proposed_no_action_waits_for_a_colleague(act):
    desk = people.coordinator()
    weighing = a_weighing()
    weighing.state, weighing.decided_by, weighing.decided_at = WeighingState.TO_CONFIRM, desk, timezone.now()

    with act(desk):
        steps = available_steps(desk, weighing)

    assert steps == {}
    assert waits_for_colleague(desk, weighing)


def test_every_transition_has_a_service():
    by_decide = {"propose_no_action"}

    assert all(callable(getattr(services, name)) for name in TRANSITIONS if name not in by_decide)
