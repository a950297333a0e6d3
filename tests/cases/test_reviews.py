"""Reviews at least every half year, and resting, going on and lasting longer with a reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.models import HALF_A_YEAR, Case, CaseState, Review, Term
from tests import people
from tests.cases import planning
from tests.cases.closing import ENDING
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
WORDS = {"necessity": "a", "proportionality": "b", "works": "c", "reason": "d"}


def found(**changes):
    """What a review says, as keywords of the service."""
    answers = {"held_on": TODAY, "outcome": "go_on", "next_on": TODAY + timedelta(days=90)}
    return answers | {"is_necessary": True, "is_proportionate": True} | WORDS | changes


def sent(**changes):
    """The same, as a browser sends it."""
    answers = {"held_on": TODAY, "outcome": "go_on", "next_on": TODAY + timedelta(days=90)}
    return answers | {"is_necessary": "yes", "is_proportionate": "yes"} | WORDS | changes


def now(case):
    with as_owner():
        return Case.objects.get(pk=case.pk)


def test_new_case_is_reviewed_within_half_a_year(act, opening):
    with act(people.coordinator()):
        case = services.open_case(people.house().house_profile, by=people.coordinator(), **opening())

    assert (case.review_on, case.review_is_late) == (TODAY + timedelta(days=HALF_A_YEAR), False)


@pytest.mark.parametrize("who", ["case_director", "coordinator"])
def test_review_sets_the_day_of_the_next(act, running, who):
    case, user = running(), getattr(people, who)()

    with act(user):
        services.record_review(case, by=user, **found())

    assert now(case).review_on == TODAY + timedelta(days=90)


def test_review_that_says_close_leaves_a_red_case_until_it_is_closed(act, running):
    case, director = running(), people.case_director()

    with act(director):
        services.record_review(case, by=director, **found(outcome="close", next_on=None))

    assert (now(case).review_on, now(case).review_is_late) == (None, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"next_on": TODAY + timedelta(days=HALF_A_YEAR + 1)},
        {"next_on": TODAY},
        {"is_necessary": False},
        {"is_proportionate": False, "outcome": "scale_up"},
    ],
)
def test_review_that_cannot_be_is_refused(act, running, wrong):
    case, director = running(), people.case_director()

    with act(director), pytest.raises(WrongState):
        services.record_review(case, by=director, **found(**wrong))
    with as_owner():
        assert Review.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"next_on": TODAY + timedelta(days=HALF_A_YEAR + 1)},
        {"next_on": None},
        {"is_necessary": False},
        {"works": ""},
        {"outcome": "close"},
    ],
)
def test_database_refuses_a_review_that_cannot_be(running, wrong):
    case = running()

    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(case=case, recorded_by=people.case_director(), **found(**wrong))


def test_review_is_recorded_by_who_directs(act, running):
    case, member = running(), people.police_member()

    with act(member), pytest.raises(NotAllowed):
        services.record_review(case, by=member, **found())


def test_review_never_changes(act, running):
    case, director = running(), people.case_director()
    with act(director):
        services.record_review(case, by=director, **found())

    with act(people.coordinator()), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Review.objects.update(outcome="close")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "Deze dag komt nog."),
        ({"is_necessary": "no"}, "kies dan afschalen of sluiten"),
        ({"next_on": ""}, "Kies wanneer u opnieuw evalueert."),
        ({"next_on": TODAY + timedelta(days=HALF_A_YEAR + 1)}, "meer dan een half jaar"),
        ({"next_on": TODAY - timedelta(days=1)}, "Kies een dag die nog komt."),
        ({"works": ""}, "Vul dit in."),
    ],
)
def test_wrong_review_comes_back_as_typed(login, running, changes, sentence):
    case = running()

    page = login(people.case_director()).post(
        reverse("cases:record-review", args=[case.number]), sent(necessity="Hij is nog niet los.", **changes)
    )

    assert sentence in page.text
    assert "Hij is nog niet los." in page.text


@pytest.mark.parametrize(
    "answers", [{}, {"outcome": "close", "next_on": ""}, {"is_necessary": "no", "outcome": "scale_down"}]
)
def test_review_through_the_page(login, running, answers):
    case = running()

    page = login(people.case_director()).post(
        reverse("cases:record-review", args=[case.number]), sent(**answers), follow=True
    )

    assert page.redirect_chain == [(reverse("cases:reviews", args=[case.number]), 302)]
    assert "De evaluatie is vastgelegd." in page.text


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (-1, True)])
def test_case_without_a_review_in_time_turns_red(login, running, days, is_late):
    case = running(review_on=TODAY + timedelta(days=days))
    browser = login(people.police_member())

    shown = [browser.get(url).text for url in (case.get_absolute_url(), reverse("cases:list"))]

    assert ["te laat" in shown[0], "evaluatie te laat" in shown[1]] == [is_late, is_late]


@pytest.mark.parametrize("who", ["coordinator", "case_director", "police_member"])
@pytest.mark.parametrize("count", [1, 30])
def test_reviews_take_a_fixed_number_of_queries(login, running, count_queries, who, count):
    case = running()
    with as_owner():
        for _ in range(count):
            Review.objects.create(case=case, recorded_by=people.case_director(), **found())
    browser = login(getattr(people, who)())

    taken = count_queries(lambda: browser.get(reverse("cases:reviews", args=[case.number])))

    assert taken == {"coordinator": 11, "case_director": 12, "police_member": 11}[who]


# -- per goal


def of_goals(act, case, **changes):
    director = people.case_director()
    with act(director):
        return services.record_review(case, by=director, **found(**changes))


def test_review_says_of_each_goal_whether_it_works(act, login, running):
    case = running()
    first, second = planning.goal(case), planning.goal(case, text="Vaste dagbesteding.")
    of_goals(act, case, goals=[(first, "works", ""), (second, "not", "De plek is nog niet rond.")])

    page = login(people.police_member()).get(reverse("cases:reviews", args=[case.number]))

    assert ["Vaste dagbesteding." in page.text, "De plek is nog niet rond." in page.text] == [True, True]


def test_who_does_not_read_the_plan_reads_no_goals_in_a_review(act, login, running):
    case = running(parts=["agreements"])
    of_goals(act, case, goals=[(planning.goal(case, text="Vaste dagbesteding."), "not", "Niet rond.")])

    page = login(people.police_member()).get(reverse("cases:reviews", args=[case.number]))

    assert ["Vaste dagbesteding." in page.text, "Niet rond." in page.text] == [False, False]


def test_form_asks_about_every_goal_that_runs(login, running):
    case = running()
    runs, works = planning.goal(case), planning.goal(case, text="Werkt al.")
    planning.goal(case, text="Bereikt doel.", state="reached")
    browser, url = login(people.case_director()), reverse("cases:record-review", args=[case.number])

    asked = browser.get(url)
    refused = browser.post(url, sent(**{f"goal_{runs.pk}": "not", f"goal_{works.pk}": "works"}))
    missing = browser.post(url, sent(**{f"goal_{runs.pk}": "works"}))
    answers = {f"goal_{runs.pk}": "not", f"goal_{runs.pk}_text": "Te druk.", f"goal_{works.pk}": "works"}
    kept = browser.post(url, sent(**answers), follow=True)

    assert ["Doel: Werkt al." in asked.text, "Bereikt doel." in asked.text] == [True, False]
    assert "Schrijf wat er niet werkt." in refused.text
    assert "Kies een antwoord." in missing.text
    assert "Te druk." in kept.text


# -- resting, going on, lasting longer


def test_case_rests_and_goes_on(act, running):
    case, coordinator = running(), people.coordinator()
    until = TODAY + timedelta(days=40)

    with act(coordinator):
        services.suspend_case(case, by=coordinator, until=until, reason="De opvang is dicht.")
        rests = now(case)
        services.resume_case(case, by=coordinator, reason="De opvang is weer open.")
        told = list(case.events.order_by("pk").values_list("text", flat=True))

    assert (rests.state, rests.suspended_until) == (CaseState.SUSPENDED, until)
    assert (now(case).state, now(case).suspended_until) == (CaseState.OPEN, None)
    assert told == [f"De aanpak is opgeschort tot {until:%d-%m-%Y}", "De aanpak is weer opgepakt"]


def test_case_lasts_longer_with_a_reason(act, running):
    case, coordinator = running(runs_until=TODAY - timedelta(days=1)), people.coordinator()
    until = TODAY + timedelta(days=60)

    with act(coordinator):
        over_time = now(case).is_over_time
        services.extend_case(case, by=coordinator, until=until, reason="De rechter beslist in maart.")
        said = [(one.kind, one.until, one.reason) for one in Term.objects.all()]

    assert (over_time, now(case).runs_until, now(case).is_over_time) == (True, until, False)
    assert said == [("extended", until, "De rechter beslist in maart.")]


@pytest.mark.parametrize("days", [-1, 0, 20])
def test_extending_goes_forward(act, running, days):
    case, coordinator = running(runs_until=TODAY + timedelta(days=20)), people.coordinator()

    with act(coordinator), pytest.raises(WrongState, match="Kies een dag na"):
        services.extend_case(case, by=coordinator, until=TODAY + timedelta(days=days), reason="x")


@pytest.mark.parametrize("who", ["case_director", "police_member"])
def test_term_is_of_the_coordinator(act, running, who):
    case, user = running(), getattr(people, who)()

    with act(user):
        for step in (services.suspend_case, services.extend_case):
            with pytest.raises(NotAllowed):
                step(case, by=user, until=TODAY + timedelta(days=300), reason="x")


@pytest.mark.parametrize("first", ["suspend_case", "resume_case"])
def test_rest_begins_and_ends_once(act, running, first):
    case, coordinator = running(), people.coordinator()

    with act(coordinator):
        if first == "suspend_case":
            services.suspend_case(case, by=coordinator, until=TODAY + timedelta(days=9), reason="x")
            with pytest.raises(WrongState, match="kan niet meer"):
                services.suspend_case(case, by=coordinator, until=TODAY + timedelta(days=9), reason="x")
        else:
            with pytest.raises(WrongState, match="kan niet meer"):
                services.resume_case(case, by=coordinator, reason="x")


def test_resting_case_is_in_the_list_and_can_be_closed(act, login, running):
    case, coordinator = running(title="Rustende aanpak"), people.coordinator()
    with act(coordinator):
        services.suspend_case(case, by=coordinator, until=TODAY + timedelta(days=9), reason="x")

    page = login(coordinator).get(reverse("cases:list"))
    with act(coordinator):
        services.close_case(case, by=coordinator, **ENDING)

    assert "Rustende aanpak" in page.text
    assert (now(case).state, now(case).suspended_until) == (CaseState.CLOSED, None)


def test_term_through_the_pages(login, running):
    case, browser = running(runs_until=TODAY + timedelta(days=20)), login(people.coordinator())
    address = {name: reverse(f"cases:{name}", args=[case.number]) for name in ("suspend", "resume", "extend")}
    later = TODAY + timedelta(days=30)

    past = browser.post(address["suspend"], {"until": TODAY, "reason": "De opvang is dicht."})
    rests = browser.post(address["suspend"], {"until": later, "reason": "De opvang is dicht."}, follow=True)
    runs = browser.post(address["resume"], {"reason": "Weer open."}, follow=True)
    too_soon = browser.post(address["extend"], {"until": TODAY + timedelta(days=19), "reason": "Nodig."})
    longer = browser.post(address["extend"], {"until": later, "reason": "Nodig."}, follow=True)

    assert f"Kies een dag na {TODAY:%d-%m-%Y}." in past.text
    assert "De opvang is dicht." in past.text
    assert "Weer oppakken" in rests.text
    assert "Opschorten" in runs.text
    assert f"Kies een dag na {case.runs_until:%d-%m-%Y}." in too_soon.text
    assert "De aanpak is verlengd." in longer.text


@pytest.mark.parametrize("who", ["case_director", "police_member", "officer"])
@pytest.mark.parametrize("name", ["suspend", "resume", "extend"])
def test_pages_of_the_term_are_for_the_coordinator(login, running, who, name):
    response = login(getattr(people, who)()).get(reverse(f"cases:{name}", args=[running().number]))

    assert response.status_code == (404 if who == "officer" else 403)
