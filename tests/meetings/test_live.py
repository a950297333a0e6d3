"""The running meeting: where it is, one writer per item, the chair's own notes, and what a follower hears and reads."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from meetings import queries, services
from meetings.models import AgendaItem, ChairNote, Meeting, MeetingState, Pen, Stage
from meetings.services import PenTaken
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.writing import write
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, HELD, FINAL = (MeetingState(name) for name in ("planned", "released", "held", "final"))


def age_pen(seconds):
    with as_owner():
        Pen.objects.update(held_at=timezone.now() - timedelta(seconds=seconds))


# -- where the meeting is


def test_only_who_sees_the_item_learns_that_the_meeting_is_there(act, scene):
    s = scene(RELEASED)
    with act(s.coordinator):
        services.bring_up(s.secret, by=s.coordinator)
    found = {}

    for who in ("coordinator", "townsman", "officer"):
        with act(getattr(s, who)):
            meeting = Meeting.objects.select_related("stage").get(pk=s.meeting.pk)
            stage = queries.stage_of(meeting)
            found[who] = (stage and stage.item_id, Stage.objects.count())

    assert found == {
        "coordinator": (s.secret.pk, 1),
        "townsman": (s.secret.pk, 1),
        "officer": (None, 0),
    }


def test_chair_who_stepped_back_from_the_item_leads_on_to_the_next(act, scene):
    s = scene(RELEASED)
    other = people.coordinator("Tweede coordinator")
    with act(other):
        services.bring_up(s.secret, by=other)
    with act(s.coordinator):
        services.recuse(s.secret, by=s.coordinator, user=s.coordinator)

    with act(s.coordinator):
        before = Stage.objects.count()
        services.bring_up(s.item, by=s.coordinator)
        after = list(Stage.objects.values_list("item", flat=True))

    assert (before, after) == (0, [s.item.pk])


def test_item_that_is_on_stays_since_when_it_was_brought_up(act, scene):
    s = scene(RELEASED)
    with act(s.coordinator):
        services.bring_up(s.item, by=s.coordinator)
    with as_owner():
        Stage.objects.update(since=timezone.now() - timedelta(minutes=9))

    with act(s.coordinator):
        services.bring_up(s.item, by=s.coordinator)

    with as_owner():
        assert timezone.now() - Stage.objects.get().since > timedelta(minutes=8)


@pytest.mark.parametrize("state", [PLANNED, HELD, FINAL])
def test_meeting_that_does_not_run_is_at_no_item(act, scene, state):
    s = scene(state)

    with act(s.coordinator), pytest.raises(WrongState):
        services.bring_up(s.item, by=s.coordinator)

    with as_owner():
        assert Stage.objects.count() == 0


@pytest.mark.parametrize("who", ["officer", "townsman"])
def test_partner_does_not_lead_or_write(act, scene, who):
    s = scene(RELEASED)
    somebody = getattr(s, who)
    item = s.item if who == "officer" else s.secret

    with act(somebody):
        for step in (services.bring_up, services.take_pen):
            with pytest.raises(NotAllowed):
                step(item, by=somebody)
        with pytest.raises(NotAllowed):
            services.write_note(item, by=somebody, text="Let op", seen="")

    with as_owner():
        assert (Stage.objects.count(), Pen.objects.count(), ChairNote.objects.count()) == (0, 0, 0)


def test_database_lets_nobody_else_move_the_meeting_or_take_a_pen(act, scene):
    s = scene(RELEASED)
    row = "INSERT INTO meetings_pen (item_id, user_id, \"window\", taken_at, held_at) VALUES (%s, %s, '', now(), now())"

    with act(s.officer), connection.cursor() as cursor:
        cursor.execute("SELECT zvh.bring_up(%s)", [s.item.pk])
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(row, [s.item.pk, s.officer.pk])
    with (
        act(s.coordinator),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute(row, [s.item.pk, s.officer.pk])  # not in the name of another

    with as_owner():
        assert (Stage.objects.count(), Pen.objects.count()) == (0, 0)


# -- one writer


def test_first_who_types_has_the_pen_and_another_hears_who(act, scene):
    s = scene(RELEASED)
    other = people.coordinator("Tweede coordinator")
    with act(s.coordinator):
        write(s, s.coordinator, "Van de een")

    with act(other), pytest.raises(PenTaken, match="Coordinator schrijft dit punt nu"):
        write(s, other, "Van de ander")

    with act(s.coordinator):
        assert AgendaItem.objects.get(pk=s.item.pk).information == "Van de een"


def test_same_person_in_another_window_is_told(act, scene):
    s = scene(RELEASED)
    with act(s.coordinator):
        write(s, s.coordinator, "Hier", window="a")

        with pytest.raises(PenTaken, match="in een ander venster"):
            write(s, s.coordinator, "Daar", window="b")


def test_taking_over_ends_the_pen_of_the_other_and_keeps_what_he_wrote(act, scene):
    s = scene(RELEASED)
    other = people.coordinator("Tweede coordinator")
    with act(s.coordinator):
        write(s, s.coordinator, "Eerst")

    with act(other):
        services.take_pen(s.item, by=other, window="z", force=True)
        write(s, other, "Eerst en dan", seen="Eerst", window="z")

    with act(s.coordinator):
        with pytest.raises(PenTaken):
            write(s, s.coordinator, "Eerst nog iets", seen="Eerst")
        assert AgendaItem.objects.get(pk=s.item.pk).information == "Eerst en dan"


def test_laptop_of_the_chair_dies_and_his_pen_is_free_after_a_while(act, scene):
    s = scene(RELEASED)
    other = people.coordinator("Tweede coordinator")
    with act(s.coordinator):
        write(s, s.coordinator, "Tot hier")
    age_pen(44)
    with act(other), pytest.raises(PenTaken):
        write(s, other, "Verder", seen="Tot hier")
    age_pen(46)

    with act(other):
        item = write(s, other, "Tot hier en verder", seen="Tot hier")

    assert item.information == "Tot hier en verder"


def test_who_leaves_the_page_puts_only_his_own_pen_down(act, login, scene):
    s = scene(RELEASED)
    other = people.coordinator("Tweede coordinator")
    url = reverse("meetings:put-pen-down", args=[s.item.pk])
    with act(s.coordinator):
        write(s, s.coordinator, "Tot hier")
    login(other).post(url, {"window": "a"})
    with act(other), pytest.raises(PenTaken):
        write(s, other, "Verder", seen="Tot hier")

    answer = login(s.coordinator).post(url, {"window": "a"})

    with act(other):
        item = write(s, other, "Tot hier en verder", seen="Tot hier")
    assert (answer.status_code, item.information) == (204, "Tot hier en verder")


def test_nothing_is_overwritten_that_the_writer_has_not_seen(act, scene):
    s = scene(RELEASED)
    with act(s.coordinator):
        write(s, s.coordinator, "Nieuw")
    other = people.coordinator("Tweede coordinator")

    with act(other), pytest.raises(WrongState):
        write(s, other, "Over alles heen", window="b", force=True)  # started from the empty field

    with act(s.coordinator):
        assert AgendaItem.objects.get(pk=s.item.pk).information == "Nieuw"


def test_words_that_come_in_make_one_line_of_the_log(act, scene):
    s = scene(RELEASED)

    with act(s.coordinator):
        write(s, s.coordinator, "Een")
        write(s, s.coordinator, "Een twee", seen="Een")
        write(s, s.coordinator, "Een twee drie", seen="Een twee")

    with as_owner():
        found = list(Entry.objects.filter(kind="item").order_by("id").values_list("action", flat=True))
    assert found == ["take_pen", "record_item"]


# -- frozen


def test_final_minutes_freeze_pen_and_note(act, scene):
    s = scene(RELEASED)
    with act(s.coordinator):
        write(s, s.coordinator, "Klaar")
        services.write_note(s.item, by=s.coordinator, text="x", seen="")
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)

    with act(s.coordinator):
        for change in (Pen.objects.all(), ChairNote.objects.all()):
            field = {"window": "b"} if change.model is Pen else {"text": "b"}
            with pytest.raises(DatabaseError), transaction.atomic():
                change.update(**field)
