"""Weighing and asking by the services: what works, who may not, what comes too late."""

import pytest
from django.db import transaction
from django.utils import timezone

from signals import services
from signals.models import (
    Event,
    Outcome,
    Question,
    SafeStatus,
    Signal,
    Weighing,
    WeighingState,
)
from tests import factories, people
from tests.signals.steps import CRITERIA, a_share, decided, submitted
from zvh.exceptions import NotAllowed, WrongState
from zvh.seen import seen

pytestmark = pytest.mark.django_db


def test_signal_goes_from_report_to_agenda(act):
    officer, desk = people.officer(), people.coordinator()
    with act(officer):
        made = submitted(officer)
    with act(desk):
        services.start_weighing(made, by=desk)
        question = services.ask_reporter(made, by=desk, text="Was u er zelf bij?")
        assert Weighing.objects.get().state == WeighingState.ASKED
    with act(officer):
        services.answer_question(question, by=officer, answer="Ja, ik stond ervoor.")
    with act(desk):
        assert Weighing.objects.get().state == WeighingState.WEIGHING
        services.save_criteria(
            made, by=desk, criteria=CRITERIA, notes="Lijkt op vorige week.", notes_seen=seen("")
        )
        weighing = decided(made, desk, notes="Lijkt op vorige week.")

    assert (weighing.state, weighing.outcome) == (WeighingState.DONE, Outcome.ON_AGENDA)
    with act(officer):
        assert Signal.objects.get().safe_status == SafeStatus.IN_PROGRESS
        assert Weighing.objects.count() == 0
        assert [event.text for event in Event.objects.all()] == [
            "Gemeld",
            "In behandeling genomen",
            "In behandeling",
        ]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Outcome.TREND_ONLY, SafeStatus.CLOSED), (Outcome.ON_AGENDA, SafeStatus.IN_PROGRESS)],
)
def test_decide_tells_the_reporter_a_safe_status(act, outcome, status):
    desk, made = people.coordinator(), factories.signal()
    factories.weighed(made, WeighingState.WEIGHING)

    with act(desk):
        decided(made, desk, outcome)

    with act(made.reported_by):
        assert Signal.objects.get().safe_status == status


def test_start_weighing_by_a_second_person_comes_too_late(act):
    desk, other, made = people.coordinator(), people.expert(), factories.signal()
    with act(desk):
        services.start_weighing(made, by=desk)

    with act(other), pytest.raises(WrongState, match="in weging"), transaction.atomic():
        services.start_weighing(made, by=other)


def test_decide_by_two_keeps_the_first(act):
    desk, other, made = people.coordinator(), people.expert(), factories.signal()
    factories.weighed(made, WeighingState.WEIGHING)
    with act(desk):
        decided(made, desk, Outcome.TREND_ONLY)

    with act(other), pytest.raises(WrongState, match="iemand u voor"), transaction.atomic():
        decided(made, other)

    with act(desk):
        assert Weighing.objects.get().outcome == Outcome.TREND_ONLY


STEPS = {
    "start_weighing": (WeighingState.NEW, {}),
    "save_criteria": (WeighingState.WEIGHING, {"criteria": CRITERIA, "notes": ""}),
    "ask_reporter": (WeighingState.WEIGHING, {"text": "Waar?"}),
    "go_on_without_answer": (WeighingState.ASKED, {}),
    "decide": (
        WeighingState.WEIGHING,
        {"outcome": Outcome.TREND_ONLY, "reason": "reden", "criteria": CRITERIA},
    ),
    "confirm_no_action": (WeighingState.TO_CONFIRM, {}),
    "return_to_weighing": (WeighingState.TO_CONFIRM, {"reason": "Kijk nog eens."}),
    "weigh_again": (WeighingState.DONE, {"reason": "Nieuws."}),
}


def in_state(made, state):
    """A weighing in that state, decided by somebody else."""
    other = people.coordinator("Vorige")
    done = {
        "outcome": Outcome.NO_ACTION,
        "reason": "reden",
        "decided_by": other,
        "decided_at": timezone.now(),
    }
    if state == WeighingState.DONE:
        done |= {"outcome": Outcome.TREND_ONLY}
    return factories.weighed(
        made, state, **(done if state in {WeighingState.TO_CONFIRM, WeighingState.DONE} else {})
    )


@pytest.mark.parametrize("name", STEPS)
def test_step_is_taken_by_the_desk(act, name):
    desk, made = people.coordinator(), factories.signal()
    state, arguments = STEPS[name]
    in_state(made, state)

    with act(desk):
        getattr(services, name)(made, by=desk, **arguments)


