"""The clock of five working days: it stands still while an answer is awaited, and goes on with what was left."""

import threading
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from audit.models import Entry
from partners.workdays import add_workdays, workdays_between
from signals import services
from signals.models import ClockStop, Question, Weighing, WeighingState
from signals.ticks import start_clocks
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.citizens.visits import as_reporter, reported
from tests.signals.clocks import asked, back, stop, stop_of, today, weighing_of
from tests.signals.steps import CRITERIA, decided
from zvh.actor import acting_as
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


# -- stopping


def test_stop_clock_keeps_reason_and_day_and_tells_the_desk(act):
    signal, desk = asked(), people.coordinator()

    with act(desk):
        made = stop(signal, desk)

        lines = list(signal.events.values_list("text", "by", "for_desk"))
    assert weighing_of(signal).stop == made
    assert (made.reason, made.until) == ("de melder met vakantie is", add_workdays(today(), 5))
    assert lines[-1] == ("Klok stilgezet", desk.pk, True)


def test_stop_clock_is_in_the_log_without_the_reason(act):
    signal, desk = asked(), people.coordinator()

    with act(desk):
        made = stop(signal, desk)

    with as_owner():
        entry = Entry.objects.get(action="stop_clock")
    assert (entry.number, entry.details) == (signal.number, {"until": str(made.until)})


def test_stop_clock_while_weighing_needs_an_open_question(act):
    open_, answered = asked(WeighingState.WEIGHING), asked(WeighingState.WEIGHING)
    desk = people.coordinator()
    with as_owner():
        Question.objects.filter(signal=answered).update(answer="Gisteren", answered_at=timezone.now())

    with act(desk):
        stop(open_, desk)
        with pytest.raises(WrongState, match="Er wacht geen vraag op antwoord"):
            stop(answered, desk)

    assert weighing_of(answered).stop is None


@pytest.mark.parametrize(
    "state",
    [WeighingState.NEW, WeighingState.HELD, WeighingState.TO_CONFIRM, WeighingState.REJECTED],
)
def test_stop_clock_is_refused_in_other_states(act, state):
    signal, desk = asked(state), people.coordinator()

    with act(desk), pytest.raises(WrongState, match="Klok stilzetten kan niet meer"):
        stop(signal, desk)


def test_stop_clock_twice_is_refused(act):
    signal, desk = asked(), people.coordinator()

    with act(desk):
        stop(signal, desk)
        with pytest.raises(WrongState, match="staat al stil"):
            stop(signal, desk)


@pytest.mark.parametrize("days", [0, -1, 21])
def test_stop_clock_is_for_a_day_at_most_twenty_working_days_ahead(act, days):
    signal, desk = asked(), people.coordinator()
    until = add_workdays(today(), days) if days > 0 else today() + timedelta(days=days)

    with act(desk), pytest.raises(WrongState, match="hoogstens twintig werkdagen"):
        services.stop_clock(signal, by=desk, reason="r", until=until)


@pytest.mark.parametrize("person", [people.police_member, people.officer, people.privacy_officer])
def test_stop_clock_is_for_the_desk_alone(act, person):
    signal, user = asked(), person()

    with act(user), pytest.raises(NotAllowed):
        stop(signal, user)


def test_stop_clock_by_the_desk_of_another_house_is_refused(act):
    signal = asked()
    stranger = people.coordinator("Vreemd", of=people.house("Ander huis"))

    with act(stranger), pytest.raises(NotAllowed):
        stop(signal, stranger)


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": ""},
        {"ended_at": timezone.now()},
        {"ended_because": "answer"},
        {"days": 3},
        {"ended_at": timezone.now() - timedelta(days=9), "ended_because": "date", "days": 1},
    ],
)
def test_a_stop_is_whole_or_refused_by_the_database(fields):
    signal, desk = asked(), people.coordinator()
    values = {"reason": "r", "until": add_workdays(today(), 2)} | fields

    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        ClockStop.objects.create(signal=signal, stopped_by=desk, **values)


def test_two_open_stops_of_one_signal_are_refused_by_the_database():
    signal, desk = asked(), people.coordinator()

    values = {"signal": signal, "stopped_by": desk, "reason": "r", "until": add_workdays(today(), 2)}
    with as_owner():
        ClockStop.objects.create(**values)

    with as_owner(), pytest.raises(IntegrityError, match="one_open"), transaction.atomic():
        ClockStop.objects.create(**values)


# -- going on


