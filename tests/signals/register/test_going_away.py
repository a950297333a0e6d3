"""A file and what was found in it go; what became a signal keeps its origin."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from signals import services
from signals.files import vault
from signals.models import RegisterImport, RegisterRow, RegisterState
from signals.register.values import mark_of
from signals.ticks import clear_files, clear_registers, work_on_registers
from tests import people, registers
from tests.conftest import as_owner
from tests.registers import row
from tests.signals.register.conftest import aged, page, rows_of, stored, text_of
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


def everything_kept():
    """Every table whole, as one text."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for name in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{name}\" t")  # noqa: S608
            found += cursor.fetchone()
    return "".join(found)


def test_no_word_of_a_file_is_left_in_any_table_also_not_of_a_row_that_was_taken_for_names(house):
    content = registers.excel(
        ["2-3-2024", "Quarkdorp", "Snorfelt ook", "x"],
        headers=["Zwamneus", "Gribbelstad", "Fnuikt hier", "Plorkt"],
        first="Blad Wirwarrel",
    )
    by = people.coordinator()
    with acting_as(by):
        register = services.bring_register(by=by, house=house, name="Krabbelaar.xlsx", content=content)
        matched = {"0": "observed_on", "1": "municipality", "2": "facts"}
        services.match_columns(register, by=by, columns=matched, regime="avg")
        services.check_register(
            register, by=by, choices={"municipality": {mark_of("Quarkdorp"): people.municipality().pk}}
        )
    work_on_registers()
    words = ("Zwamneus", "Gribbelstad", "Fnuikt", "Plorkt", "Wirwarrel", "Krabbelaar")
    before = everything_kept()
    assert [word for word in words if word not in before] == []
    aged(register, days=15)

    clear_registers()

    kept = everything_kept()
    assert [word for word in (*words, "Quarkdorp", "Snorfelt") if word.casefold() in kept.casefold()] == []


def test_page_of_what_was_read_before_says_day_who_and_how_many_of_a_file_that_is_gone(take_over, login):
    register = take_over(row(1))
    aged(register, days=15)
    clear_registers()
    browser = login(people.coordinator())

    listed = text_of(browser.get(page("registers")))
    shown = text_of(browser.get(page("register", register)))

    assert "gewist bestand" in listed
    assert '<td data-label="Overgenomen">1</td>' in listed
    assert str(people.coordinator()) in listed
    assert "Het bestand is gewist" in shown


def test_file_with_the_same_columns_is_read_as_before_when_that_one_is_gone(check, bring):
    register = check(row(1), columns={"1": "observed_on", "2": "municipality", "0": "facts"}, regime="wpg")
    aged(register, days=15)
    clear_registers()

    again = bring(registers.csv(row(2)))

    assert again.columns == {"1": "observed_on", "2": "municipality", "0": "facts"}
    assert (again.choices, again.regime) == ({}, "wpg")


def test_hourly_cleaning_of_files_leaves_registers_alone(bring, monkeypatch):
    register = bring(registers.csv(row()))
    monkeypatch.setattr("signals.ticks.LEFT_BEHIND", timedelta(hours=-1))

    clear_files()

    assert vault.names_of(register.token) == ["register", "rows-0000", "values"]


def test_row_of_before_is_known_by_its_hash_after_the_migration(take_over, check):
    register = take_over(row(1))
    mended = import_module("signals.migrations.0014_register_mended")
    with as_owner():
        RegisterRow.objects.filter(register=register).update(identity="k:r-001")

        mended.hash_references(apps, None)
        mended.hash_references(apps, None)

    assert check(row(1)).there == 1


def test_words_of_a_file_that_was_cleared_before_go_with_the_migration(take_over):
    register = take_over(row(1))
    with as_owner():
        RegisterImport.objects.filter(pk=register.pk).update(cleared_at=register.ended_at)

        import_module("signals.migrations.0014_register_mended").clear_again(apps, None)

    kept = stored(register)
    assert (kept.name, kept.headers, kept.columns, kept.choices) == ("", [], {}, {})
