"""An extra consultation: called in one step, read by its table alone, and closed like any other meeting."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import Entry
from meetings import queries, services
from meetings.models import AgendaItem, Contribution, ItemKind, Meeting, MeetingState, Seat
from partners.models import OrganisationKind
from signals.models import SafeStatus, Signal, Weighing, WeighingState
from tests import factories, people
from tests.conftest import as_owner
from zvh.actor import acting_as
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def soon(minutes=30):
    return timezone.now() + timedelta(minutes=minutes)


@pytest.fixture
def scene():
    """A threat, and people of the police, the municipality and an organisation that is not asked."""

    class Scene:
        signal = factories.signal(title="Dreiging bij het plein", has_threat=True, threat="Hij gooit iets")
        desk, expert = people.coordinator(), people.expert()
        police, town = people.police(), people.municipality().organisation
        officer, townsman = people.police_member(), people.municipality_member()
        outsider = people.outsider()

    return Scene


def call(signal, by, table, **changes):
    fields = {"starts_at": soon(), "minutes": 45, "place": "https://overleg.example/1"}
    return services.call_extra(
        signal, by=by, table=[(one, "Wat weet u?") for one in table], **(fields | changes)
    )


# -- calling


def test_call_extra_makes_a_released_meeting_with_its_table_and_one_item(act, scene):
    with act(scene.desk):
        meeting = call(scene.signal, scene.desk, [scene.police, scene.town])

        (item,) = meeting.items.all()
        places = set(item.places.values_list("organisation", "question"))
        seats = set(meeting.seats.values_list("organisation", "attendance"))
    assert (meeting.series, meeting.state, str(meeting)[:12]) == (None, MeetingState.RELEASED, "Spoedoverleg")
    assert (meeting.released_by, item.kind, item.title) == (
        scene.desk,
        ItemKind.SIGNAL,
        "Dreiging bij het plein",
    )
    assert places == {(scene.police.pk, "Wat weet u?"), (scene.town.pk, "Wat weet u?")}
    assert seats == {(scene.police.pk, "unknown"), (scene.town.pk, "unknown")}


def test_table_reads_the_signal_at_once_and_nobody_else_does(act, scene):
    """Who does not sit at the table sees neither the signal, nor the meeting, nor that there is one."""
    people_ = {"police": scene.officer, "town": scene.townsman, "outsider": scene.outsider}
    models = (Meeting, AgendaItem, Seat, Signal, Weighing)
    with act(scene.townsman):
        assert Signal.objects.count() == 0

    with act(scene.desk):
        call(scene.signal, scene.desk, [scene.town])

    seen = {}
    for name, user in people_.items():
        with act(user):
            seen[name] = [model.objects.count() for model in models]
    assert seen == {"police": [0, 0, 0, 1, 0], "town": [1, 1, 1, 1, 1], "outsider": [0, 0, 0, 0, 0]}


def test_table_reads_nothing_of_the_signal_after_final_minutes(act, scene):
    with act(scene.desk):
        meeting = call(scene.signal, scene.desk, [scene.town])
        item = meeting.items.get()
        seen = {"information": "", "interpretation": "", "conclusion": ""}
        services.record_item(item, by=scene.desk, seen=seen, **{**seen, "conclusion": "Politie gaat kijken."})
        services.end_meeting(meeting, by=scene.desk)
        services.finalise(meeting, by=scene.desk)

    with act(scene.townsman):
        assert [Signal.objects.count(), Weighing.objects.count()] == [0, 0]
        assert AgendaItem.objects.get().conclusion == "Politie gaat kijken."


def test_who_steps_back_from_the_item_reads_the_signal_no_more(act, scene):
    with act(scene.desk):
        item = call(scene.signal, scene.desk, [scene.town]).items.get()

    with act(scene.townsman):
        services.recuse(item, by=scene.townsman, user=scene.townsman)

        assert Signal.objects.count() == 0


def test_table_contributes_and_a_decision_is_recorded_as_at_any_meeting(act, scene):
    with act(scene.desk):
        item = call(scene.signal, scene.desk, [scene.town]).items.get()
    with act(scene.townsman):
        services.save_contribution(item, by=scene.townsman, organisation=scene.town, text="Wij kennen hem.")
        services.release_contribution(item, by=scene.townsman, organisation=scene.town)

    with act(scene.desk):
        decision = services.record_decision(
            item, by=scene.desk, kind="advice", text="Naar de driehoek", reasons="Acuut"
        )
        texts = [one.text for one in Contribution.objects.all()]

    assert (texts, decision.item) == (["Wij kennen hem."], item)


def test_invitation_goes_to_the_table_and_holds_no_content(act, scene, django_capture_on_commit_callbacks):
    with act(scene.desk), django_capture_on_commit_callbacks(execute=True):
        meeting = call(scene.signal, scene.desk, [scene.town, scene.police])

    sent = {one.to[0]: (one.subject, one.body) for one in mail.outbox}
    subject, text = sent[scene.townsman.email]
    assert set(sent) == {scene.townsman.email, scene.officer.email}
    assert subject == f"Spoedoverleg {timezone.localtime(meeting.starts_at):%d-%m-%Y om %H:%M}"
    assert [word in subject + text for word in ("plein", "https", scene.signal.number)] == [False] * 3


def test_call_extra_tells_the_desk_and_is_in_the_log_without_content(act, scene):
    with act(scene.desk):
        meeting = call(scene.signal, scene.desk, [scene.town])

        line = scene.signal.events.get(text="Spoedoverleg bijeengeroepen")
    with as_owner():
        entry = Entry.objects.get(action="call_extra")
    assert (line.by, line.for_desk) == (scene.desk, True)
    assert (entry.object_id, entry.details) == (meeting.pk, {"signal": scene.signal.number})


def test_reporter_does_not_read_that_there_was_haste(act, scene):
    with act(scene.desk):
        meeting = call(scene.signal, scene.desk, [scene.town])
        services.end_meeting(meeting, by=scene.desk)
        services.finalise(meeting, by=scene.desk)

    reporter = people.officer()
    with act(reporter):
        signal = Signal.objects.get()
        lines = list(signal.events.values_list("text", flat=True))
    assert (signal.safe_status, lines) == (SafeStatus.DISCUSSED, ["Besproken met partners"])


# -- refusing


def test_call_extra_without_an_organisation_is_refused(act, scene):
    with act(scene.desk), pytest.raises(WrongState, match="Kies minstens één organisatie"):
        call(scene.signal, scene.desk, [])


@pytest.mark.parametrize("minutes", [-1, 8 * 24 * 60])
def test_call_extra_for_a_moment_that_is_over_or_far_is_refused(act, scene, minutes):
    with act(scene.desk), pytest.raises(WrongState, match="Kies een moment dat nog komt"):
        call(scene.signal, scene.desk, [scene.town], starts_at=soon(minutes))


def test_call_extra_with_an_organisation_without_participants_is_refused(act, scene):
    empty = people.organisation("Leeg bureau", house=people.house())
    people.officer("Alleen melder", at=empty)

    with act(scene.desk), pytest.raises(WrongState, match="Van Leeg bureau kan niemand meedoen"):
        call(scene.signal, scene.desk, [scene.town, empty])

    with as_owner():
        assert Meeting.objects.count() == 0


@pytest.mark.parametrize("state", [WeighingState.HELD, WeighingState.REJECTED])
def test_call_extra_about_a_report_that_was_not_checked_is_refused(act, scene, state):
    factories.weighed(scene.signal, state)

    with act(scene.desk), pytest.raises(WrongState, match="niet gecontroleerd of is afgewezen"):
        call(scene.signal, scene.desk, [scene.town])


def test_call_extra_about_a_merged_signal_is_refused(act, scene):
    factories.link(scene.signal, factories.signal(), kind="merged", by=scene.desk)

    with act(scene.desk), pytest.raises(WrongState, match="samengevoegd"):
        call(scene.signal, scene.desk, [scene.town])


def test_call_extra_a_second_time_is_refused_until_the_first_is_over(act, scene):
    with act(scene.desk):
        first = call(scene.signal, scene.desk, [scene.town])
        with pytest.raises(WrongState, match="is al een spoedoverleg") as refused:
            call(scene.signal, scene.desk, [scene.police])
        services.end_meeting(first, by=scene.desk)

        second = call(scene.signal, scene.desk, [scene.police])

    assert refused.value.back_to == first
    assert second != first


def test_another_signal_can_have_its_own_at_the_same_moment(act, scene):
    with act(scene.desk):
        at = soon()
        both = [
            call(signal, scene.desk, [scene.town], starts_at=at)
            for signal in (scene.signal, factories.signal())
        ]

        assert queries.running_extra(scene.signal) == both[0]


@pytest.mark.parametrize("who", ["expert", "officer", "townsman", "outsider"])
def test_call_extra_is_for_coordinators_of_the_house(act, scene, who):
    user = getattr(scene, who)

    with act(user), pytest.raises(NotAllowed):
        call(scene.signal, user, [scene.town])


def test_call_extra_by_a_coordinator_of_another_house_is_refused(act, scene):
    stranger = people.coordinator("Vreemd", of=people.house("Ander huis"))

    with act(stranger), pytest.raises(NotAllowed):
        call(scene.signal, stranger, [scene.town])


def test_an_extra_meeting_has_no_day_in_a_rhythm(scene):
    with as_owner(), pytest.raises(IntegrityError, match="no_rhythm"), transaction.atomic():
        Meeting.objects.create(
            house=people.house(), starts_at=soon(), place="x", rhythm_on=timezone.localdate()
        )


def test_two_who_call_at_once_make_one(committed):
    """Two connections: the second waits for the first, and hears that there is one."""
    signal, desk, town = factories.signal(), people.coordinator(), people.municipality().organisation
    second = people.coordinator("Tweede coordinator")
    people.municipality_member()
    said = []

    def call_too():
        try:
            with acting_as(second):
                call(signal, second, [town])
        except WrongState as refused:
            said.append(str(refused)[:41])
        finally:
            connection.close()

    other = threading.Thread(target=call_too)
    with acting_as(desk):
        call(signal, desk, [town])
        other.start()
        other.join(1)
        waited = other.is_alive()
    other.join(20)

    with as_owner():
        assert (waited, said, Meeting.objects.count()) == (
            True,
            ["Over dit signaal is al een spoedoverleg, "],
            1,
        )


def test_extra_among_the_dates_has_its_own_name(act, scene):
    with act(scene.desk):
        call(scene.signal, scene.desk, [scene.town])

    with act(scene.townsman):
        assert [one["name"] for one in queries.dates_only([])] == ["Spoedoverleg"]
    with act(scene.officer):
        assert queries.dates_only([]) == []


def test_call_extra_with_an_organisation_of_another_house_is_refused(act, scene):
    """Also by who coordinates both houses, and sees its people."""
    far = people.house("Ander huis")
    elsewhere = people.organisation("Politie elders", OrganisationKind.POLICE, house=far)
    people.police_member("Elders lid", at=elsewhere)
    both = people.coordinator(scene.desk.name, of=far)

    with act(both), pytest.raises(WrongState, match="Politie elders werkt niet met dit huis"):
        call(scene.signal, both, [scene.town, elsewhere])
