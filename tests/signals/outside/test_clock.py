"""The clock of a weighing stands still for an outsider too."""

import pytest

from signals import services
from tests import factories, people
from tests.signals.clocks import stop, weighing_of
from tests.signals.outside.links import asked, secret_of
from zvh.actor import acting_as

pytestmark = pytest.mark.django_db


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
