"""Making the agenda: items, their order, tables, signals, who steps out."""

import pytest
from django.urls import reverse

from meetings import services
from meetings.models import AgendaItem, ItemKind, MeetingState
from tests import factories, people
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, FINAL = MeetingState.PLANNED, MeetingState.RELEASED, MeetingState.FINAL

NEW = {"title": "Nieuw punt", "kind": ItemKind.TOPIC, "minutes": 10}
TEXTS = {"information": "a", "interpretation": "b", "conclusion": "c"}


def titles(meeting):
    return [item.title for item in AgendaItem.objects.filter(meeting=meeting)]


def test_add_item_comes_last_with_its_table_and_signals(act, scene):
    s = scene()

    with act(s.coordinator):
        item = services.add_item(
            s.meeting, by=s.coordinator, **NEW, signals=[s.signal], table=[(s.police, "Wat weet u?")]
        )
        place = item.places.get()
        linked = list(item.signals.all())
        order = titles(s.meeting)

    assert order[-1] == "Nieuw punt"
    assert (place.organisation, place.question, linked) == (s.police, "Wat weet u?", [s.signal])


def test_signal_of_another_house_is_not_ours_to_bring_to_a_table(act, scene, login):
    s, neighbour = scene(), people.house("Buurhuis")
    foreign = factories.signal(by=people.coordinator("Reist", of=s.house), of=neighbour)

    with act(s.coordinator):
        assert type(foreign).objects.filter(pk=foreign.pk).exists()
        with pytest.raises(WrongState, match="ander veiligheidshuis"):
            services.link_signal(s.item, by=s.coordinator, signal=foreign)
        with pytest.raises(WrongState, match="ander veiligheidshuis"):
            services.add_item(s.meeting, by=s.coordinator, **NEW, signals=[foreign])
    page = login(s.coordinator).post(
        reverse("meetings:link-signals", args=[s.item.pk]), {"koppelen-signals": foreign.number}
    )

    assert f"Deze signalen kennen wij niet: {foreign.number}." in page.text


def changes(s, by):
    """Every change of an agenda, by name."""
    return {
        "add_item": lambda: services.add_item(s.meeting, by=by, **NEW),
        "change_item": lambda: services.change_item(
            s.item, by=by, title="x", minutes=1, text="", is_open=False
        ),
        "remove_item": lambda: services.remove_item(s.item, by=by),
        "order_items": lambda: services.order_items(s.meeting, by=by, item_ids=[]),
        "move_item": lambda: services.move_item(s.item, by=by, steps=-1),
        "add_to_table": lambda: services.add_to_table(s.item, by=by, organisation=s.town),
        "remove_from_table": lambda: services.remove_from_table(s.item, by=by, organisation=s.police),
        "link_signal": lambda: services.link_signal(s.item, by=by, signal=s.hidden),
        "unlink_signal": lambda: services.unlink_signal(s.item, by=by, signal=s.signal),
        "recuse": lambda: services.recuse(s.item, by=by, user=s.townsman),
        "invite": lambda: services.invite(s.meeting, by=by, organisation=s.house),
        "withdraw_invitation": lambda: services.withdraw_invitation(s.meeting.seats.first(), by=by),
        "move_meeting": lambda: services.move_meeting(
            s.meeting, by=by, starts_at=s.meeting.starts_at, minutes=60, place="x", reason="zaal"
        ),
        "record_item": lambda: services.record_item(s.item, by=by, seen=dict.fromkeys(TEXTS, ""), **TEXTS),
        "record_decision": lambda: services.record_decision(
            s.item, by=by, kind="follow", text="x", reasons="y"
        ),
        "give_table_action": lambda: services.give_table_action(
            s.item, by=by, text="x", due_on=s.meeting.starts_at.date(), organisation=s.police
        ),
        "record_seat": lambda: services.record_seat(s.meeting.seats.first(), by=by, attendance="present"),
        "release_agenda": lambda: services.release_agenda(s.meeting, by=by),
        "end_meeting": lambda: services.end_meeting(s.meeting, by=by),
        "resume_meeting": lambda: services.resume_meeting(s.meeting, by=by),
        "finalise": lambda: services.finalise(s.meeting, by=by),
    }


NAMES = (
    "add_item",
    "change_item",
    "remove_item",
    "order_items",
    "move_item",
    "add_to_table",
    "remove_from_table",
    "link_signal",
    "unlink_signal",
    "recuse",
    "invite",
    "withdraw_invitation",
    "move_meeting",
    "record_item",
    "record_decision",
    "give_table_action",
    "record_seat",
    "release_agenda",
    "end_meeting",
    "resume_meeting",
    "finalise",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_final_meeting_refuses_every_service(act, scene, name):
    s = scene(FINAL)

    with act(s.coordinator), pytest.raises(WrongState):
        changes(s, s.coordinator)[name]()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", [people.police_member, people.expert])
def test_no_service_of_the_desk_is_allowed_to_who_only_reads(act, scene, who, name):
    s = scene(RELEASED)
    reader = who()

    with act(reader), pytest.raises(NotAllowed):
        changes(s, reader)[name]()


@pytest.mark.parametrize("name", ["contribution", "release"])
def test_a_final_meeting_refuses_contributions(act, scene, name):
    s = scene(RELEASED)
    factories.contribution(s.item, s.police, s.officer)
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)
    steps = {
        "contribution": lambda: services.save_contribution(
            s.item, by=s.officer, organisation=s.police, text="anders"
        ),
        "release": lambda: services.release_contribution(s.item, by=s.officer, organisation=s.police),
    }

    with act(s.officer), pytest.raises(WrongState, match="vastgesteld"):
        steps[name]()


