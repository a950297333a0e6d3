"""The clock of a weighing stands still for an outsider too."""

import pytest

from signals import services
from signals.models import Question
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.clocks import asked as waiting
from tests.signals.clocks import stop, weighing_of
from tests.signals.outside.links import asked, secret_of
from zvh.actor import acting_as

pytestmark = pytest.mark.django_db


def answer_of(one):
    with acting_as(key=secret_of(one)):
        services.answer_outside(one.question, answer="Ja.")


def answer_of_reporter(signal):
    with as_owner():
        question = Question.objects.select_related("signal").get(signal=signal)
    with acting_as(signal.reported_by):
        services.answer_question(question, by=signal.reported_by, answer="Gisteren.")


def test_question_to_an_outsider_stops_the_clock_until_it_is_no_longer_open(act):
    signal, desk = factories.signal(), people.coordinator()
    with act(desk):
        services.start_weighing(signal, by=desk)
    first, second = asked(signal), asked(signal, to_whom="buurvrouw")
    with act(desk):
        stop(signal, desk)

    with acting_as(key=secret_of(first)):
        services.answer_outside(first.question, answer="Ja.")
    after_one = weighing_of(signal).stop_id
    with act(desk):
        services.withdraw_outside(second.question, by=desk, reason="Niet meer nodig.")

    assert after_one is not None
    assert weighing_of(signal).stop_id is None


@pytest.mark.parametrize("reporter_first", [True, False])
def test_clock_waits_for_the_last_of_reporter_and_outsider(act, reporter_first):
    signal, desk = waiting(), people.coordinator()
    one = asked(signal)
    with act(desk):
        stop(signal, desk)
    answers = [answer_of_reporter, lambda _: answer_of(one)]

    first, last = answers if reporter_first else reversed(answers)
    first(signal)
    between = weighing_of(signal).stop_id
    last(signal)

    assert between is not None
    assert weighing_of(signal).stop_id is None


def test_page_offers_to_stop_the_clock_while_an_outsider_is_asked(act, login):
    signal, desk = factories.signal(), people.coordinator()
    with act(desk):
        services.start_weighing(signal, by=desk)
    browser = login(desk)
    before = browser.get(signal.get_absolute_url()).text

    asked(signal)

    assert "Klok stilzetten" not in before
    assert "Klok stilzetten" in browser.get(signal.get_absolute_url()).text
