"""A register becomes signals: what they say, nothing twice, how it stops and goes on, and how it goes away."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from partners.models import Key, Theme
from partners.workdays import add_workdays
from signals import services
from signals.files import vault
from signals.models import Event, RegisterImport, RegisterRow, RegisterState, Signal
from signals.queries import sources_of
from signals.ticks import work_on_registers
from tests import factories, people, registers
from tests.conftest import as_owner
from tests.registers import row
from tests.signals.register.conftest import aged, confirmed, end_role, lines, signals, stored, text_of
from zvh.actor import acting_as, digest
from zvh.celery import app
from zvh.exceptions import WrongState

pytestmark = pytest.mark.django_db


# -- becoming signals


def test_row_without_an_outcome_becomes_a_signal_to_weigh(take_over):
    register = take_over(row(1), regime="wpg")

    (signal,) = signals()
    assert (signal.title, signal.facts) == ("Leus 1 op de gevel van het buurthuis.",) * 2
    assert (signal.observed_on, signal.municipality.name) == (date(2024, 3, 14), "Hoorn")
    assert timezone.localdate(signal.submitted_at) == date(2024, 3, 14)
    assert (signal.reporter_function, signal.regime, signal.safe_status) == ("wijkagent", "wpg", "received")
    assert (signal.weighing.state, signal.weighing.due_on) == ("new", add_workdays(timezone.localdate(), 5))
    assert (signal.source_reliability, signal.information_reliability) == ("untested", "not_known")
    with as_owner():
        assert [theme.name for theme in signal.themes.all()] == ["wonen"]
        assert [event.text for event in Event.objects.filter(signal=signal)] == [
            "Overgenomen uit het register, rij 2"
        ]
    assert (register.state, register.made, register.there, register.wrong) == (RegisterState.DONE, 1, 0, 0)
    assert lines("import_signals") == [("register", {"made": 1, "lines": [2, 2]})]


def test_row_with_an_outcome_is_weighed_by_both(take_over):
    take_over(row(1, uitkomst="geen actie"), row(2, uitkomst="politie"))

    nothing, police = (signal.weighing for signal in signals())
    assert (nothing.state, nothing.outcome) == ("done", "no_action")
    assert nothing.reason == "Overgenomen uit het register van het huis. Daar stond: geen actie"
    assert (nothing.decided_by, nothing.confirmed_by) == (people.coordinator(), people.expert())
    assert (police.outcome, police.confirmed_by, police.signal.safe_status) == ("police", None, "followed_up")


def test_origin_stays_with_reference_and_organisation(take_over):
    register = take_over(row(7))

    with as_owner():
        origin = RegisterRow.objects.get(register=register)
        assert (origin.line, origin.reference, origin.organisation) == (2, "R-007", people.police())


def test_imported_signal_is_seen_by_nobody_outside_the_house(take_over):
    agent, town = people.police_member(), people.municipality_member()
    take_over(row(organisatie="Politie"))
    (signal,) = signals()

    for person in (agent, town):
        with acting_as(person):
            assert not Signal.objects.exists()
            assert not RegisterRow.objects.exists()
    factories.share(signal, people.police(), by=people.coordinator())
    with acting_as(agent):
        assert Signal.objects.get() == signal
        assert not RegisterRow.objects.exists()


def test_numbers_follow_on_those_of_others(take_over):
    take_over(row(1), row(2))

    first, second = (int(signal.number.rpartition("-")[2]) for signal in signals())
    assert second == first + 1


def test_same_file_again_adds_nothing(take_over):
    take_over(row(1), row(2, kenmerk=""))

    register = take_over(row(1), row(2, kenmerk=""), row(3))

    assert (register.made, register.there) == (1, 2)
    assert len(signals()) == 3


def test_corrected_rest_adds_only_what_was_missing(take_over):
    take_over(row(1), row(2, datum="x"))

    register = take_over(row(1), row(2))

    assert (register.made, register.there, register.wrong) == (1, 1, 0)
    assert len(signals()) == 2


def test_row_without_a_reference_is_known_by_what_it_says(take_over):
    take_over(row(kenmerk="", omschrijving="Leus op de gevel."))

    register = take_over(
        row(kenmerk="", omschrijving="leus  op de GEVEL"), row(kenmerk="", omschrijving="Een andere leus.")
    )

    assert (register.made, register.there) == (1, 1)


def test_two_registers_agreed_on_at_once_make_each_row_once(check):
    first, second = check(row(1), row(2)), check(row(2), row(3))
    confirmed(first)
    confirmed(second)

    work_on_registers()

    assert (stored(first).made, stored(second).made, stored(second).there) == (2, 1, 1)
    assert len(signals()) == 3


def test_same_reference_in_another_house_is_another_signal(take_over):
    take_over(row(1))
    far = people.house("Huis Ver")
    people.municipality("Verstad", of=far)
    people.theme(of=far, name="oud")
    coordinator, second = people.coordinator("Ver", of=far), people.expert("Verre", of=far)
    content = registers.csv(row(1, gemeente="Verstad", thema="oud", organisatie=""))
    with acting_as(coordinator):
        register = services.bring_register(by=coordinator, house=far, name="x.csv", content=content)
        services.check_register(register, by=coordinator, choices={})
    work_on_registers()
    with acting_as(coordinator):
        services.propose_register(register, by=coordinator)
    with acting_as(second):
        services.confirm_register(register, by=second)

    work_on_registers()

    assert (stored(register).made, len(signals())) == (1, 2)


def test_threat_is_mailed_once_and_only_when_it_must_be_weighed(
    check, take_over, django_capture_on_commit_callbacks
):
    headers = ["Datum", "Gemeente", "Omschrijving", "Dreiging", "Uitkomst"]
    content = registers.csv(
        ["1-2-2024", "Hoorn", "Een", "ja", ""],
        ["1-2-2024", "Hoorn", "Twee", "Brand stichten", ""],
        ["1-2-2024", "Hoorn", "Drie", "ja", "trendbeeld"],
        ["1-2-2024", "Hoorn", "Vier", "nee", ""],
        headers=headers,
    )

    with django_capture_on_commit_callbacks(execute=True):
        register = take_over(content=content)

    assert register.threats == 2
    assert [signal.threat for signal in signals()] == [
        "In het register staat bij dit signaal dat er dreiging was.",
        "Brand stichten",
        "In het register staat bij dit signaal dat er dreiging was.",
        "",
    ]
    subjects = [one.subject for one in mail.outbox]
    assert subjects.count("Spoed: overgenomen signalen met dreiging") == 1
    assert subjects.count("Het overnemen van het register is klaar") == 2


def test_row_of_which_the_theme_went_away_meanwhile_stays_behind_and_says_so(agree, login):
    register = agree(row(1), row(2, thema=""))
    with as_owner():
        Theme.objects.update(is_active=False)

    work_on_registers()

    assert (stored(register).made, stored(register).wrong) == (1, 1)
    shown = text_of(login(people.coordinator()).get(register.get_absolute_url()))
    assert "Rij 2" in shown
    assert "omdat er iets was veranderd" in shown


# -- stopping and going on


@pytest.fixture
def portions_of_two(monkeypatch):
    monkeypatch.setattr(RegisterImport, "PORTION", 2)
    monkeypatch.setattr("signals.register.store.PORTION", 2)


def work_once(register):
    """One portion, as the worker does it."""
    with acting_as(stored(register).runs_as):
        return services.work_on_register(register.pk)


def test_what_broke_off_goes_on_where_it_was(portions_of_two, agree):
    register = agree(*(row(number) for number in range(1, 6)))
    work_once(register)
    assert (stored(register).made, stored(register).rows_done) == (2, 2)

    work_on_registers()

    assert (stored(register).state, stored(register).made, len(signals())) == (RegisterState.DONE, 5, 5)


def test_portion_that_fails_leaves_nothing_of_it_and_says_so(portions_of_two, agree):
    register = agree(row(1), row(2), row(3))
    work_once(register)
    with as_owner():
        vault._store().delete(f"{register.token}/rows-0001")

    with pytest.raises(ExceptionGroup):
        work_on_registers()

    assert (stored(register).state, stored(register).stop_reason) == (RegisterState.STOPPED, "unreadable")
    assert len(signals()) == 2


def asked_for(settings):
    """As whom the broker is asked for a next portion: its messages, taken out."""
    found, name = [], settings.CELERY_TASK_DEFAULT_QUEUE
    with app.connection_for_read() as broker, broker.SimpleQueue(name) as queue, suppress(queue.Empty):
        while message := queue.get(block=False):
            message.ack()
            if message.headers["task"] == "signals.tasks.work_on_register":
                found.append((message.headers["zvh_actor"], message.payload[0]))
    return found


def test_with_a_worker_each_portion_asks_for_the_next_one(
    portions_of_two, check, settings, django_capture_on_commit_callbacks
):
    register, by = check(row(1), row(2), row(3)), people.coordinator()
    settings.CELERY_TASK_ALWAYS_EAGER = False

    with django_capture_on_commit_callbacks(execute=True):
        confirmed(register)
    first = asked_for(settings)
    with django_capture_on_commit_callbacks(execute=True):
        work_once(register)
    second = asked_for(settings)
    with django_capture_on_commit_callbacks(execute=True):
        work_once(register)

    assert (first, second) == ([(by.pk, [register.pk])],) * 2
    assert asked_for(settings) == []
    assert (stored(register).state, len(signals())) == (RegisterState.DONE, 3)


def test_tick_leaves_a_portion_to_the_worker_until_it_seems_gone(agree, settings):
    register = agree(row())
    settings.CELERY_TASK_ALWAYS_EAGER = False
    assert work_on_registers() == 0
    aged(register, minutes=2)

    assert work_on_registers() == 1


def test_person_stops_it_and_goes_on(portions_of_two, agree):
    register, by = agree(row(1), row(2), row(3)), people.coordinator()
    work_once(register)
    with acting_as(by):
        services.stop_register(register, by=by)
    assert work_on_registers() == 0
    assert len(signals()) == 2

    with acting_as(by):
        services.resume_register(register, by=by)
    work_on_registers()

    assert (stored(register).state, len(signals())) == (RegisterState.DONE, 3)


def test_only_who_proposed_it_goes_on(agree):
    register, by, other = agree(row()), people.coordinator(), people.coordinator("Ander")
    with acting_as(by):
        services.stop_register(register, by=by)

    with acting_as(other), pytest.raises(WrongState):
        services.resume_register(register, by=other)


def test_ended_membership_stops_it_and_the_house_hears(
    portions_of_two, agree, django_capture_on_commit_callbacks
):
    register = agree(row(1), row(2), row(3))
    work_once(register)
    end_role(people.coordinator())

    assert not work_once(register)
    with django_capture_on_commit_callbacks(execute=True):
        work_on_registers()

    assert (stored(register).state, stored(register).stop_reason) == (RegisterState.STOPPED, "membership")
    assert len(signals()) == 2
    assert [one.subject for one in mail.outbox] == ["Het overnemen van het register is gestopt"]
    assert lines("stop_register") == [("register", {"reason": "membership"})]


def test_ended_membership_while_rows_are_looked_at_leaves_it_to_match_again(bring):
    register, by = bring(registers.csv(row())), people.coordinator()
    with acting_as(by):
        services.check_register(register, by=by, choices={})
    end_role(by)

    work_on_registers()

    assert (stored(register).state, stored(register).stop_reason) == (RegisterState.MATCHING, "membership")


# -- past the service


def portion_as(person, register, fields=None):
    with acting_as(person), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.import_portion(%s, current_date, '[]')", [register.pk])


@pytest.mark.parametrize("who", [people.expert, people.police_member, lambda: people.coordinator("Ander")])
def test_database_makes_signals_only_for_who_proposed(who, agree):
    register, person = agree(row()), who()

    with pytest.raises(ProgrammingError, match="agreed on"):
        portion_as(person, register)


def test_database_makes_no_signals_before_somebody_agreed(check):
    register = check(row())

    with pytest.raises(ProgrammingError, match="agreed on"):
        portion_as(people.coordinator(), register)


def ask(call):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM zvh.{call}")  # noqa: S608


@pytest.mark.parametrize("call", ["halt_registers()", "waiting_registers(0)", "clear_registers()"])
@pytest.mark.parametrize("who", [people.coordinator, people.police_member])
def test_what_the_tick_asks_is_told_to_nobody_else(who, call, agree):
    agree(row())
    person = who()

    with acting_as(person), pytest.raises(ProgrammingError, match="only for the tick"), transaction.atomic():
        ask(call)


def test_what_the_tick_asks_is_not_told_to_who_holds_a_key(agree):
    agree(row())
    with as_owner():
        until = timezone.now() + timedelta(days=1)
        Key.objects.create(digest=digest("sleutel"), purpose=Key.Purpose.RECEIPT, until=until)

    with acting_as(key="sleutel"), pytest.raises(ProgrammingError, match="tick"), transaction.atomic():
        ask("halt_registers()")


def test_one_identity_is_one_signal_in_a_house(take_over):
    take_over(row(1))
    (signal,) = signals()

    with as_owner():
        origin = RegisterRow.objects.get(signal=signal)
    origin.pk, origin.line, origin.signal = None, 99, factories.signal()

    with as_owner(), pytest.raises(IntegrityError, match="nothing_twice"), transaction.atomic():
        origin.save(force_insert=True)


# -- as a source


def test_organisation_of_the_register_counts_as_a_source_and_a_register_without_one_once(take_over):
    take_over(row(1), row(2, organisatie=""), row(3, organisatie=""))
    police, *unknown = signals()
    by = people.coordinator()
    with acting_as(by):
        for one in unknown:
            services.link_signals(police, by=by, other=one, kind="related", reason="Zelfde avond.")

        found = sources_of([police])[police.pk]

    assert (found.organisations, found.persons, found.citizens, found.registers) == (1, 1, 0, 1)
    assert found.in_words == "2 onafhankelijke bronnen: 1 organisatie, 1 oud register"
