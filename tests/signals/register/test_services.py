"""A register is brought, matched, looked at and agreed on: by whom, what is kept, and what is said of each row."""

from contextlib import suppress
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from signals import services
from signals.files import vault
from signals.models import RegisterImport, RegisterRow, RegisterState
from signals.register import store
from signals.register.refused import Refused
from signals.register.rows import MISSING, NO_DATE, NOT_OURS
from signals.register.values import mark_of
from signals.ticks import work_on_registers
from tests import people, registers
from tests.conftest import as_owner
from tests.registers import HEADERS, row
from tests.signals.register.conftest import end_role, lines, rows_of, signals, stored
from zvh.actor import acting_as
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


# -- bringing and matching


def test_file_is_read_and_lies_encrypted(bring):
    content = registers.csv(row(1), row(2))

    register = bring(content)

    assert (register.rows, register.state) == (2, RegisterState.MATCHING)
    assert register.columns["3"] == "facts"
    assert vault.names_of(register.token) == ["register", "rows-0000", "values"]
    with vault._store().open(f"{register.token}/register") as file:
        assert b"Leus" not in file.read()
    assert lines("bring_register") == [("register", {"rows": 2})]


def test_file_that_cannot_be_read_leaves_nothing(bring, house):
    with pytest.raises(Refused):
        bring(b"")

    with as_owner():
        assert not RegisterImport.objects.exists()


@pytest.mark.parametrize("who", [people.expert, people.police_member, people.administrator])
def test_only_a_coordinator_brings_a_register(who, bring):
    with pytest.raises(NotAllowed):
        bring(registers.csv(row()), by=who())


def test_coordinator_of_another_house_brings_none_here(bring):
    with pytest.raises(NotAllowed):
        bring(registers.csv(row()), by=people.coordinator("Ver", of=people.house("Huis Ver")))


def test_other_sheet_is_read_instead(bring):
    register = bring(registers.excel(row(1), Oud=[HEADERS, row(7), row(8)]))
    by = people.coordinator()

    with acting_as(by):
        services.choose_sheet(register, by=by, sheet="Oud")

    assert (stored(register).sheet, stored(register).rows) == ("Oud", 2)


def test_other_sheet_replaces_the_bytes_of_the_first_when_it_is_certain(
    bring, django_capture_on_commit_callbacks
):
    register, by = bring(registers.excel(row(1), Oud=[HEADERS, row(7), row(8)])), people.coordinator()

    with django_capture_on_commit_callbacks(execute=True), acting_as(by):
        services.choose_sheet(register, by=by, sheet="Oud")

    assert vault.names_of(register.token) == []
    chosen = stored(register).token
    assert vault.names_of(chosen) == ["register", "rows-0000", "values"]
    assert [cells[0] for _, cells in store.portion(chosen, 0)] == ["R-007", "R-008"]


def test_sheet_that_is_chosen_in_a_transaction_that_fails_leaves_the_first_one_whole(
    bring, django_capture_on_commit_callbacks
):
    register, by = bring(registers.excel(row(1), Oud=[HEADERS[::-1], row(7)[::-1]])), people.coordinator()

    kept = django_capture_on_commit_callbacks(execute=True)
    with kept, acting_as(by), suppress(IntegrityError), transaction.atomic():
        services.choose_sheet(register, by=by, sheet="Oud")
        RegisterImport.objects.filter(pk=register.pk).update(house=None)

    assert (stored(register).sheet, stored(register).headers) == ("Register", HEADERS)
    assert store.portion(stored(register).token, 0) == [[2, row(1)]]


def test_same_columns_are_read_as_the_last_time_also_in_another_order(check, bring):
    turned = HEADERS[::-1]
    check(
        row(melder="Jan"),
        columns={"1": "observed_on", "2": "municipality", "0": "facts"},
        choices={"reporter_function": {mark_of("Jan"): "wijkagent"}},
        regime="wpg",
    )

    register = bring(registers.csv(row(2)[::-1], headers=turned))

    assert register.columns == {"6": "observed_on", "5": "municipality", "7": "facts"}
    assert register.choices == {"reporter_function": {mark_of("Jan"): "wijkagent"}}
    assert register.regime == "wpg"


def test_matching_of_one_house_is_not_proposed_to_another(check, bring):
    check(row(), columns={"1": "observed_on", "2": "municipality", "0": "facts"})
    far = people.house("Huis Ver")

    register = bring(registers.csv(row()), by=people.coordinator("Ver", of=far), of=far)

    assert register.columns["3"] == "facts"


def test_value_is_kept_as_a_mark_and_never_in_words(check):
    register = check(
        row(melder="Jan Jansen"), choices={"reporter_function": {mark_of("Jan Jansen"): "anders"}}
    )

    with as_owner():
        kept = str(RegisterImport.objects.filter(pk=register.pk).values()) + str(
            RegisterRow.objects.filter(register=register).values()
        )
    assert "Jansen" not in kept


# -- looking at the rows


def test_rows_are_looked_at_in_the_background(check, bring):
    register = bring(registers.csv(row()))
    by = people.coordinator()
    with acting_as(by):
        services.check_register(register, by=by, choices={})

    assert stored(register).state == RegisterState.CHECKING
    assert work_on_registers() == 1
    assert (stored(register).state, stored(register).ready) == (RegisterState.CHECKED, 1)