@pytest.mark.parametrize("name", STEPS)
def test_step_in_another_state_is_refused_with_a_sentence(act, name):
    desk, made = people.coordinator(), factories.signal()
    state, arguments = STEPS[name]
    in_state(made, WeighingState.NEW if state == WeighingState.DONE else WeighingState.DONE)

    with act(desk), pytest.raises(WrongState, match="kan niet meer"), transaction.atomic():
        getattr(services, name)(made, by=desk, **arguments)


@pytest.mark.parametrize("name", STEPS)
def test_step_by_somebody_at_the_table_is_not_allowed(act, name):
    member, made = people.municipality_member(), factories.signal()
    state, arguments = STEPS[name]
    in_state(made, state)
    meeting = factories.meeting(state="released", invited=[people.municipality().organisation])
    factories.item(meeting, signals=[made], table=[people.municipality().organisation])

    with act(member):
        assert Weighing.objects.count() == 1
        with pytest.raises(NotAllowed), transaction.atomic():
            getattr(services, name)(made, by=member, **arguments)


def test_no_action_waits_for_somebody_else(act):
    desk, other, made = people.coordinator(), people.expert(), factories.signal()
    factories.weighed(made, WeighingState.WEIGHING)
    with act(desk):
        assert decided(made, desk, Outcome.NO_ACTION).state == WeighingState.TO_CONFIRM
        for step, arguments in {"confirm_no_action": {}, "return_to_weighing": {"reason": "x"}}.items():
            with pytest.raises(WrongState, match="collega"), transaction.atomic():
                getattr(services, step)(made, by=desk, **arguments)

    with act(other):
        weighing = services.confirm_no_action(made, by=other)

    assert (weighing.state, weighing.confirmed_by) == (WeighingState.DONE, other)
    with act(made.reported_by):
        assert Signal.objects.get().safe_status == SafeStatus.CLOSED


def test_returned_weighing_has_no_outcome_any_more(act):
    desk, made = people.expert(), factories.signal()
    in_state(made, WeighingState.TO_CONFIRM)

    with act(desk):
        weighing = services.return_to_weighing(made, by=desk, reason="Kijk naar de buurt.")

        assert (weighing.state, weighing.outcome, weighing.decided_by) == (WeighingState.WEIGHING, "", None)


def test_care_route_gives_the_share_of_the_decision(act):
    desk, made = people.coordinator(), factories.signal()
    to = people.municipality().organisation
    factories.sharing_rules()
    factories.weighed(made, WeighingState.WEIGHING)

    with act(desk):
        decided(made, desk, Outcome.CARE_ROUTE, share=a_share(to))

    with act(people.municipality_member()):
        assert Signal.objects.get().safe_status == SafeStatus.FOLLOWED_UP


def test_care_route_again_replaces_the_share_that_is_still_there(act):
    desk, made = people.coordinator(), factories.signal()
    to = people.municipality().organisation
    factories.sharing_rules()
    factories.weighed(made, WeighingState.WEIGHING)

    with act(desk):
        decided(made, desk, Outcome.CARE_ROUTE, share=a_share(to))
        services.weigh_again(made, by=desk, reason="Nieuws.")
        decided(made, desk, Outcome.CARE_ROUTE, share=a_share(to) | {"necessity": "Opnieuw nodig."})
        shares = list(made.shares.order_by("pk").values_list("necessity", "end_reason"))

    assert shares[0][1] == "Vervangen door de uitkomst van de weging."
    assert shares[1] == ("Opnieuw nodig.", "")
    with act(people.municipality_member()):
        assert Signal.objects.filter(pk=made.pk).exists()


def test_care_route_without_a_rule_decides_nothing(act):
    desk, made = people.coordinator(), factories.signal()
    factories.weighed(made, WeighingState.WEIGHING)

    with act(desk):
        with pytest.raises(WrongState, match="geen regel"), transaction.atomic():
            decided(made, desk, Outcome.CARE_ROUTE, share=a_share(people.municipality().organisation))
        assert Weighing.objects.get().state == WeighingState.WEIGHING


def test_answer_of_somebody_else_is_not_allowed(act):
    desk, made = people.coordinator(), factories.signal()
    factories.weighed(made, WeighingState.WEIGHING)
    with act(desk):
        question = services.ask_reporter(made, by=desk, text="Waar?")

        with pytest.raises(NotAllowed), transaction.atomic():
            services.answer_question(question, by=desk, answer="Hier")


def test_answer_twice_keeps_the_first(act):
    desk, made = people.coordinator(), factories.signal()
    factories.weighed(made, WeighingState.WEIGHING)
    with act(desk):
        question = services.ask_reporter(made, by=desk, text="Waar?")
    with act(made.reported_by):
        services.answer_question(question, by=made.reported_by, answer="Hier")

        with pytest.raises(WrongState, match="al beantwoord"), transaction.atomic():
            services.answer_question(question, by=made.reported_by, answer="Daar")

        assert Question.objects.get().answer == "Hier"