def test_answer_lets_the_clock_go_on_with_the_days_it_stood_still(act):
    signal, desk, reporter = asked(), people.coordinator(), people.officer()
    due = weighing_of(signal).due_on
    with act(desk):
        stop(signal, desk)
    back(signal, 4)

    with act(reporter):
        services.answer_question(signal.questions.get(), by=reporter, answer="Om tien uur.")

    still = workdays_between(today() - timedelta(days=4), today())
    weighing, ended = weighing_of(signal), stop_of(signal)
    assert (weighing.state, weighing.stop, weighing.due_on) == ("weighing", None, add_workdays(due, still))
    assert (ended.ended_because, ended.days) == ("answer", still)


def test_one_of_two_answers_leaves_the_clock_still(act):
    signal, desk, reporter = asked(), people.coordinator(), people.officer()
    with as_owner():
        Question.objects.create(signal=signal, asked_by=desk, text="En waar?")
    with act(desk):
        stop(signal, desk)

    with act(reporter):
        services.answer_question(signal.questions.first(), by=reporter, answer="Om tien uur.")

    assert weighing_of(signal).stop is not None


def test_answer_by_code_lets_the_clock_go_on(act):
    receipt, desk = reported(), people.coordinator()
    signal = receipt.signal
    factories.weighed(signal, WeighingState.WEIGHING, due_on=add_workdays(today(), 3))
    with act(desk):
        services.ask_reporter(signal, by=desk, text="Wanneer was het?")
        stop(signal, desk)
    back(signal, 7)

    with as_reporter(receipt):
        services.answer_by_code(Question.objects.get(), answer="Om tien uur.")

    still = workdays_between(today() - timedelta(days=7), today())
    weighing = weighing_of(signal)
    assert (weighing.state, weighing.stop) == ("weighing", None)
    assert weighing.due_on == add_workdays(today(), 3 + still)


def test_answer_lets_the_clock_go_on_when_the_weighing_went_on_before(act):
    signal, desk, reporter = asked(WeighingState.WEIGHING), people.coordinator(), people.officer()
    with act(desk):
        stop(signal, desk)

    with act(reporter):
        services.answer_question(signal.questions.get(), by=reporter, answer="Om tien uur.")

    assert (weighing_of(signal).stop, stop_of(signal).ended_because) == (None, "answer")


def test_going_on_without_answer_lets_the_clock_go_on(act):
    signal, desk = asked(), people.coordinator()
    with act(desk):
        stop(signal, desk)

        services.go_on_without_answer(signal, by=desk)

    assert (weighing_of(signal).stop, stop_of(signal).ended_because) == (None, "without_answer")


def test_a_decision_lets_the_clock_go_on(act):
    signal, desk = asked(WeighingState.WEIGHING), people.coordinator()
    with act(desk):
        stop(signal, desk)

        decided(signal, desk)

    assert (weighing_of(signal).stop, stop_of(signal).ended_because) == (None, "weighed")


def test_saving_criteria_leaves_the_clock_still(act):
    signal, desk = asked(WeighingState.WEIGHING), people.coordinator()
    with act(desk):
        stop(signal, desk)

        services.save_criteria(signal, by=desk, criteria=CRITERIA, notes="")

    assert weighing_of(signal).stop is not None


def test_another_question_leaves_the_clock_still(act):
    signal, desk = asked(), people.coordinator()
    with act(desk):
        stop(signal, desk)

        services.ask_reporter(signal, by=desk, text="En waar?")

    assert weighing_of(signal).stop is not None


def test_a_merge_lets_the_clock_go_on(act):
    signal, main, desk = asked(), factories.signal(), people.coordinator()
    with act(desk):
        stop(signal, desk)

        services.merge_signals(signal, by=desk, other=main, reason="Zelfde avond")

    assert (weighing_of(signal).stop, stop_of(signal).ended_because) == (None, "weighed")


def test_start_clock_by_hand_says_so(act):
    signal, desk = asked(), people.coordinator()
    due = weighing_of(signal).due_on
    with act(desk):
        stop(signal, desk)

        services.start_clock(signal, by=desk)

        lines = list(signal.events.values_list("text", flat=True))
    assert (weighing_of(signal).due_on, stop_of(signal).ended_because) == (due, "by_hand")
    assert lines[-1] == "De klok loopt weer, na 0 werkdagen stilstand"


def test_start_clock_that_runs_is_refused(act):
    signal, desk = asked(), people.coordinator()

    with act(desk), pytest.raises(WrongState, match="loopt al"):
        services.start_clock(signal, by=desk)


