"""The timeline: every service on a signal leaves a line, and nobody changes or removes one."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from meetings import services as meeting_services
from meetings.models import ItemKind
from meetings.services.agenda import OFF_AGENDA, ON_AGENDA
from signals import services
from signals.models import Event, Outcome, SafeStatus, Signal
from signals.transitions import SAFE_STATUS
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.told import CAST, SILENT, TOLD, World
from zvh.actor import acting_as

pytestmark = pytest.mark.django_db


def lines(signal):
    with as_owner():
        return list(Event.objects.filter(signal=signal).order_by("pk").values_list("text", flat=True))


def test_every_service_is_told_or_has_a_reason():
    assert {*TOLD, *SILENT} == set(services.__all__)
    assert TOLD.keys() & SILENT.keys() == set()


@pytest.mark.parametrize("name", TOLD)
def test_every_service_leaves_its_line(name):
    world = World()
    who, before, act, expected = TOLD[name]
    thing = before(world)
    there = [] if name == "submit" else lines(world.signal)

    with acting_as(**CAST[who](world)):
        act(world, thing)

    assert lines(world.signal)[len(there) :] == expected


def test_agenda_leaves_its_lines():
    world, meeting = World(), factories.meeting()
    fields = {"kind": ItemKind.SIGNAL, "minutes": 10, "signals": [world.signal]}
    with acting_as(world.desk):
        item = meeting_services.add_item(meeting, by=world.desk, title="t", **fields)
        meeting_services.unlink_signal(item, by=world.desk, signal=world.signal)
        meeting_services.link_signal(item, by=world.desk, signal=world.signal)
        meeting_services.remove_item(item, by=world.desk)

    assert lines(world.signal) == [ON_AGENDA, OFF_AGENDA] * 2


def test_linking_twice_or_unlinking_what_is_not_linked_leaves_no_line():
    world, meeting = World(), factories.meeting()
    item = factories.item(meeting)

    with acting_as(world.desk):
        for _ in range(2):
            meeting_services.link_signal(item, by=world.desk, signal=world.signal)
        for _ in range(2):
            meeting_services.unlink_signal(item, by=world.desk, signal=world.signal)

    assert lines(world.signal) == [ON_AGENDA, OFF_AGENDA]


def test_lines_of_a_reporter_for_the_desk_are_not_shown_to_him():
    world = World()
    question = world.question()
    with acting_as(world.officer):
        services.answer_question(question, by=world.officer, answer="Hier.")
        seen = Event.objects.count()

    with as_owner():
        line = Event.objects.get()
    assert (seen, line.for_desk, line.by) == (0, True, world.officer)


@pytest.mark.parametrize("who", [people.coordinator, people.police_member, people.outsider, people.nobody])
def test_only_its_reporter_tells_the_desk(who):
    signal = factories.signal()

    with acting_as(who()), pytest.raises(DatabaseError, match="not the reporter"), transaction.atomic():
        ask("SELECT zvh.tell_desk(%s, 'answer')", signal.pk)


def test_reporter_tells_the_desk_nothing_but_the_fixed_words():
    signal = factories.signal()

    with (
        acting_as(signal.reported_by),
        pytest.raises(DatabaseError, match="null value"),
        transaction.atomic(),
    ):
        ask("SELECT zvh.tell_desk(%s, 'Gewogen: geen actie')", signal.pk)


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


@pytest.mark.parametrize("who", [people.coordinator, people.expert, people.officer, people.administrator])
def test_nobody_changes_or_removes_a_line(who):
    signal = factories.signal()
    with as_owner():
        Event.objects.create(signal=signal, text="Gemeld", for_desk=False)

    for change in (
        lambda: Event.objects.update(text="Iets anders"),
        lambda: Event.objects.update(at=timezone.now()),
        lambda: Event.objects.all()._raw_delete("default"),
        lambda: ask("TRUNCATE signals_event"),
    ):
        with acting_as(who()), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()
    assert lines(signal) == ["Gemeld"]


@pytest.mark.parametrize(
    "change", [{"text": "Anders"}, {"at": timezone.now()}, {"by": None}, {"for_desk": True}]
)
def test_line_stays_as_it_is_for_the_owner_too(change):
    signal = factories.signal()
    with as_owner():
        Event.objects.create(signal=signal, text="Gemeld", by=signal.reported_by, for_desk=False)

    with as_owner(), pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Event.objects.update(**change)


def test_line_is_not_told_in_the_name_of_another():
    signal, desk = factories.signal(), people.coordinator()

    with acting_as(desk), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Event.objects.bulk_create([Event(signal=signal, by=people.expert(), text="x", for_desk=True)])


def test_safe_status_says_five_words_and_no_other():
    assert [status.label for status in SafeStatus] == [
        *("ontvangen", "in behandeling", "besproken", "vervolg gegeven", "afgerond"),
    ]
    assert {*SAFE_STATUS.values()} <= set(SafeStatus)
    assert {*SAFE_STATUS} == set(Outcome) - {Outcome.MERGED}


def test_reporter_reads_each_of_the_five_words(login):
    signal = factories.signal()
    browser = login(signal.reported_by)
    read = []

    for status in SafeStatus:
        with as_owner():
            Signal.objects.filter(pk=signal.pk).update(safe_status=status)
        read.append(f">{status.label}</span>" in browser.get(signal.get_absolute_url()).text)

    assert read == [True] * 5
