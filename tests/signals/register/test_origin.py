"""A signal out of an old register: what its page says to whom, and that nobody is asked about it."""

import pytest
from django.urls import reverse

from tests import factories, people
from tests.registers import row
from tests.signals.register.conftest import signals, text_of

pytestmark = pytest.mark.django_db


def test_signal_says_to_the_desk_where_it_came_from(take_over, login):
    take_over(row(7))
    (signal,) = signals()

    shown = text_of(login(people.expert()).get(signal.get_absolute_url()))

    assert "Uit het oude register" in shown
    assert "R-007" in shown
    assert "Toen gemeld door" in shown
    assert "Overgenomen uit het register, rij 2" in shown


def test_receiver_of_a_share_sees_that_it_came_from_the_register_and_no_more(take_over, login):
    take_over(row(7))
    (signal,) = signals()
    factories.share(signal, people.police(), by=people.coordinator())

    shown = text_of(login(people.police_member()).get(signal.get_absolute_url()))

    assert "Overgenomen uit het register, rij 2" in shown
    assert "R-007" not in shown
    assert "Toen gemeld door" not in shown


def test_nobody_is_asked_about_an_imported_signal(take_over, login):
    take_over(row())
    (signal,) = signals()
    factories.weighed(signal)
    browser = login(people.coordinator())

    shown = text_of(browser.get(signal.get_absolute_url()))
    asked = browser.post(reverse("signals:ask-reporter", args=[signal.number]), {"text": "Wie?"})

    assert "Vraag aan de melder stellen" not in shown
    assert "Er is geen melder" in text_of(asked)
    assert browser.get(reverse("signals:message", args=[signal.number])).status_code == 404