def test_start_clock_is_for_the_desk_alone(act):
    signal, desk, reporter = asked(), people.coordinator(), people.officer()
    with act(desk):
        stop(signal, desk)

    with act(reporter), pytest.raises(NotAllowed):
        services.start_clock(signal, by=reporter)


@pytest.mark.parametrize("person", [people.officer, people.police_member, people.nobody])
def test_the_database_lets_only_the_desk_start_a_clock(act, person):
    signal, desk = asked(), people.coordinator()
    with act(desk):
        stop(signal, desk)

    refused = pytest.raises(ProgrammingError, match="not of the desk")
    with act(person()), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute("SELECT zvh.start_clock(%s)", [signal.pk])

    assert weighing_of(signal).stop is not None


def test_tick_lets_the_clock_go_on_from_its_day(act):
    """Also when the tick itself comes days later: the clock counts from the day that was named."""
    signal, other, desk = asked(), asked(), people.coordinator()
    due = weighing_of(signal).due_on
    with act(desk):
        stop(signal, desk)
        stop(other, desk)
    with as_owner():
        began, until = today() - timedelta(days=20), today() - timedelta(days=6)
        ClockStop.objects.filter(signal=signal).update(
            until=until, stopped_at=timezone.now() - timedelta(days=20)
        )

    started = start_clocks()

    weighing = weighing_of(signal)
    assert started == 1
    assert (weighing.state, weighing.stop) == ("asked", None)
    assert weighing.due_on == add_workdays(due, workdays_between(began, until))
    assert weighing_of(other).stop is not None
    assert start_clocks() == 0


def test_tick_that_starts_a_clock_is_in_the_log(act):
    signal, desk = asked(), people.coordinator()
    with act(desk):
        stop(signal, desk)
    with as_owner():
        ClockStop.objects.update(until=today())

    start_clocks()

    with as_owner():
        entry = Entry.objects.get(action="start_clock")
    assert (entry.number, entry.origin, entry.actor_id) == (signal.number, "tick", None)


@pytest.mark.parametrize(
    ("stopped", "until", "due", "moved"),
    [
        (date(2025, 12, 23), date(2025, 12, 29), date(2025, 12, 24), date(2025, 12, 30)),  # Christmas between
        (date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 5), date(2026, 1, 6)),  # New Year
        (date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 8), date(2026, 4, 10)),  # Easter Monday
        (date(2026, 4, 24), date(2026, 4, 28), date(2026, 4, 29), date(2026, 4, 30)),  # King's Day
        (date(2025, 12, 27), date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31)),  # from a Saturday
        (date(2025, 12, 24), date(2025, 12, 28), date(2025, 12, 29), date(2025, 12, 29)),  # only days off
        (date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 5), date(2026, 11, 9)),  # it was late already
    ],
)
def test_what_was_left_of_the_days_is_left_again(act, stopped, until, due, moved):
    """Days that are no working days count neither as standing still nor as running."""
    signal, desk = asked(), people.coordinator()
    with act(desk):
        stop(signal, desk)
    with as_owner():
        noon = timezone.make_aware(datetime.combine(stopped, time(12)))
        ClockStop.objects.update(stopped_at=noon, until=until)
        Weighing.objects.filter(signal=signal).update(due_on=due)

    start_clocks()

    assert weighing_of(signal).due_on == moved
    assert workdays_between(stopped, due) == workdays_between(until, moved)
    assert workdays_between(due, stopped) == workdays_between(moved, until)


def test_stopping_waits_for_an_answer_that_comes_at_the_same_time(committed):
    """Two connections: the clock never stands still with nothing left to wait for."""
    signal, desk, reporter = asked(WeighingState.WEIGHING), people.coordinator(), people.officer()
    said = []

    def stop_it():
        try:
            with acting_as(desk):
                stop(signal, desk)
        except WrongState as refused:
            said.append(str(refused))
        finally:
            connection.close()

    other = threading.Thread(target=stop_it)
    with acting_as(reporter):
        services.answer_question(signal.questions.get(), by=reporter, answer="Om tien uur.")
        other.start()
        other.join(1)  # it waits for the lock
        waited = other.is_alive()
    other.join(20)

    assert waited
    assert said == [
        "Er wacht geen vraag op antwoord. Stel eerst een vraag: daarna kunt u de klok stilzetten."
    ]
    assert weighing_of(signal).stop is None