def test_release_agenda_twice_says_that_somebody_was_first(act, scene):
    s = scene()

    with act(s.coordinator):
        services.release_agenda(s.meeting, by=s.coordinator)
        with pytest.raises(WrongState, match="agenda vrijgegeven"):
            services.release_agenda(s.meeting, by=s.coordinator)


def test_release_of_an_empty_agenda_is_refused(act):
    coordinator = people.coordinator()
    meeting = factories.meeting(by=coordinator)

    with act(coordinator), pytest.raises(WrongState, match="nog niets op de agenda"):
        services.release_agenda(meeting, by=coordinator)


def test_order_items_ignores_foreign_ids(act, scene):
    s = scene()
    foreign = factories.item(factories.meeting(by=s.coordinator), title="Elders")
    place = foreign.position

    with act(s.coordinator):
        services.order_items(
            s.meeting, by=s.coordinator, item_ids=[foreign.pk, s.item.pk, 99999999, s.opening.pk]
        )
        foreign.refresh_from_db()
        order = titles(s.meeting)

    assert order == ["Onrust wijk", "Opening", "Geheim punt"]
    assert foreign.position == place


def test_order_by_a_recused_coordinator_leaves_the_hidden_item_where_it_was(act, scene):
    s = scene()
    second = people.coordinator("Tweede coordinator")
    with act(second):
        services.recuse(s.secret, by=second, user=s.coordinator)

    with act(s.coordinator):
        services.order_items(s.meeting, by=s.coordinator, item_ids=[s.item.pk, s.opening.pk])
    with act(second):
        order = titles(s.meeting)

    assert order == ["Onrust wijk", "Geheim punt", "Opening"]


@pytest.mark.parametrize(("steps", "place"), [(-1, 1), (1, 2), (-9, 0)])
def test_move_item_up_and_down_stays_within_the_list(act, scene, steps, place):
    s = scene()

    with act(s.coordinator):
        services.move_item(s.item, by=s.coordinator, steps=steps)
        found = titles(s.meeting).index("Onrust wijk")

    assert found == place


def test_remove_item_after_release_or_with_a_contribution_is_refused(act, scene):
    s = scene()
    factories.contribution(s.secret, s.town, s.townsman)

    with act(s.coordinator):
        with pytest.raises(WrongState, match="inbreng"):
            services.remove_item(s.secret, by=s.coordinator)
        services.remove_item(s.item, by=s.coordinator)
        services.release_agenda(s.meeting, by=s.coordinator)
        with pytest.raises(WrongState, match="al vrijgegeven"):
            services.remove_item(s.opening, by=s.coordinator)
        left = titles(s.meeting)

    assert left == ["Opening", "Geheim punt"]


def test_remove_from_table_of_who_contributed_is_refused_also_before_its_release(act, scene):
    s = scene(RELEASED)
    factories.contribution(s.item, s.police, s.officer, released=False)

    with act(s.coordinator), pytest.raises(WrongState, match="blijft aan tafel"):
        services.remove_from_table(s.item, by=s.coordinator, organisation=s.police)


def test_remove_from_table_ends_the_access_at_once(act, scene):
    s = scene(RELEASED)

    with act(s.coordinator):
        services.remove_from_table(s.item, by=s.coordinator, organisation=s.police)
    with act(s.officer):
        left = titles(s.meeting)

    assert left == ["Opening"]


def test_recuse_twice_says_so_and_the_recused_sees_nothing_of_it(act, scene):
    s = scene(RELEASED)

    with act(s.coordinator):
        services.recuse(s.item, by=s.coordinator, user=s.officer)
        with pytest.raises(WrongState, match="doet al niet mee"):
            services.recuse(s.item, by=s.coordinator, user=s.officer)
    with act(s.officer):
        left = titles(s.meeting)

    assert left == ["Opening"]


def test_who_sits_at_the_table_can_step_out_himself_but_not_another(act, login, scene):
    s = scene(RELEASED)
    colleague = people.police_member("Collega")

    with act(colleague), pytest.raises(NotAllowed):
        services.recuse(s.item, by=colleague, user=s.officer)
    response = login(s.officer).post(f"/overleg/punt/{s.item.pk}/zelf-terugtrekken/")
    gone = login(s.officer).post(f"/overleg/punt/{s.item.pk}/zelf-terugtrekken/")
    with act(s.officer):
        left = titles(s.meeting)

    assert (response.url, gone.status_code, left) == (s.meeting.get_absolute_url(), 404, ["Opening"])
