"""Who sees which items, before and after the release and the final minutes; and the buttons per role and state."""

import pytest
from django.urls import reverse

from meetings import services
from meetings.models import AgendaItem, MeetingState
from meetings.transitions import TRANSITIONS
from partners.roles import Role
from partners.steps import available
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, HELD, FINAL = (
    MeetingState.PLANNED,
    MeetingState.RELEASED,
    MeetingState.HELD,
    MeetingState.FINAL,
)
PAGES = ("detail", "live", "minutes")

# What a coordinator can do in each state; every other role can do nothing.
BUTTONS = {
    PLANNED: {"release_agenda", "cancel_meeting"},
    RELEASED: {"end_meeting", "cancel_meeting"},
    HELD: {"resume_meeting", "finalise"},
    FINAL: set(),
    MeetingState.CANCELLED: set(),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", MeetingState)
def test_buttons_per_role_and_state(state, role):
    house = people.house()
    meeting = factories.meeting(house, state=state)
    reader = people.person("Lezer", role, house)

    with as_owner():
        found = set(available(TRANSITIONS, reader, meeting))

    assert found == (BUTTONS[state] if role == Role.COORDINATOR else set())


def test_buttons_stand_on_the_pages(login, scene):
    labels = {"release_agenda": "vrijgeven/", "end_meeting": "afsluiten/", "finalise": "vaststellen/"}
    labels["cancel_meeting"] = "vervallen/"
    s, client = scene(PLANNED), None
    client = login(s.coordinator)
    found = {}

    for state in (PLANNED, RELEASED, HELD, FINAL):
        factories.put_meeting(s.meeting, state, by=s.coordinator)
        text = "".join(
            client.get(reverse(f"meetings:{name}", args=[s.meeting.pk])).content.decode() for name in PAGES
        )
        found[state] = {name for name, path in labels.items() if f"/overleg/{s.meeting.pk}/{path}" in text}

    assert found == {state: BUTTONS[state] - {"resume_meeting"} for state in (PLANNED, RELEASED, HELD, FINAL)}


@pytest.mark.parametrize("state", [RELEASED, HELD, FINAL])
def test_partner_sees_exactly_his_items_and_no_byte_of_another(act, login, scene, state):
    s = scene(PLANNED)
    factories.put_meeting(s.meeting, RELEASED, by=s.coordinator)
    with as_owner():
        AgendaItem.objects.filter(pk=s.secret.pk).update(information="Geheime informatie")
    factories.contribution(s.secret, s.town, s.townsman, text="Geheime inbreng", released=True)
    factories.put_meeting(s.meeting, state, by=s.coordinator)
    client = login(s.officer)

    pages = [client.get(reverse(f"meetings:{name}", args=[s.meeting.pk])).content.decode() for name in PAGES]
    with act(s.officer):
        titles = [item.title for item in AgendaItem.objects.filter(meeting=s.meeting)]

    assert titles == ["Opening", "Onrust wijk"]
    assert all("Onrust wijk" in page for page in pages)
    assert not [
        word for word in ("Geheim", "Ruzie om parkeren", s.hidden.number) for page in pages if word in page
    ]


def test_partner_reads_the_signals_of_his_table_until_the_minutes_are_final(login, scene):
    s = scene(PLANNED)
    found = []

    for state in (PLANNED, RELEASED, HELD, FINAL):
        factories.put_meeting(s.meeting, state, by=s.coordinator)
        page = login(s.townsman).get(s.meeting.get_absolute_url()).content.decode()
        found.append(s.signal.number in page)
    own = [s.hidden.number in login(s.townsman).get(s.meeting.get_absolute_url()).content.decode()]

    assert (found, own) == ([False] * 4, [True])


def test_signal_of_another_leaves_the_agenda_of_the_table_with_final_minutes(login, scene):
    s = scene(PLANNED)
    with as_owner():
        factories.TablePlace.objects.create(item=s.item, organisation=s.town)
    found = []

    for state in (PLANNED, RELEASED, HELD, FINAL):
        factories.put_meeting(s.meeting, state, by=s.coordinator)
        page = login(s.townsman).get(s.meeting.get_absolute_url()).content.decode()
        found.append(s.signal.number in page)

    assert found == [False, True, True, False]


def test_partner_reads_at_what_time_his_item_starts(login, scene):
    s = scene(RELEASED)

    lines = login(s.officer).get(s.meeting.get_absolute_url()).context["lines"]

    assert [(line.starts_at - s.meeting.starts_at).seconds // 60 for line in lines] == [0, 25]


def test_recused_coordinator_gets_no_part_of_the_item_and_the_rest_works(act, login, scene):
    s = scene(RELEASED)
    second = people.coordinator("Tweede coordinator")
    with act(second):
        services.recuse(s.secret, by=second, user=s.coordinator)
    client = login(s.coordinator)
    posts = ("move-item", "remove-item", "add-to-table", "link-signals", "recuse", "record", "decide")

    pages = [client.get(reverse(f"meetings:{name}", args=[s.meeting.pk])) for name in (*PAGES, "finalise")]
    item = client.get(reverse("meetings:item", args=[s.secret.pk])).status_code
    live = client.get(f"/overleg/{s.meeting.pk}/live/?punt={s.secret.pk}").status_code
    parts = {client.post(reverse(f"meetings:{name}", args=[s.secret.pk])).status_code for name in posts}

    assert {page.status_code for page in pages} == {200}
    assert not [page for page in pages if "Geheim punt" in page.content.decode()]
    assert (item, live, parts) == (404, 404, {404})


def test_list_shows_a_date_only_before_the_release(login, scene):
    s = scene(PLANNED)
    client = login(s.officer)

    before = client.get(reverse("meetings:list"))
    factories.put_meeting(s.meeting, RELEASED, by=s.coordinator)
    after = client.get(reverse("meetings:list"))

    assert (before.context["coming"], len(before.context["dates_only"])) == ([], 1)
    assert "datum bekend, agenda volgt" in before.content.decode()
    assert f"/overleg/{s.meeting.pk}/" not in before.content.decode()
    assert (after.context["coming"], after.context["dates_only"]) == ([s.meeting], [])


def test_list_counts_the_items_that_the_reader_sees(login, scene):
    s = scene(RELEASED)

    counts = [
        login(reader).get(reverse("meetings:list")).context["coming"][0].item_count
        for reader in (s.coordinator, s.officer)
    ]

    assert counts == [3, 2]
