"""A file and what was found in it go; what became a signal keeps its origin."""

from datetime import timedelta

import pytest

from signals import services
from signals.files import vault
from signals.models import RegisterState
from signals.ticks import clear_files, clear_registers
from tests import people, registers
from tests.registers import row
from tests.signals.register.conftest import aged, rows_of, stored
from zvh.actor import acting_as

pytestmark = pytest.mark.django_db


def test_thrown_away_register_leaves_no_file_and_no_rows(check, django_capture_on_commit_callbacks):
    register, by = check(row(1), row(2, datum="x")), people.coordinator()

    with django_capture_on_commit_callbacks(execute=True), acting_as(by):
        services.drop_register(register, by=by)

    assert vault.names_of(register.token) == []
    assert rows_of(register) == {}
    assert clear_registers() == 1


def test_file_and_rows_go_after_two_weeks_and_the_origin_stays(take_over, check):
    register = take_over(row(1), row(2, datum="x"))
    aged(register, days=13)
    assert clear_registers() == 0
    aged(register, days=15)

    assert clear_registers() == 1

    assert vault.names_of(register.token) == []
    assert rows_of(register) == {2: ("made", [])}
    assert stored(register).state == RegisterState.DONE
    assert check(row(1)).there == 1


def test_register_that_was_left_behind_goes_too(bring):
    register = bring(registers.csv(row()))
    aged(register, days=15)

    clear_registers()

    assert vault.names_of(register.token) == []
    assert stored(register).state == RegisterState.DROPPED


def test_hourly_cleaning_of_files_leaves_registers_alone(bring, monkeypatch):
    register = bring(registers.csv(row()))
    monkeypatch.setattr("signals.ticks.LEFT_BEHIND", timedelta(hours=-1))

    clear_files()

    assert vault.names_of(register.token) == ["register", "rows-0000", "values"]
