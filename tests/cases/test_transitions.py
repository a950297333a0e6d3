"""What the tables say about buttons, and what the database refuses when a service forgets."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.transitions import ACTION_TRANSITIONS, TRANSITIONS
from partners.steps import available
from tests import people

pytestmark = pytest.mark.django_db


CLOSE, SUSPEND, FINISH, DROP = "close_case", "suspend_case", "finish_action", "drop_action"
FOR_ALL, FOR_OWNER = "finish_action_for_organisation", "finish_action_for_owner"
BUTTONS = {
    # who: of an open case, of his own action, of an action of the police
    "coordinator": ({CLOSE, SUSPEND}, {FINISH, FOR_OWNER, DROP}, {FOR_OWNER, DROP}),
    "case_director": (set(), {FINISH}, set()),
    "police_member": (set(), {FINISH}, {FOR_ALL}),
}


@pytest.mark.parametrize("who", BUTTONS)
def test_available_follows_the_table(act, running, action_for, who):
    user, case = getattr(people, who)(), running()
    own, of_police = action_for(case, owner=user), action_for(case)

    with act(user):
        shown = (
            set(available(TRANSITIONS, user, case)),
            set(available(ACTION_TRANSITIONS, user, own)),
            set(available(ACTION_TRANSITIONS, user, of_police)),
        )

    assert shown == BUTTONS[who]


@pytest.mark.parametrize("who", BUTTONS)
def test_available_has_nothing_for_what_is_over(act, running, action_for, closed, who):
    user, case = getattr(people, who)(), running()
    done = action_for(case, owner=user, state="done", effect="Klaar.", done_at=timezone.now(), done_by=user)
    closed(case)

    with act(user):
        shown = {**available(TRANSITIONS, user, case), **available(ACTION_TRANSITIONS, user, done)}

    assert shown == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"criteria": ""},
        {"proportionality": ""},
        {"subsidiarity": ""},
        {"kind": "person", "informed": ""},
        {"state": "closed"},
        {"state": "closed", "closed_at": timezone.now()},
    ],
)
def test_database_refuses_a_case(running, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        running(**wrong)


def test_database_refuses_an_end_without_result(running):
    coordinator = people.coordinator()
    end = {"state": "closed", "closed_at": timezone.now(), "closed_by": coordinator, "result": ""}

    with pytest.raises(IntegrityError), transaction.atomic():
        running(**end)


@pytest.mark.parametrize(
    "wrong", [{"state": "done"}, {"state": "open", "effect": "", "done_at": timezone.now()}]
)
def test_database_refuses_an_action(running, action_for, wrong):
    case = running()

    with pytest.raises(IntegrityError), transaction.atomic():
        action_for(case, **wrong)


def test_database_refuses_an_action_done_without_effect(running, action_for):
    case, coordinator = running(), people.coordinator()

    with pytest.raises(IntegrityError), transaction.atomic():
        action_for(case, state="done", done_at=timezone.now(), done_by=coordinator, effect="")


def test_database_refuses_the_same_organisation_twice(running):
    with pytest.raises(IntegrityError), transaction.atomic():
        running(partners=[people.police(), people.police()])
