"""Two connections at the same moment: nothing comes twice, and nobody waits for ever."""

import threading

from django.db import connection

from signals import services
from tests import people
from tests.registers import row
from tests.signals.register.conftest import confirmed, signals, stored
from zvh.actor import acting_as


def beside(person, register, said):
    """The next portion, on a connection of its own."""

    def work():
        try:
            with acting_as(person):
                said.append(services.work_on_register(register.pk))
        finally:
            connection.close()

    return threading.Thread(target=work)


def test_two_registers_at_once_make_a_row_they_share_once(committed, check):
    first, second = check(row(1), row(2)), check(row(2), row(3))
    confirmed(first)
    confirmed(second)
    person, said = people.coordinator(), []
    other = beside(person, second, said)

    with acting_as(person):
        services.work_on_register(first.pk)
        other.start()
        other.join(1)
        waited = other.is_alive()
    other.join(20)

    assert (waited, said) == (True, [True])
    assert (stored(first).made, stored(second).made, stored(second).there) == (2, 1, 1)
    assert len(signals()) == 3


def test_second_worker_leaves_a_portion_that_is_busy(committed, agree):
    register = agree(row(1), row(2))
    person, said = people.coordinator(), []
    other = beside(person, register, said)

    with acting_as(person):
        services.work_on_register(register.pk)
        other.start()
        other.join(20)

    assert said == [False]
    assert len(signals()) == 2


def test_stopping_waits_for_the_portion_that_is_busy_and_keeps_it(committed, agree, monkeypatch):
    monkeypatch.setattr("signals.models.RegisterImport.PORTION", 1)
    monkeypatch.setattr("signals.register.store.PORTION", 1)
    register = agree(row(1), row(2))
    person = people.coordinator()

    def stop():
        try:
            with acting_as(person):
                services.stop_register(register, by=person)
        finally:
            connection.close()

    other = threading.Thread(target=stop)
    with acting_as(person):
        services.work_on_register(register.pk)
        other.start()
        other.join(1)
        waited = other.is_alive()
    other.join(20)

    assert waited
    assert (stored(register).state, stored(register).made, len(signals())) == ("stopped", 1, 1)