def test_each_error_names_row_column_and_what_to_do_and_no_text(check):
    register = check(row(1, datum="gisteren"), row(2, gemeente="Ergensdorp"), row(3, omschrijving=""), row(4))

    assert rows_of(register) == {
        2: ("wrong", [["Datum", NO_DATE]]),
        3: ("wrong", [["Gemeente", NOT_OURS]]),
        4: ("wrong", [["Omschrijving", MISSING["facts"]]]),
        5: ("ready", []),
    }
    assert (register.ready, register.there, register.wrong) == (1, 0, 3)


def test_rows_are_counted_per_outcome_for_who_must_agree(check):
    register = check(row(1, uitkomst="geen actie"), row(2, uitkomst="geen actie"), row(3), row(4, datum="x"))

    assert register.outcomes_in_words == ["2 geen actie", "1 te wegen"]


def test_municipality_of_another_house_is_not_known(check):
    people.municipality("Verstad", of=people.house("Huis Ver"))

    register = check(row(gemeente="Verstad"))

    assert rows_of(register)[2][0] == "wrong"


def test_same_reference_twice_in_a_file_is_an_error_that_names_the_first(check):
    register = check(row(1), row(1, omschrijving="Iets anders."))

    assert rows_of(register)[3] == (
        "wrong",
        [["", "Deze rij is dezelfde als rij 2. Haal een van beide weg, of geef ze elk een eigen kenmerk."]],
    )


def test_double_is_found_in_a_later_portion(check, monkeypatch):
    monkeypatch.setattr(RegisterImport, "PORTION", 2)
    monkeypatch.setattr("signals.register.store.PORTION", 2)

    register = check(row(1), row(2), row(3), row(1))

    assert {line: state for line, (state, _) in rows_of(register).items()} == {
        2: "ready",
        3: "ready",
        4: "ready",
        5: "wrong",
    }


def test_rows_with_personal_data_are_counted_per_column_and_nothing_of_it_is_kept(check):
    register = check(row(1, omschrijving="Bel Jan de Vries op 06-12345678."), row(2))

    assert (register.personal_rows, register.personal) == (1, {"Omschrijving": 1})


def test_column_that_is_not_taken_is_not_scanned(check):
    headers = ["Datum", "Gemeente", "Omschrijving", "Contact"]
    content = registers.csv(["1-2-2024", "Hoorn", "Leus op de gevel", "06-12345678"], headers=headers)

    register = check(content=content, columns={"0": "observed_on", "1": "municipality", "2": "facts"})

    assert register.personal == {}


def test_looking_again_forgets_what_was_found_before(check):
    register, by = check(row(1, datum="x"), row(2)), people.coordinator()

    with acting_as(by):
        services.check_register(register, by=by, choices={})
    work_on_registers()

    assert (stored(register).ready, stored(register).wrong, len(rows_of(register))) == (1, 1, 2)


def test_register_without_its_three_columns_is_not_looked_at(bring):
    register, by = bring(registers.csv(row())), people.coordinator()

    with acting_as(by):
        services.match_columns(register, by=by, columns={"1": "observed_on"}, regime="avg")
        with pytest.raises(WrongState):
            services.check_register(register, by=by, choices={})


# -- two people


def test_register_without_a_right_row_is_not_proposed(check):
    register, by = check(row(datum="x")), people.coordinator()

    with acting_as(by), pytest.raises(WrongState):
        services.propose_register(register, by=by)


def test_proposal_is_mailed_to_the_house_without_content(check, django_capture_on_commit_callbacks):
    register, by = check(row()), people.coordinator()

    with django_capture_on_commit_callbacks(execute=True), acting_as(by):
        services.propose_register(register, by=by)

    (sent,) = mail.outbox
    assert sent.to == ["huis@test.example"]
    assert "Leus" not in sent.body + sent.subject
    assert "register.csv" not in sent.body + sent.subject


def test_nobody_agrees_with_himself(check):
    register, by = check(row()), people.coordinator()

    with acting_as(by):
        services.propose_register(register, by=by)
        with pytest.raises(WrongState):
            services.confirm_register(register, by=by)
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        RegisterImport.objects.filter(pk=register.pk).update(confirmed_by=by, confirmed_at=timezone.now())


def test_what_two_people_agreed_on_is_not_taken_over_by_a_third(agree):
    register, third = agree(row()), people.coordinator("Ander")

    for change in ({"proposed_by": third}, {"confirmed_by": third}, {"token": uuid4()}):
        with acting_as(third), pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
            RegisterImport.objects.filter(pk=register.pk).update(**change)


def test_nothing_starts_without_agreement(check):
    register = check(row())

    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        RegisterImport.objects.filter(pk=register.pk).update(state=RegisterState.RUNNING)


def test_colleague_gives_it_back(check):
    register, by, second = check(row()), people.coordinator(), people.expert()
    with acting_as(by):
        services.propose_register(register, by=by)

    with acting_as(second):
        services.return_register(register, by=second)

    assert (stored(register).state, stored(register).proposed_by) == (RegisterState.CHECKED, None)


def test_proposal_of_somebody_whose_role_ended_makes_nothing(check):
    register, by, second = check(row()), people.coordinator(), people.expert()
    with acting_as(by):
        services.propose_register(register, by=by)
    end_role(by)

    with acting_as(second):
        services.confirm_register(register, by=second)
    work_on_registers()

    assert (stored(register).state, stored(register).stop_reason) == (RegisterState.STOPPED, "membership")
    assert signals() == []
