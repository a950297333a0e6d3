"""Every page of meetings: who gets it, and what is on it."""

import pytest
from django.urls import reverse

from meetings.models import Decision, DecisionKind, MeetingState
from partners.roles import Role
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

PLANNED, RELEASED, HELD, FINAL = (
    MeetingState.PLANNED,
    MeetingState.RELEASED,
    MeetingState.HELD,
    MeetingState.FINAL,
)


def decision(s, kind=DecisionKind.ADVICE):
    with as_owner():
        return Decision.objects.create(
            item=s.item, kind=kind, text="Adviseer", reasons="Omdat", recorded_by=s.coordinator
        )


def pages(s):
    """(name, args) of every page that shows something of the meeting, the item of the police or its decision."""
    return {
        "detail": [s.meeting.pk],
        "live": [s.meeting.pk],
        "minutes": [s.meeting.pk],
        "move": [s.meeting.pk],
        "invite": [s.meeting.pk],
        "release": [s.meeting.pk],
        "finalise": [s.meeting.pk],
        "add-item": [s.meeting.pk],
        "series": [s.meeting.series_id],
        "item": [s.item.pk],
        "contribute": [s.item.pk, s.police.pk],
        "driehoek": [s.advice.pk],
        "open_case": [s.advice.pk],
    }


# 200 for who may, 403 for who sees the meeting but may not do this, 404 for whom it does not exist.
ANSWERS = {
    "detail": (200, 200, 200, 404, 404),
    "live": (200, 200, 200, 404, 404),
    "minutes": (200, 200, 200, 404, 404),
    "move": (200, 403, 403, 404, 404),
    "invite": (200, 403, 403, 404, 404),
    "release": (200, 403, 403, 404, 404),
    "finalise": (200, 403, 403, 404, 404),
    "add-item": (200, 403, 403, 404, 404),
    "series": (200, 403, 403, 403, 404),
    "item": (200, 403, 403, 404, 404),
    "contribute": (403, 403, 200, 404, 404),
    "driehoek": (200, 403, 403, 404, 404),
    "open_case": (200, 403, 403, 404, 404),
}


@pytest.mark.parametrize("state", [RELEASED, HELD, FINAL])
def test_pages_per_role_after_release(scene, login, state):
    s = scene(RELEASED)
    s.advice = decision(s)
    factories.put_meeting(s.meeting, state, by=s.coordinator)
    readers = (s.coordinator, people.expert(), s.officer, people.outsider(), people.nobody())
    clients = [login(reader) for reader in readers]

    found = {
        name: tuple(client.get(reverse(f"meetings:{name}", args=args)).status_code for client in clients)
        for name, args in pages(s).items()
    }

    assert found == ANSWERS


def test_pages_before_release_do_not_exist_for_the_table(scene, login):
    s = scene(PLANNED)
    s.advice = decision(s)
    client = login(s.officer)

    found = {
        name: client.get(reverse(f"meetings:{name}", args=args)).status_code
        for name, args in pages(s).items()
    }

    assert found == dict.fromkeys(found, 404) | {"series": 403}


@pytest.mark.parametrize("role", Role)
def test_list_is_there_for_every_role_and_empty_for_who_has_no_meeting(scene, login, role):
    s = scene(RELEASED)
    where = s.house if role in {Role.COORDINATOR, Role.EXPERT, Role.ADMINISTRATOR} else s.police
    reader = people.person(f"Lezer {role}", role, where)

    response = login(reader).get(reverse("meetings:list"))

    sees = role in {Role.COORDINATOR, Role.EXPERT, Role.PARTICIPANT}
    assert (response.status_code, response.context["coming"]) == (200, [s.meeting] if sees else [])


@pytest.mark.parametrize("number", ["99999999", "99999999999999999999999"])
def test_unknown_numbers_are_no_page(scene, login, number):
    s = scene(RELEASED)
    paths = [
        f"/overleg/{number}/",
        f"/overleg/{number}/live/",
        f"/overleg/{number}/verslag/",
        f"/overleg/punt/{number}/",
        f"/overleg/punt/{s.item.pk}/inbreng/{number}/",
        f"/overleg/besluit/{number}/driehoek/",
        f"/overleg/reeks/{number}/",
        f"/overleg/{s.meeting.pk}/live/?punt={number}",
        f"/overleg/{s.meeting.pk}/live/?punt=x",
    ]
    client = login(s.coordinator)

    found = {path: client.get(path).status_code for path in paths}

    assert found == dict.fromkeys(paths, 404)


def test_changes_are_not_made_by_a_get(scene, login):
    s = scene(RELEASED)
    client = login(s.coordinator)
    names = {
        "end": [s.meeting.pk],
        "resume": [s.meeting.pk],
        "order": [s.meeting.pk],
        "attendance": [s.meeting.pk],
        "move-item": [s.item.pk],
        "remove-item": [s.item.pk],
        "add-to-table": [s.item.pk],
        "link-signals": [s.item.pk],
        "recuse": [s.item.pk],
        "record": [s.item.pk],
        "decide": [s.item.pk],
        "give-action": [s.item.pk],
        "plan-series": [s.meeting.series_id],
    }

    found = {
        name: client.get(reverse(f"meetings:{name}", args=args)).status_code for name, args in names.items()
    }

    assert found == dict.fromkeys(names, 405)
