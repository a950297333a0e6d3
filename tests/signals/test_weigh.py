"""The criteria screen and the steps around it, as the desk sees them."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from partners.models import OrganisationKind
from signals import services
from signals.models import Outcome, Question, Share, SharingRule, Signal, Weighing, WeighingState
from tests import factories, people
from tests.conftest import as_owner
from zvh.actor import acting_as
from zvh.exceptions import WrongState
from zvh.seen import seen

pytestmark = pytest.mark.django_db


def url(name, made):
    return reverse(f"signals:{name}", args=[made.number])


def in_weighing():
    made = factories.signal()
    factories.weighed(made, WeighingState.WEIGHING)
    return made


def stored(made):
    with as_owner():
        return Weighing.objects.get(signal=made)


def share_data(**changes):
    with as_owner():
        rule = SharingRule.objects.get(
            regime="avg", legal_ground="partner_task", receiver_kind="municipality"
        )
    until = timezone.localdate() + timedelta(days=30)
    values = {
        "rule": rule.pk,
        "purpose": "Gesprek",
        "necessity": "Kent de buurt",
        "valid_until": until.isoformat(),
    }
    return values | changes


def rule_for(kind):
    with as_owner():
        return SharingRule.objects.get(regime="avg", legal_ground="partner_task", receiver_kind=kind).pk


def test_taking_a_signal_leads_to_the_criteria(login):
    made = factories.signal()

    response = login(people.coordinator()).post(url("start-weighing", made), follow=True)

    assert response.redirect_chain == [(url("weigh", made), 302)]
    assert "Meer dan één leefgebied" in response.text
    assert "Op de gevel staat een leus." in response.text
    assert stored(made).state == WeighingState.WEIGHING


def test_taking_what_a_colleague_took_says_so(login):
    made = in_weighing()

    response = login(people.expert()).post(url("start-weighing", made), follow=True)

    assert response.redirect_chain == [(made.get_absolute_url(), 302)]
    assert "In weging nemen kan niet meer" in response.text


def test_screen_of_a_signal_that_is_not_in_weighing_leads_back(login):
    made = factories.signal()

    response = login(people.coordinator()).get(url("weigh", made), follow=True)

    assert response.redirect_chain == [(made.get_absolute_url(), 302)]


def test_whole_weighing_puts_the_signal_on_the_agenda(login, decision_data):
    made = in_weighing()

    response = login(people.coordinator()).post(url("weigh", made), decision_data(), follow=True)

    assert "De weging is vastgelegd." in response.text
    assert (stored(made).state, stored(made).outcome) == (WeighingState.DONE, Outcome.ON_AGENDA)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"concrete": ""}, "Kies ja, nee of niet te zeggen."),
        ({"recent": "misschien"}, "Selecteer een geldige keuze"),
        ({"outcome": ""}, "Kies wat het beste past."),
        ({"reason": " "}, "Schrijf op waarom u dit kiest."),
        ({"reason": "a\x00b"}, "Null-tekens"),
        ({"notes": "x" * 10_001}, "10000"),
    ],
)
def test_weighing_with_a_fault_comes_back(login, decision_data, changes, sentence):
    made = in_weighing()

    response = login(people.coordinator()).post(
        url("weigh", made), decision_data(**({"notes": "Blijft staan."} | changes))
    )

    assert sentence in response.text
    assert ("Blijft staan." in response.text) == ("notes" not in changes)
    assert stored(made).state == WeighingState.WEIGHING


def test_second_weigher_gets_a_sentence_and_keeps_his_text(login, decision_data):
    made = in_weighing()
    first, second = login(people.coordinator()), login(people.expert())
    second.get(url("weigh", made))
    first.post(url("weigh", made), decision_data("trend_only"))

    response = second.post(url("weigh", made), decision_data(reason="Mijn lange overweging."))

    assert "Misschien was iemand u voor." in response.text
    assert "Mijn lange overweging." in response.text
    assert stored(made).outcome == Outcome.TREND_ONLY


def test_second_connection_waits_for_the_first_and_then_loses(committed):
    """Two weighers at the same moment: the lock on the signal decides, nothing is written twice."""
    with transaction.atomic():
        made, first, second = in_weighing(), people.coordinator(), people.expert()
    second_says = []

    def weigh_too():
        try:
            with acting_as(second):
                services.decide(made, by=second, outcome=Outcome.ON_AGENDA, reason="b", criteria=all_yes())
        except WrongState as refused:
            second_says.append(str(refused))
        finally:
            connection.close()

    other = threading.Thread(target=weigh_too)
    with acting_as(first):
        services.decide(made, by=first, outcome=Outcome.TREND_ONLY, reason="a", criteria=all_yes())
        other.start()
        other.join(1)  # it waits for the lock
        waited = other.is_alive()
    other.join(20)

    assert waited
    assert ["iemand u voor" in said for said in second_says] == [True]
    assert stored(made).outcome == Outcome.TREND_ONLY


def all_yes():
    return dict.fromkeys(Weighing.CRITERIA, "yes")


def test_criteria_are_kept_half_way_with_the_outcome_still_on_the_page(login):
    made = in_weighing()

    response = login(people.coordinator()).post(
        url("criteria", made),
        {
            "concrete": "yes",
            "notes": "Bellen",
            "notes_seen": seen(""),
            "outcome": "trend_only",
            "reason": "Half af",
        },
    )

    assert "De criteria zijn bewaard." in response.text
    assert "Half af" in response.text
    kept = stored(made)
    assert (kept.state, kept.concrete, kept.recent, kept.notes, kept.outcome) == (
        WeighingState.WEIGHING,
        "yes",
        "",
        "Bellen",
        "",
    )


# -- outcomes that share


def test_care_route_shares_with_the_municipality(login, decision_data):
    factories.sharing_rules()
    made = in_weighing()

    login(people.coordinator()).post(url("weigh", made), decision_data("care_route") | share_data())

    with as_owner():
        assert [share.organisation for share in Share.objects.all()] == [people.municipality().organisation]


def test_police_route_shares_with_the_organisation_that_was_chosen(login, decision_data):
    factories.sharing_rules()
    made, om = in_weighing(), people.organisation("OM", OrganisationKind.PROSECUTION, house=people.house())
    data = decision_data("police") | share_data(receiver=om.pk, rule=rule_for("prosecution"))

    login(people.coordinator()).post(url("weigh", made), data)

    with as_owner():
        assert [share.organisation for share in Share.objects.all()] == [om]


def test_care_route_without_share_comes_back_with_each_field_named(login, decision_data):
    factories.sharing_rules()
    made = in_weighing()

    response = login(people.coordinator()).post(url("weigh", made), decision_data("care_route"))

    wrong = set(response.context["form"].errors)
    assert wrong == {"rule", "purpose", "necessity", "valid_until"}
    assert stored(made).state == WeighingState.WEIGHING


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"receiver": ""}, "receiver"),
        ({"receiver": "municipality"}, "receiver"),
        ({"rule": "municipality"}, "rule"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
        ({"valid_until": "2036-01-01"}, "valid_until"),
    ],
)
def test_police_route_with_a_wrong_share_decides_nothing(login, decision_data, changes, field):
    factories.sharing_rules()
    made, police = in_weighing(), people.police()
    if changes.get("receiver") == "municipality":
        changes = {"receiver": people.municipality().organisation.pk}
    if changes.get("rule"):
        changes = {"rule": rule_for("municipality")}
    data = decision_data("police") | share_data(receiver=police.pk, rule=rule_for("police")) | changes

    response = login(people.coordinator()).post(url("weigh", made), data)

    assert set(response.context["form"].errors) == {field}
    assert stored(made).state == WeighingState.WEIGHING


def test_receivers_of_another_house_are_not_offered(login):
    factories.sharing_rules()
    people.organisation("Politie elders", OrganisationKind.POLICE, house=people.house("Ander huis"))

    assert "Politie elders" not in login(people.coordinator()).get(url("weigh", in_weighing())).text


# -- the steps around it


def test_question_to_the_reporter_is_asked_once_more_or_passed_by(login):
    made, desk = in_weighing(), people.coordinator()
    browser = login(desk)

    browser.post(url("ask-reporter", made), {"text": "Waar was het?"})
    browser.post(url("ask-reporter", made), {"text": "En wanneer?"})
    asked = stored(made).state
    browser.post(url("go-on-without-answer", made))

    with as_owner():
        assert Question.objects.count() == 2
    assert (asked, stored(made).state) == (WeighingState.ASKED, WeighingState.WEIGHING)


def test_question_that_comes_too_late_keeps_its_text(login, decision_data):
    made = in_weighing()
    browser = login(people.coordinator())
    browser.post(url("weigh", made), decision_data("trend_only"))

    response = browser.post(url("ask-reporter", made), {"text": "Mijn vraag"})

    assert "kan niet meer" in response.text
    assert "Mijn vraag" in response.text


def test_no_action_is_returned_and_then_confirmed_by_somebody_else(login, decision_data):
    made = in_weighing()
    first, second = login(people.coordinator()), login(people.expert())

    first.post(url("weigh", made), decision_data("no_action"))
    second.post(url("return-to-weighing", made), {"reason": "Kijk naar de school."})
    returned = stored(made).state
    first.post(url("weigh", made), decision_data("no_action"))
    own = first.post(url("confirm-no-action", made), follow=True)
    second.post(url("confirm-no-action", made))

    assert returned == WeighingState.WEIGHING
    assert "Vraag een collega" in own.text
    assert stored(made).state == WeighingState.DONE
    with as_owner():
        assert Signal.objects.get().safe_status == "closed"


def test_done_is_weighed_again_with_a_reason(login, decision_data):
    made = in_weighing()
    browser = login(people.coordinator())
    browser.post(url("weigh", made), decision_data("trend_only"))

    refused = browser.post(url("weigh-again", made), {"reason": ""})
    browser.post(url("weigh-again", made), {"reason": "Er kwam een tweede melding."})

    assert "Schrijf op waarom u opnieuw weegt." in refused.text
    assert stored(made).state == WeighingState.WEIGHING


@pytest.mark.parametrize("name", ["start-weighing", "go-on-without-answer", "confirm-no-action", "criteria"])
def test_changes_are_posts(login, name):
    assert login(people.coordinator()).get(url(name, factories.signal())).status_code == 405


STEPS = ("weigh", "criteria", "start-weighing", "ask-reporter", "go-on-without-answer", "confirm-no-action")


@pytest.mark.parametrize("name", [*STEPS, "return-to-weighing", "weigh-again"])
def test_somebody_at_the_open_table_reads_the_weighing_and_changes_nothing(login, name):
    made, member = in_weighing(), people.municipality_member()
    meeting = factories.meeting(state="released", invited=[people.municipality().organisation])
    factories.item(meeting, signals=[made], table=[people.municipality().organisation])
    browser = login(member)

    assert browser.get(made.get_absolute_url()).status_code == 200
    assert browser.post(url(name, made)).status_code == 403


def test_database_refuses_the_same_second_person():
    desk, made = people.coordinator(), factories.signal()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.weighed(
            made,
            WeighingState.DONE,
            outcome=Outcome.NO_ACTION,
            reason="x",
            decided_by=desk,
            decided_at=timezone.now(),
            confirmed_by=desk,
            confirmed_at=timezone.now(),
        )


@pytest.mark.parametrize("count", [1, 50])
def test_screen_takes_the_same_queries_with_1_and_with_50(login, count_queries, count):
    made, desk = in_weighing(), people.coordinator()
    factories.sharing_rules()
    for index in range(count):
        people.organisation(f"Politie {index}", OrganisationKind.POLICE, house=people.house())
        with as_owner():
            Question.objects.create(signal=made, text="Waar?", asked_by=desk)
    browser = login(desk)

    assert count_queries(lambda: browser.get(url("weigh", made))) == 6
