"""A plan at a glance: whose turn it is, what stood there on an earlier day, and in how many queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Goal, GoalVersion
from tests import people
from tests.cases import planning
from tests.cases.planning import change, days, let_read, url
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

# Of the plan and of the plan on a day; six of these are of every page.
QUERIES = {"coordinator": [13, 14], "case_director": [14, 15], "police_member": [13, 14]}

# -- whose turn


def test_turn_says_who_is_late_and_what_comes_first(login, running, action_for):
    case = running()
    goal = planning.goal(case)
    planning.intervention(goal, text="Had moeten beginnen", starts_on=days(-2))
    action_for(case, goal=goal, text="Te late afspraak", days=-3)
    action_for(case, text="Later", organisation=people.house(), days=9)
    action_for(case, text="Eerst", organisation=people.house(), days=2)

    turns = login(people.coordinator()).get(url(case)).context["plan"].turns

    assert [
        (str(turn.organisation), [task.text for task in turn.late], turn.next and turn.next.text, turn.more)
        for turn in turns
    ] == [
        ("Politie", ["Te late afspraak", "Had moeten beginnen"], None, 0),
        ("Veiligheidshuis Noord", [], "Eerst", 1),
    ]


def test_question_about_an_agreement_is_the_turn_of_who_answers(login, running, action_for):
    case, by = running(), people.police_member()
    moved, offered = action_for(case, text="Andere dag"), action_for(case, text="Overnemen")
    with as_owner():
        moved.requests.create(kind="date", due_on=days(20), reason="Ziek", asked_by=by)
        offered.requests.create(kind="hand_over", organisation=people.house(), reason="Ziek", asked_by=by)

    turns = login(people.coordinator()).get(url(case)).context["plan"].turns

    asked = {str(turn.organisation): sorted(task.text for task in turn.asked) for turn in turns}
    assert asked == {"Politie": [], "Veiligheidshuis Noord": ["Andere dag", "Overnemen"]}


def test_intervention_of_a_goal_that_is_over_is_nobodys_turn(login, running):
    case = running()
    planning.intervention(planning.goal(case, state="reached"), starts_on=days(-2))

    assert login(people.coordinator()).get(url(case)).context["plan"].turns == []


# -- an earlier day


def long_ago(model, day, **which):
    with as_owner():
        model.objects.filter(**which).update(pgh_created_at=timezone.now() - timedelta(days=day))


def test_plan_of_an_earlier_day_and_what_changed_since(login, planned):
    browser = login(people.coordinator())
    with as_owner():
        goal = Goal.objects.select_related("part__case").get()
    long_ago(GoalVersion, 9)
    change(goal, browser, planning.base_of(goal), text="Ander doel")
    planning.goal(planned, text="Doel van nu")

    page = browser.get(f"{url(planned)}?dag={days(-3)}")
    then = page.context["then"]

    (one,) = then.kinds[0][1]
    assert one.version.text == "Geheim doel"
    assert [(change.label, change.then, change.now) for change in one.changes] == [
        ("doel", "Geheim doel", "Ander doel")
    ]
    assert [(what, row.text) for what, row in then.new] == [
        ("doel", "Doel van nu"),
        ("interventie", "Geheime interventie"),
        ("afspraak", "Afspraak van het doel"),
        ("afspraak", "Afspraak van de interventie"),
    ]
    assert "weggehaald" in page.text


def test_plan_of_today_has_everything_and_no_change(login, planned):
    then = login(people.police_member()).get(f"{url(planned)}?dag={days(0)}").context["then"]

    (one,) = then.kinds[0][1]
    texts = sorted(under.version.text for under in one.agreements)
    assert (one.changes, then.new) == ([], [])
    assert texts == ["Afspraak van de interventie", "Afspraak van het doel"]


@pytest.mark.parametrize("day", [days(-3), "0001-01-01"])
def test_plan_of_before_there_was_one_is_empty(login, planned, day):
    page = login(people.police_member()).get(f"{url(planned)}?dag={day}")

    assert "Toen stond er nog niets" in page.text


def test_earlier_plan_tells_no_agreement_to_who_reads_none(login, planned):
    let_read(planned, "plan")

    page = login(people.police_member()).get(f"{url(planned)}?dag={days(0)}").text

    assert ("Afspraak van het doel" in page, "Afspraak van de interventie" in page) == (False, True)


@pytest.mark.parametrize("day", ["gisteren", "9999-12-31", ""])
def test_day_that_is_none_or_has_to_come_shows_the_plan_of_now(login, planned, day):
    page = login(people.police_member()).get(f"{url(planned)}?dag={day}")

    assert (page.status_code, "plan" in page.context) == (200, True)


# -- one number of queries


@pytest.mark.parametrize("who", QUERIES)
@pytest.mark.parametrize("count", [1, 40])
def test_plan_takes_a_fixed_number_of_queries(login, running, action_for, count_queries, who, count):
    case = running()
    for n in range(count):
        goal = planning.goal(case, kind=("risk", "protective")[n % 2])
        made = planning.intervention(goal, starts_on=days(n - 5))
        for late in (-2, 3, 4):
            action_for(case, goal=goal, days=late)
        action_for(case, goal=goal, intervention=made, state="open", days=9)
        action_for(case, days=1)
    browser = login(getattr(people, who)())

    found = [count_queries(lambda: browser.get(url(case)))]
    found += [count_queries(lambda: browser.get(f"{url(case)}?dag={days(0)}"))]

    assert found == QUERIES[who]
