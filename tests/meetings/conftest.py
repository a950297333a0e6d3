"""A meeting with two tables: what the police sits at, and what it must never see."""

from types import SimpleNamespace

import pytest

from meetings.models import ItemKind, MeetingState
from tests import factories, people


@pytest.fixture
def scene():
    """`scene(state)`: a meeting in that state with an item of the police, one of the municipality and an open one."""

    def make(state=MeetingState.PLANNED):
        house, police, town = people.house(), people.police(), people.municipality().organisation
        coordinator = people.coordinator()
        signal = factories.signal(title="Leus op gevel")
        hidden = factories.signal(title="Ruzie om parkeren", by=people.officer("Handhaver", at=town))
        meeting = factories.meeting(by=coordinator, invited=[police, town])
        opening = factories.item(meeting, title="Opening", kind=ItemKind.FIXED, is_open=True, minutes=5)
        secret = factories.item(meeting, title="Geheim punt", signals=[hidden], table=[town], minutes=20)
        item = factories.item(meeting, title="Onrust wijk", signals=[signal], table=[police], minutes=15)
        return SimpleNamespace(
            house=house,
            police=police,
            town=town,
            coordinator=coordinator,
            officer=people.police_member(),
            townsman=people.municipality_member(),
            meeting=factories.put_meeting(meeting, state, by=coordinator),
            opening=opening,
            item=item,
            secret=secret,
            signal=signal,
            hidden=hidden,
        )

    return make
