"""What the overview and the agenda read, and that a page takes a fixed number of queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import queries
from meetings.models import Decision, DecisionKind, MeetingState
from signals.models import Outcome, WeighingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, FINAL = MeetingState.PLANNED, MeetingState.RELEASED, MeetingState.FINAL


def for_agenda(signal, by, *, decided_at=None):
    at = decided_at or timezone.now()
    outcome = {"outcome": Outcome.ON_AGENDA, "reason": "x", "decided_by": by, "decided_at": at}
    factories.weighed(signal, WeighingState.DONE, started_by=by, started_at=at, **outcome)
    return signal


def test_candidates_are_weighed_for_the_agenda_and_on_no_agenda_since(act, scene):
    s = scene()
    waiting = for_agenda(factories.signal(title="Wacht"), s.coordinator)
    factories.signal(title="Niet gewogen")
    for_agenda(s.signal, s.coordinator)
    elsewhere = people.house("Veiligheidshuis Zuid")
    for_agenda(
        factories.signal(of=elsewhere, municipality=people.municipality("Zuid", of=elsewhere)), s.coordinator
    )

    with act(s.coordinator):
        found = list(queries.candidates(s.meeting))

    assert found == [waiting]


@pytest.mark.parametrize(("hours", "is_candidate"), [(-1, False), (1, True)])
def test_a_discussed_signal_is_a_candidate_again_only_when_weighed_again(act, scene, hours, is_candidate):
    s = scene(FINAL)
    for_agenda(s.signal, s.coordinator, decided_at=timezone.now() + timedelta(hours=hours))
    coming = factories.meeting(by=s.coordinator)

    with act(s.coordinator):
        found = s.signal in queries.candidates(coming)

    assert found is is_candidate


def test_items_asked_are_those_of_the_own_table_with_what_was_brought_in(act, scene):
    s = scene(RELEASED)
    with act(s.officer):
        before = queries.items_asked(s.officer)
    factories.contribution(s.item, s.police, s.officer, released=True)
    with act(s.officer):
        after = queries.items_asked(s.officer)
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)
    with act(s.officer):
        closed = queries.items_asked(s.officer)

    assert [(one.item, one.question, one.has_contributed) for one in before] == [
        (s.item, "Wat weet u?", False)
    ]
    assert [(one.has_contributed, one.is_released) for one in after] == [(True, True)]
    assert closed == []


def test_late_actions_are_open_and_past_their_day(act, scene):
    s = scene()
    yesterday = timezone.localdate() - timedelta(days=1)
    late = factories.action(by=s.coordinator, due_on=yesterday)
    factories.action(by=s.coordinator, due_on=timezone.localdate())

    with act(s.coordinator):
        found = list(queries.late_actions(s.house.pk))
        count, *_ = queries.waiting_counts(None)

    assert (found, count) == ([late], 1)


def test_release_page_says_who_will_see_what(login, scene):
    s = scene(PLANNED)

    response = login(s.coordinator).get(reverse("meetings:release", args=[s.meeting.pk]))

    found = {
        organisation: [line.item for line in lines]
        for organisations, lines in response.context["readers"]
        for organisation in organisations
    }
    assert found == {s.town: [s.opening, s.secret], s.police: [s.opening, s.item]}


# (page, who) -> reads and writes after the actor is set; the same with 1 and with 50 items.
COUNTS = {
    ("list", "coordinator"): 7,
    ("list", "officer"): 6,
    ("detail", "coordinator"): 14,
    ("detail", "officer"): 12,
    ("live", "coordinator"): 15,
    ("live", "officer"): 12,
    ("minutes", "coordinator"): 14,
    ("minutes", "officer"): 14,
    ("release", "coordinator"): 10,
    ("finalise", "coordinator"): 8,
}


def fill(s, count):
    """`count` items more, each with signals, tables, contributions, decisions and an action; as many meetings."""
    for number in range(count):
        signal = factories.signal(title=f"Signaal {number}", by=s.reporter)
        item = factories.item(s.meeting, title=f"Punt {number}", signals=[signal], table=[s.police, s.town])
        factories.contribution(item, s.police, s.officer, released=True)
        action = factories.action(by=s.coordinator, organisation=s.police)
        with as_owner():
            Decision.objects.create(
                item=item, kind=DecisionKind.ADVICE, text="x", reasons="y", recorded_by=s.coordinator
            )
            item.action_links.create(action=action)
        for_agenda(factories.signal(title=f"Kandidaat {number}", by=s.reporter), s.coordinator)
        factories.meeting(by=s.coordinator, invited=[s.police], days=-40 - number, state=FINAL)


@pytest.mark.parametrize("extra", [1, 50])
def test_pages_take_a_fixed_number_of_queries(login, scene, count_queries, extra):
    s = scene(PLANNED)
    s.reporter = people.officer()
    fill(s, extra)
    factories.put_meeting(s.meeting, RELEASED, by=s.coordinator)
    with as_owner():
        factories.stage(s.meeting.items.last(), s.coordinator)  # one that led to something
    found = {}

    for name, who in COUNTS:
        client = login(getattr(s, who))
        url = reverse(f"meetings:{name}", args=[] if name == "list" else [s.meeting.pk])
        found[name, who] = count_queries(lambda client=client, url=url: client.get(url))

    assert found == COUNTS
    assert max(found.values()) <= 15
