"""The proposed agenda: what each source proposes, in which order, and what the coordinator does with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings import proposals
from meetings.models import ItemKind, MeetingState
from meetings.proposals import Parts, proposals_for, weight
from signals.models import LinkKind, Question
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.test_queries import for_agenda

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, FINAL = MeetingState.PLANNED, MeetingState.RELEASED, MeetingState.FINAL


def coming(days=7):
    """(coordinator, an empty meeting of his house)"""
    desk = people.coordinator()
    return desk, factories.meeting(by=desk, days=days, invited=[people.police()])


def waiting(desk, title="Leus op gevel", days=12, **fields):
    made = factories.signal(
        title=title, submitted_at=timezone.now() - timedelta(days=days, hours=1), **fields
    )
    return for_agenda(made, desk)


def late(desk, organisation=None, days=9, **fields):
    due = timezone.localdate() - timedelta(days=days)
    return factories.action(by=desk, organisation=organisation, due_on=due, **fields)


def found(act, who, meeting):
    with act(who):
        return proposals_for(meeting)


# -- the order


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (Parts(), Parts(days=1)),
        (Parts(days=3), Parts(days=3, marks=frozenset({"has_threat"}))),
        (Parts(marks=frozenset({"surroundings"})), Parts(marks=frozenset({"local_safety"}))),
        (Parts(sources=1), Parts(sources=2)),
        (Parts(new_facts=0), Parts(new_facts=1)),
        (Parts(days=20, sources=1), Parts(days=20, sources=3)),
    ],
)
def test_more_of_one_part_stands_higher(less, more):
    assert weight(less) < weight(more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Parts(days=63), Parts(days=900)),
        (Parts(sources=5), Parts(sources=50)),
        (Parts(new_facts=4), Parts(new_facts=40)),
        (Parts(days=0, sources=0, new_facts=-1), Parts(days=-5, sources=1)),
    ],
)
def test_each_part_has_a_limit(one, other):
    assert weight(one) == weight(other)


def test_parts_are_multiplied():
    severe, old = Parts(marks=frozenset({"has_threat"})), Parts(days=21)

    assert weight(Parts(marks=severe.marks, days=21)) == weight(severe) * weight(old) == 4.0


def test_parts_in_words_hold_no_number_of_the_order():
    parts = Parts(marks=frozenset({"has_threat"}), days=99, sources=3, new_facts=1)

    assert parts.in_words == ["er is een dreiging", "3 onafhankelijke bronnen", "1 nieuw feit"]
    assert Parts().in_words == []


# -- the sources


def test_linked_and_merged_signals_are_one_proposal_with_its_reason(act):
    desk, meeting = coming()
    first = waiting(desk, "Eerste", 12, place="De Grote Waal")
    second = waiting(desk, "Tweede", 3, place="Kersenboogerd")
    alone = waiting(desk, "Los", 1)
    part = factories.signal(title="Opgegaan")
    factories.link(first, second, by=desk)
    factories.link(part, first, kind=LinkKind.MERGED, by=desk)

    proposed = found(act, desk, meeting)

    assert [(one.reason, set(one.signals)) for one in proposed] == [
        ("3 signalen uit 2 wijken, eerste 12 dagen oud", {first, second}),
        ("1 signaal uit Hoorn, 1 dag oud", {alone}),
    ]


def test_a_title_with_a_name_is_replaced(act):
    desk, meeting = coming()
    waiting(desk, "Piet Jansen bedreigt buren")

    (one,) = found(act, desk, meeting)

    assert one.title == "Signaal uit Hoorn"


def answered(signal, desk, by, *, days):
    with as_owner():
        return Question.objects.create(
            signal=signal,
            text="Wanneer was dit?",
            asked_by=desk,
            answer="Gisteren",
            answered_by=by,
            answered_at=timezone.now() - timedelta(days=days),
        )


def talked_about(desk, signal, days=20):
    past = factories.meeting(by=desk, days=-days)
    factories.item(past, signals=[signal])
    factories.put_meeting(past, FINAL, by=desk)


@pytest.mark.parametrize(("days", "number"), [(-1, 1), (1, 0)])
def test_an_answer_after_the_meeting_is_proposed_and_one_before_is_not(act, days, number):
    desk, meeting = coming()
    officer = people.officer()
    signal = factories.signal(officer, title="Besproken")
    talked_about(desk, signal)
    answered(signal, desk, officer, days=days)

    proposed = found(act, desk, meeting)

    assert [one.kind for one in proposed] == ["antwoord"] * number


def test_an_answer_about_a_signal_that_still_waits_is_a_new_fact(act):
    desk, meeting = coming()
    officer = people.officer()
    signal = for_agenda(factories.signal(officer), desk, decided_at=timezone.now() - timedelta(days=3))
    answered(signal, desk, officer, days=1)

    (one,) = found(act, desk, meeting)

    assert (one.kind, one.parts.new_facts) == ("signaal", 1)


def test_late_actions_are_one_proposal_per_organisation(act):
    desk, meeting = coming()
    town = people.municipality().organisation
    late(desk, people.police(), 9)
    late(desk, people.police(), 2)
    late(desk, town, 4)

    proposed = found(act, desk, meeting)

    assert [(one.title, one.reason) for one in proposed] == [
        ("Acties van Politie", "2 acties te laat, de oudste 9 dagen"),
        ("Acties van Gemeente Hoorn", "1 actie te laat, 4 dagen"),
    ]


def test_a_case_comes_back_after_six_weeks_without_a_meeting(act):
    desk, meeting = coming()
    town = people.municipality().organisation
    quiet = factories.case(by=desk, partners=[town], opened_at=timezone.now() - timedelta(weeks=7))
    factories.case(by=desk, opened_at=timezone.now() - timedelta(weeks=2))
    planned = factories.case(by=desk, opened_at=timezone.now() - timedelta(weeks=9))
    factories.item(factories.meeting(by=desk, days=28), case=planned, kind=ItemKind.CASE)
    hidden = people.coordinator("Andere")
    factories.case(by=hidden, is_restricted=True, opened_at=timezone.now() - timedelta(weeks=9))

    proposed = found(act, desk, meeting)

    assert [(one.case, one.title, one.reason) for one in proposed] == [
        (quiet, f"Casus {quiet.number}: voortgang", "7 weken niet besproken")
    ]


def test_sources_are_registered_in_one_tuple():
    assert [source.__name__ for source in proposals.SOURCES] == [
        "weighed_signals",
        "answered_questions",
        "late_per_organisation",
        "reviews_due",
        "running_cases",
    ]


@pytest.mark.parametrize(("days", "is_proposed"), [(-3, True), (0, True), (1, False)])
def test_review_that_falls_before_the_meeting_is_proposed(act, days, is_proposed):
    desk, meeting = coming()
    due = timezone.localtime(meeting.starts_at).date() + timedelta(days=days)
    case = factories.case(by=desk, partners=[people.police()], review_on=due)

    proposed = found(act, desk, meeting)

    assert [one.title for one in proposed] == ([f"Casus {case.number}: evaluatie"] if is_proposed else [])


def test_review_that_was_forgotten_says_how_long(act):
    desk, meeting = coming()
    factories.case(by=desk, review_on=timezone.localdate() - timedelta(days=3))

    assert [one.reason.split(", ")[1] for one in found(act, desk, meeting)] == ["3 dagen te laat"]


def test_case_that_runs_on_after_a_review_said_close_is_proposed(act):
    desk, meeting = coming()
    factories.case(by=desk, review_on=None)

    assert [one.reason for one in found(act, desk, meeting)] == ["de laatste evaluatie zei: sluiten"]


def test_review_of_a_shielded_case_is_not_proposed(act):
    desk, meeting = coming()
    factories.case(by=desk, review_on=timezone.localdate() - timedelta(days=3), is_restricted=True)

    assert found(act, desk, meeting) == []


def test_quiet_case_with_a_review_due_is_proposed_once(act):
    desk, meeting = coming()
    long_ago = timezone.now() - timedelta(weeks=30)
    factories.case(by=desk, opened_at=long_ago, review_on=timezone.localdate() - timedelta(days=3))

    assert [one.kind for one in found(act, desk, meeting)] == ["evaluatie"]
