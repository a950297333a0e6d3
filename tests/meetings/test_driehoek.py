"""The case that follows from a decision, and the answer of the driehoek."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from meetings import queries, services
from meetings.models import (
    NEEDS,
    Decision,
    DecisionCase,
    DecisionKind,
    EarlierAnswer,
    MeetingState,
)
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
RELEASED, FINAL = MeetingState.RELEASED, MeetingState.FINAL
TEXTS = {"text": "Doen", "reasons": "Omdat"}


def soon():
    return timezone.localdate() + timedelta(days=20)


def details(s, kind):
    values = {"organisation": s.police, "planned_on": soon(), "speaker": "De burgemeester"}
    return {name: values[name] for name in NEEDS.get(kind, ())}


def made(s, kind=DecisionKind.ADVICE, **fields):
    with as_owner():
        return Decision.objects.create(
            item=s.item, kind=kind, recorded_by=s.coordinator, **TEXTS | details(s, kind) | fields
        )


def post(login, who, name, args, data):
    return login(who).post(reverse(f"meetings:{name}", args=args), data)


def typed(**values):
    return {f"besluit-{name}": value for name, value in values.items()}


# -- a case that follows


def followed(s, **fields):
    decision = made(s, DecisionKind.APPROACH)
    case = factories.case(by=s.coordinator, partners=[s.police], **fields)
    with as_owner():
        DecisionCase.objects.create(decision=decision, case=case)
    return decision, case


def test_table_does_not_learn_of_a_shielded_case(act, login, scene):
    s = scene(RELEASED)
    decision, case = followed(s, is_restricted=True)

    with act(s.officer):
        seen = queries.decisions().get(pk=decision.pk)
        links = list(DecisionCase.objects.all())
    page = login(s.officer).get(f"{reverse('meetings:minutes', args=[s.meeting.pk])}").text

    assert (seen.case, seen.has_case, links) == (None, False, [])
    assert (case.number in page, "casus geopend" in page) == (False, False)


def test_table_reads_the_case_it_takes_part_in(login, scene):
    s = scene(RELEASED)
    _, case = followed(s)

    page = login(s.officer).get(reverse("meetings:minutes", args=[s.meeting.pk])).text

    assert case.number in page


def test_another_coordinator_learns_only_that_there_is_a_case(act, login, scene):
    s = scene(RELEASED)
    decision, case = followed(s, is_restricted=True)
    other = people.coordinator("Tweede coordinator")

    page = login(other).get(reverse("meetings:minutes", args=[s.meeting.pk])).text
    with act(other), pytest.raises(WrongState, match="al een casus geopend"):
        services.open_case_from_decision(decision, by=other)

    assert (case.number in page, "casus geopend die u niet kunt zien" in page) == (False, True)
    assert reverse("meetings:open_case", args=[decision.pk]) not in page


# -- the driehoek

ANSWER = {"answer": "yes", "who": "De burgemeester", "reason": "Nodig."}
CORRECTED = {"answer": "changed", "who": "Burgemeester en teamchef", "reason": "Iets anders."}


def answered(s, **fields):
    today = timezone.localdate()
    values = {f"driehoek_{name}": value for name, value in ANSWER.items()}
    return made(s, DecisionKind.ADVICE, driehoek_on=today, **values | fields)


def correction(**changes):
    return CORRECTED | {"on": timezone.localdate().isoformat(), "correction": "Verkeerd gehoord."} | changes


@pytest.mark.parametrize("state", [RELEASED, FINAL])
def test_corrected_answer_leaves_what_stood_there_readable(act, login, scene, state):
    s = scene(RELEASED)
    advice = answered(s)
    factories.put_meeting(s.meeting, state, by=s.coordinator)

    response = post(login, s.coordinator, "correct-driehoek", [advice.pk], correction())
    page = login(s.officer).get(reverse("meetings:minutes", args=[s.meeting.pk])).text
    with act(s.officer):
        earlier = EarlierAnswer.objects.get()
        advice.refresh_from_db()

    assert (response.status_code, advice.driehoek_answer, advice.driehoek_who) == (
        302,
        "changed",
        "Burgemeester en teamchef",
    )
    assert (earlier.answer, earlier.who, earlier.reason, earlier.correction, earlier.corrected_by) == (
        "yes",
        "De burgemeester",
        "Nodig.",
        "Verkeerd gehoord.",
        s.coordinator,
    )
    assert ("Verkeerd gehoord." in page, "Nodig." in page, "Iets anders." in page) == (True, True, True)


def test_correction_without_reason_comes_back_as_typed(login, scene):
    s = scene(RELEASED)

    response = post(login, s.coordinator, "correct-driehoek", [answered(s).pk], correction(correction=""))

    assert (set(response.context["form"].errors), "Iets anders." in response.text) == ({"correction"}, True)


def test_correction_after_a_case_opened_is_refused(act, scene):
    s = scene(RELEASED)
    advice = answered(s)
    with as_owner():
        DecisionCase.objects.create(decision=advice, case=factories.case(by=s.coordinator))
    fields = CORRECTED | {"on": timezone.localdate(), "correction": "x"}

    with act(s.coordinator), pytest.raises(WrongState, match="al een casus geopend"):
        services.correct_driehoek(advice, by=s.coordinator, **fields)
    with act(s.coordinator), pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Decision.objects.filter(pk=advice.pk).update(driehoek_answer="no", driehoek_correction="x")


def test_correction_of_an_advice_that_waits_is_refused(act, scene):
    s = scene(RELEASED)
    fields = CORRECTED | {"on": timezone.localdate(), "correction": "x"}

    with act(s.coordinator), pytest.raises(WrongState, match="Leg eerst"):
        services.correct_driehoek(made(s), by=s.coordinator, **fields)


def test_correction_by_the_table_is_not_allowed(act, login, scene):
    s = scene(RELEASED)
    advice = answered(s)

    code = login(s.officer).get(reverse("meetings:correct-driehoek", args=[advice.pk])).status_code
    with act(s.officer), pytest.raises(NotAllowed):
        services.correct_driehoek(advice, by=s.officer, on=timezone.localdate(), correction="x", **CORRECTED)

    assert code == 403


@pytest.mark.parametrize("change", [{"driehoek_reason": "Stil veranderd"}, {"driehoek_answer": ""}])
def test_the_database_keeps_the_answer_without_a_reason_to_change_it(act, scene, change):
    s = scene(RELEASED)
    advice = answered(s)

    with act(s.coordinator), pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=advice.pk).update(**change)


def test_what_stood_there_cannot_be_changed(act, scene):
    s = scene(RELEASED)

    with act(s.coordinator), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        EarlierAnswer.objects.update(reason="x")


def test_after_final_minutes_the_table_reads_the_decision_and_not_the_signals(login, scene):
    s = scene(RELEASED)
    made(s, DecisionKind.FOLLOW)
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)
    browser = login(s.officer)
    reporter_elsewhere = s.signal.organisation == s.police

    page = browser.get(reverse("meetings:minutes", args=[s.meeting.pk])).text

    assert ("Omdat" in page, s.signal.number in page) == (True, reporter_elsewhere)
