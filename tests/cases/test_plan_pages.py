"""The pages of a plan: who gets which, what stands on them, what two people see, and in how many queries."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from cases.models import Action, CasePartner, Goal, GoalVersion, Intervention
from tests import factories, people
from tests.cases import planning
from tests.cases.planning import change, days, let_read, url
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

READERS = {
    "coordinator": 200,
    "case_director": 200,
    "police_member": 200,
    "expert": 404,
    "officer": 404,
    "municipality_member": 404,
    "administrator": 404,
    "privacy_officer": 404,
    "nobody": 404,
}
GOAL = {"kind": "protective", "area": "network", "text": "Meer steun.", "sign": "Twee contacten."}


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_plan_for_each_role(login, planned, who, status):
    response = login(getattr(people, who)()).get(url(planned))

    assert response.status_code == status


def test_plan_shows_goals_interventions_and_agreements(login, planned):
    page = login(people.police_member()).get(url(planned)).text

    for text in (
        "Geheim doel",
        "Geheime interventie",
        "Afspraak van het doel",
        "Afspraak van de interventie",
    ):
        assert text in page
    assert "0 van 2 afspraken gereed" in page
    assert "Doel toevoegen" not in page


def test_partner_without_the_plan_finds_no_page_tab_or_step(login, planned):
    let_read(planned, "agreements")
    browser = login(people.police_member())
    with as_owner():
        goal, made, action = Goal.objects.get(), Intervention.objects.get(), Action.objects.first()
    pages = [url(planned), f"{url(planned)}?dag=2026-11-01", url(planned, "add-goal")]
    pages += [url(planned, name, goal.pk) for name in ("change-goal", "add-intervention", "give-agreement")]
    pages += [url(planned, "change-intervention", made.pk), url(planned, "choose-template")]
    pages += [reverse("cases:tie-action", args=[action.pk])]

    assert {browser.get(page).status_code for page in pages} == {404}
    assert browser.post(url(planned, "move-goal", goal.pk)).status_code == 404
    assert url(planned) not in browser.get(planned.get_absolute_url()).text


def test_partner_without_the_agreements_reads_the_plan_and_only_his_own(login, planned):
    let_read(planned, "plan")

    page = login(people.police_member()).get(url(planned)).text

    assert ("Geheim doel" in page, "Afspraak van de interventie" in page) == (True, True)
    assert ("Afspraak van het doel" in page, "0 van 1 afspraken gereed" in page) == (False, True)
    assert "leest de afspraken van anderen niet" in page


def test_owner_who_does_not_read_the_plan_reads_no_goal_at_his_agreement(login, planned):
    with as_owner():
        action = Action.objects.get(text="Afspraak van de interventie")
    member = people.police_member()
    before = login(member).get(action.get_absolute_url()).text
    let_read(planned, "agreements")

    after = login(member).get(action.get_absolute_url())

    assert ("Geheim doel" in before, after.status_code, "Geheim doel" in after.text) == (True, 200, False)


def test_restricted_case_shows_its_plan_to_nobody_else(login, running, other):
    case = running(is_restricted=True)
    planning.goal(case)

    answers = [
        login(who).get(url(case)).status_code for who in (people.coordinator(), other, people.police_member())
    ]

    assert answers == [200, 404, 404]


def test_partner_that_left_reads_no_plan(login, planned):
    with as_owner():
        partner = CasePartner.objects.get()
        partner.left_at, partner.left_by = timezone.now(), planned.coordinator
        partner.save()

    assert login(people.police_member()).get(url(planned)).status_code == 404


PAGES = ["add-goal", "change-goal", "add-intervention", "give-agreement", "change-intervention"]


@pytest.mark.parametrize("page", [*PAGES, "choose-template", "apply-template"])
@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", 200), ("case_director", 200), ("police_member", 403)]
)
def test_step_for_each_role(login, planned, page, who, status):
    with as_owner():
        goal, made = Goal.objects.get().pk, Intervention.objects.get().pk
    ids = {"add-goal": [], "choose-template": [], "change-intervention": [made]}
    ids["apply-template"] = [planning.template().pk]

    response = login(getattr(people, who)()).get(url(planned, page, *ids.get(page, [goal])))

    assert response.status_code == status


def test_closed_case_still_shows_its_plan_without_steps(login, planned, closed):
    closed(planned)

    page = login(people.coordinator()).get(url(planned)).text

    assert ("Geheim doel" in page, "Doel bijwerken" in page, "Doel toevoegen" in page) == (True, False, False)


# -- steps


def test_director_writes_a_whole_plan(login, running):
    case, browser = running(), login(people.case_director())
    due = {"text": "Bellen", "who": f"o{people.police().pk}", "due_on": days(7)}
    work = {"text": "Wekelijks gesprek.", "organisation": people.police().pk, "reason": "Vertrouwd."}

    browser.post(url(case, "add-goal"), GOAL)
    with as_owner():
        goal = Goal.objects.get()
    browser.post(url(case, "add-intervention", goal.pk), work)
    with as_owner():
        made = Intervention.objects.get()
    response = browser.post(url(case, "give-agreement", goal.pk), due | {"intervention": made.pk})

    assert response.url == f"{url(case)}#doel-{goal.pk}"
    with as_owner():
        action = Action.objects.get()
        assert (action.goal, action.intervention, action.organisation) == (goal, made, people.police())


@pytest.mark.parametrize("missing", ["kind", "area", "text", "sign"])
def test_goal_misses_nothing(login, running, missing):
    response = login(people.coordinator()).post(url(running(), "add-goal"), GOAL | {missing: ""})

    with as_owner():
        assert (response.status_code, Goal.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"state": "stopped"}, "Schrijf waarom deze interventie stopt."),
        ({"state": "done", "effect": "worked"}, "Schrijf wat het opleverde."),
        ({"state": "running", "effect": "worked", "effect_text": "x"}, "Zeg eerst dat de interventie"),
        ({"state": "planned", "starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "Kies een dag na de dag"),
    ],
)
def test_intervention_says_what_is_missing(login, planned, typed, sentence):
    with as_owner():
        made = Intervention.objects.get()
    work = {"text": "x", "organisation": people.police().pk, "reason": "x", "base": planning.base_of(made)}

    response = login(people.coordinator()).post(url(planned, "change-intervention", made.pk), work | typed)

    assert sentence in response.text


def test_dropped_goal_says_why(login, planned):
    with as_owner():
        goal = Goal.objects.get()
    typed = GOAL | {"state": "dropped", "base": planning.base_of(goal)}

    response = login(people.coordinator()).post(url(planned, "change-goal", goal.pk), typed)

    assert "Schrijf waarom dit doel vervalt." in response.text


def test_action_without_goal_is_put_at_a_goal(login, running, action_for):
    case, browser = running(), login(people.case_director())
    goal, action = planning.goal(case), action_for(case)
    made = planning.intervention(goal)
    assert "Bij een doel zetten" in browser.get(url(case)).text

    browser.post(reverse("cases:tie-action", args=[action.pk]), {"goal": f"{goal.pk}-{made.pk}"})

    with as_owner():
        action.refresh_from_db()
        assert (action.goal, action.intervention) == (goal, made)


@pytest.mark.parametrize("who", ["coordinator", "police_member"])
def test_action_of_no_case_has_no_goal_to_be_put_at(login, who):
    action = factories.action(by=people.coordinator())

    response = login(getattr(people, who)()).get(reverse("cases:tie-action", args=[action.pk]))

    assert response.status_code == 404


def test_goal_moves_by_its_buttons(login, planned):
    second = planning.goal(planned, text="Tweede doel")

    login(people.coordinator()).post(url(planned, "move-goal", second.pk), {"move": "up"})

    with as_owner():
        assert Goal.objects.first() == second


# -- two people at one goal


def test_second_of_two_sees_both_texts_and_keeps_what_he_chooses(login, planned, stored):
    with as_owner():
        goal = Goal.objects.select_related("part__case").get()
    one, other, base = login(people.coordinator()), login(people.case_director()), planning.base_of(goal)

    change(goal, one, base, text="Tekst van de een", sign="Bewijs van de een")
    refused = change(goal, other, base, text="Tekst van de ander")

    assert (refused.status_code, stored(goal).text) == (409, "Tekst van de een")
    assert '<p class="facts">Tekst van de een</p>' in refused.text
    assert ">\nTekst van de ander</textarea>" in refused.text
    assert ">\nBewijs van de een</textarea>" in refused.text  # he left that as it was

    again = refused.context["form"].data
    kept = change(goal, other, again["base"], text=again["text"], sign=again["sign"])

    with as_owner():
        texts = list(GoalVersion.objects.order_by("pgh_id").values_list("text", flat=True))
    assert (kept.status_code, stored(goal).sign) == (302, "Bewijs van de een")
    assert texts == ["Geheim doel", "Tekst van de een", "Tekst van de ander"]


def test_both_answers_are_said_in_words(login, planned):
    with as_owner():
        goal = Goal.objects.select_related("part__case").get()
    base = planning.base_of(goal)

    change(goal, login(people.coordinator()), base, state="reached", reason="Gelukt")
    refused = change(goal, login(people.case_director()), base, state="partly", reason="Half")

    said = [(one.label, one.theirs, one.yours) for one in refused.context["both"]]
    assert said == [
        ("Hoe staat het ermee?", "bereikt", "deels bereikt"),
        ("Toelichting", "Gelukt", "Half"),
    ]


def test_both_interventions_are_shown(login, planned):
    with as_owner():
        made = Intervention.objects.get()
    work = {"text": made.text, "organisation": people.police().pk, "reason": made.reason, "state": "running"}
    work |= {"base": planning.base_of(made)}
    address = url(planned, "change-intervention", made.pk)

    login(people.coordinator()).post(address, work | {"organisation": people.house().pk, "ends_on": days(9)})
    refused = login(people.case_director()).post(address, work | {"ends_on": days(3), "reason": "Nabij"})

    said = [(one.label, one.yours) for one in refused.context["both"]]
    assert said == [("Waarom deze?", "Nabij"), ("Eindigt op", date_format(days(3), "j F Y"))]
    assert refused.context["form"].data["organisation"] == str(people.house().pk)
