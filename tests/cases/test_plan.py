"""What each step of a plan does, who may take it, and two people at one goal."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from cases import services
from cases.models import CaseEvent, Goal, GoalVersion, Intervention, InterventionVersion
from tests import people
from tests.cases import planning
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

GOAL = {"kind": "protective", "area": "network", "text": "Meer steun.", "sign": "Twee vaste contacten."}
NOW = {"kind": "risk", "area": "work", "text": "Minder tijd op straat.", "state": "open", "reason": ""}
NOW |= {"sign": "Drie dagen per week bij de dagbesteding."}
WORK = {
    "text": "Wekelijks gesprek.",
    "reason": "Hij vertrouwt deze agent.",
    "starts_on": None,
    "ends_on": None,
}
WORK_NOW = WORK | {"state": "planned", "end_reason": "", "effect": "", "effect_text": ""}


def versions(model):
    with as_owner():
        return list(model.objects.order_by("pgh_id"))


@pytest.mark.parametrize("who", ["coordinator", "case_director"])
def test_goal_and_intervention_are_written_by_who_runs_the_case(act, running, who):
    user, case = getattr(people, who)(), running()

    with act(user):
        goal = services.add_goal(case, by=user, **GOAL)
        made = services.add_intervention(goal, by=user, organisation=people.police(), **WORK)

    assert (goal.part.case, goal.text, goal.changed_by, goal.position) == (case, "Meer steun.", user, 1)
    assert (made.goal, made.organisation, made.state) == (goal, people.police(), "planned")


STEPS = {
    "add_goal": lambda goal, made, by: services.add_goal(goal.part.case, by=by, **GOAL),
    "change_goal": lambda goal, made, by: services.change_goal(
        goal, by=by, base=planning.base_of(goal), **NOW | {"text": "Anders."}
    ),
    "move_goal": lambda goal, made, by: services.move_goal(goal, by=by, up=True),
    "add_intervention": lambda goal, made, by: services.add_intervention(
        goal, by=by, organisation=people.police(), **WORK
    ),
    "change_intervention": lambda goal, made, by: services.change_intervention(
        made,
        by=by,
        base=planning.base_of(made),
        organisation=people.police(),
        **WORK_NOW | {"text": "Anders."},
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_partner_who_reads_the_plan_changes_nothing(act, running, step):
    goal, user = planning.goal(running()), people.police_member()
    made = planning.intervention(goal)

    with act(user), pytest.raises(NotAllowed):
        STEPS[step](Goal.objects.select_related("part__case").get(pk=goal.pk), made, user)


@pytest.mark.parametrize("step", STEPS)
def test_closed_case_keeps_its_plan(act, running, closed, step):
    case, user = running(), people.coordinator()
    goal = planning.goal(case)
    made = planning.intervention(goal)
    closed(case)

    with act(user), pytest.raises(WrongState, match="gesloten"):
        STEPS[step](goal, made, user)


def test_every_change_keeps_the_version_that_stood_there(act, running):
    user, goal = people.coordinator(), planning.goal(running())
    made = planning.intervention(goal)

    with act(user):
        services.change_goal(goal, by=user, base=planning.base_of(goal), **NOW | {"text": "Elke dag thuis."})
        services.change_intervention(
            *(made,),
            by=user,
            base=planning.base_of(made),
            organisation=people.house(),
            **WORK_NOW | {"state": "stopped", "end_reason": "Hij kwam niet."},
        )

    assert [one.text for one in versions(GoalVersion)] == ["Minder tijd op straat.", "Elke dag thuis."]
    assert [one.organisation for one in versions(InterventionVersion)] == [people.police(), people.house()]
    assert [one.changed_by for one in versions(InterventionVersion)] == [goal.changed_by, user]


def test_nothing_changed_is_no_version(act, running):
    user, goal = people.coordinator(), planning.goal(running(), text="Een\nTwee")

    with act(user):
        services.change_goal(goal, by=user, base=planning.base_of(goal), **NOW | {"text": "Een\r\nTwee"})

    assert len(versions(GoalVersion)) == 1


def test_timeline_says_once_a_day_that_the_plan_changed_and_not_what(act, running):
    user, case = people.coordinator(), running()

    with act(user):
        for _ in range(3):
            services.add_goal(case, by=user, **GOAL)

    with as_owner():
        assert list(CaseEvent.objects.values_list("text", flat=True)) == ["Het plan is veranderd"]


def test_goal_changes_places_with_its_neighbour_of_the_same_kind(act, running):
    user, case = people.coordinator(), running()
    first, second = planning.goal(case), planning.goal(case)
    other, third = planning.goal(case, kind="protective"), planning.goal(case)

    with act(user):
        services.move_goal(third, by=user, up=True)
        services.move_goal(first, by=user, up=True)
        services.move_goal(other, by=user, up=False)

        assert list(Goal.objects.filter(kind="risk")) == [first, third, second]


def test_intervention_is_done_by_who_takes_part(act, running):
    user, goal = people.coordinator(), planning.goal(running())
    made, stranger = planning.intervention(goal), people.organisation("Zorg")

    with act(user):
        with pytest.raises(WrongState, match="doet niet mee"):
            services.add_intervention(goal, by=user, organisation=stranger, **WORK)
        with pytest.raises(WrongState, match="doet niet mee"):
            services.change_intervention(
                made, by=user, base=planning.base_of(made), organisation=stranger, **WORK_NOW
            )


def test_intervention_of_who_left_can_still_be_rounded_off(act, running):
    user, goal = people.coordinator(), planning.goal(running(partners=[]))
    made = planning.intervention(goal)

    with act(user):
        done = services.change_intervention(
            made,
            by=user,
            base=planning.base_of(made),
            organisation=people.police(),
            **WORK_NOW | {"state": "done", "effect": "worked", "effect_text": "Hij werkt weer."},
        )

    assert (done.state, done.effect, done.effect_text) == ("done", "worked", "Hij werkt weer.")


WRONG_GOALS = [{"text": ""}, {"sign": ""}, {"state": "dropped", "reason": ""}]
WRONG_INTERVENTIONS = [
    {"text": ""},
    {"reason": ""},
    {"state": "stopped"},
    {"state": "done", "effect": "worked"},
    {"state": "running", "effect": "worked", "effect_text": "Goed."},
    {"starts_on": "2026-12-02", "ends_on": "2026-12-01"},
]


@pytest.mark.parametrize("fields", WRONG_GOALS)
def test_goal_is_whole(running, fields):
    case = running()

    with pytest.raises(IntegrityError), transaction.atomic():
        planning.goal(case, **fields)


@pytest.mark.parametrize("fields", WRONG_INTERVENTIONS)
def test_intervention_is_whole(running, fields):
    goal = planning.goal(running())

    with pytest.raises(IntegrityError), transaction.atomic():
        planning.intervention(goal, **fields)


# -- two people at one goal


def test_second_of_two_is_told_and_overwrites_nothing(act, running, stored):
    one, other, goal = people.coordinator(), people.case_director(), planning.goal(running())
    base = planning.base_of(goal)

    with act(one):
        services.change_goal(goal, by=one, base=base, **NOW | {"text": "Tekst van de een."})
    with act(other), pytest.raises(WrongState, match="intussen veranderd"):
        services.change_goal(goal, by=other, base=base, **NOW | {"text": "Tekst van de ander."})

    assert stored(goal).text == "Tekst van de een."


def test_two_who_change_something_else_both_keep_it(act, running, stored):
    one, other, goal = people.coordinator(), people.case_director(), planning.goal(running())
    base = planning.base_of(goal)

    with act(one):
        services.change_goal(goal, by=one, base=base, **NOW | {"text": "Tekst van de een."})
    with act(other):
        services.change_goal(goal, by=other, base=base, **NOW | {"state": "reached", "reason": "Gelukt."})

    assert (stored(goal).text, stored(goal).state) == ("Tekst van de een.", "reached")


def test_days_belong_together(act, running):
    """Each of two changes one day; both days would end before they begin."""
    user, goal = people.coordinator(), planning.goal(running())
    days = {"starts_on": timezone.localdate(), "ends_on": timezone.localdate() + timedelta(days=9)}
    made = planning.intervention(goal, **days)
    base, by = planning.base_of(made), {"by": user, "organisation": people.police()}
    now = WORK_NOW | days

    with act(user):
        services.change_intervention(made, base=base, **by, **now | {"ends_on": days["starts_on"]})
        with pytest.raises(WrongState, match="intussen veranderd"):
            services.change_intervention(made, base=base, **by, **now | {"starts_on": days["ends_on"]})


@pytest.mark.parametrize("base", [None, 0])
def test_unknown_version_overwrites_nothing(act, running, stored, base):
    user, goal = people.coordinator(), planning.goal(running())

    with act(user), pytest.raises(WrongState, match="intussen veranderd"):
        services.change_goal(goal, by=user, base=base, **NOW | {"text": "Anders."})

    assert stored(goal).text == "Minder tijd op straat."


def test_version_of_another_goal_is_no_base(act, running):
    user, case = people.coordinator(), running()
    goal, other = planning.goal(case), planning.goal(case, text="Ander doel.")

    with act(user), pytest.raises(WrongState, match="intussen veranderd"):
        services.change_goal(goal, by=user, base=planning.base_of(other), **NOW | {"text": "Anders."})


def test_of_two_at_once_the_second_waits_and_is_told(committed, running, stored):
    one, other, goal = people.coordinator(), people.case_director(), planning.goal(running())
    base = planning.base_of(goal)

    def write(by, text):
        return by, lambda: services.change_goal(goal, by=by, base=base, **NOW | {"text": text})

    waited, said = planning.two_at_once(write(one, "Van de een."), write(other, "Van de ander."))

    assert (waited, len(said), stored(goal).text) == (True, 1, "Van de een.")


# -- agreements


def agreement(case, by, **tied):
    answers = {"text": "Bellen", "due_on": timezone.localdate(), "organisation": people.police()}
    return services.give_action_in_case(case, by=by, **answers, **tied)


def test_agreement_is_an_action_with_a_goal(act, running):
    user, case = people.case_director(), running()
    goal = planning.goal(case)
    made = planning.intervention(goal)

    with act(user):
        action = agreement(case, user, goal=goal, intervention=made)

    assert (action.goal, action.intervention, action.case) == (goal, made, case)


def test_agreement_belongs_to_a_goal_of_its_own_case(act, running):
    user, case, other = people.coordinator(), running(), running()
    goal, elsewhere = planning.goal(case), planning.goal(other)
    loose = planning.intervention(elsewhere)

    with act(user):
        for tied in ({"goal": elsewhere}, {"goal": goal, "intervention": loose}):
            with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
                agreement(case, user, **tied)
        with pytest.raises(IntegrityError), transaction.atomic():
            agreement(case, user, intervention=planning.intervention(goal))


def test_action_of_the_case_is_tied_once(act, running, action_for):
    user, case = people.case_director(), running()
    goal, other, action = planning.goal(case), planning.goal(case), action_for(case)

    with act(user):
        services.tie_action(action, by=user, goal=goal)
        with pytest.raises(WrongState, match="al bij een doel"):
            services.tie_action(action, by=user, goal=other)
        action.goal = other
        with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
            action.save(update_fields=["goal"])


@pytest.mark.parametrize("who", ["police_member", "expert"])
def test_only_who_runs_the_case_ties(act, running, action_for, who):
    user, case = getattr(people, who)(), running()
    goal, action = planning.goal(case), action_for(case)

    with act(user), pytest.raises((NotAllowed, Goal.DoesNotExist, case.DoesNotExist)):
        services.tie_action(action, by=user, goal=goal)


# -- late


@pytest.mark.parametrize(
    ("state", "starts", "ends", "late"),
    [
        ("planned", -1, 9, True),
        ("planned", 0, 9, False),
        ("planned", None, -1, False),
        ("running", -9, -1, True),
        ("running", -9, 0, False),
        ("running", -9, None, False),
        ("done", -9, -1, False),
    ],
)
def test_intervention_is_late_when_it_should_have_begun_or_ended(state, starts, ends, late):
    today = timezone.localdate()
    days = [None if one is None else today + timedelta(days=one) for one in (starts, ends)]

    assert Intervention(state=state, starts_on=days[0], ends_on=days[1]).is_late is late
