"""A meeting with two tables: what the police sits at, and what it must never see."""

from types import SimpleNamespace

import pytest

from meetings.models import (
    AgendaItem,
    Decision,
    DecisionKind,
    ItemAction,
    ItemKind,
    Meeting,
    MeetingState,
    Seat,
)
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.proposing import WAS, fresh


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


@pytest.fixture
def full(scene):
    """The scene with texts, decisions, actions and attendance, in this state."""

    def make(state=MeetingState.HELD):
        s = scene(MeetingState.RELEASED)
        with as_owner():
            for item, word in ((s.item, "Politiewoord"), (s.secret, "Gemeentewoord"), (s.opening, "Welkom")):
                AgendaItem.objects.filter(pk=item.pk).update(information=word, conclusion=f"{word} is volgen")
                Decision.objects.create(
                    item=item,
                    kind=DecisionKind.FOLLOW,
                    text=f"Volg {word}",
                    reasons="r",
                    recorded_by=s.coordinator,
                )
            Seat.objects.filter(meeting=s.meeting).update(
                attendance=Seat.Attendance.PRESENT, names="A. Jansen"
            )
            s.action = factories.action(by=s.coordinator, organisation=s.police, text="Bel de politie")
            s.link = ItemAction.objects.create(item=s.item, action=s.action)
            s.meeting = Meeting.objects.get(pk=s.meeting.pk)
        factories.put_meeting(s.meeting, state, by=s.coordinator)
        return s

    return make


@pytest.fixture
def draft(scene):
    """The scene with minutes in concept and police and municipality present."""

    def make(state=MeetingState.HELD):
        s = scene(MeetingState.RELEASED)
        with as_owner():
            AgendaItem.objects.filter(pk=s.item.pk).update(**WAS)
            Seat.objects.filter(meeting=s.meeting).update(attendance=Seat.Attendance.PRESENT)
        fresh(s.item)
        factories.put_meeting(s.meeting, state, by=s.coordinator)
        return s

    return make


@pytest.fixture
def case_scene():
    """`case_scene()`: a case of police and town with its director, and everybody who has nothing to do with it."""

    def make(*, is_restricted=False):
        police, town = people.police(), people.municipality().organisation
        s = SimpleNamespace(
            police=police,
            town=town,
            coordinator=people.coordinator(),
            second=people.coordinator("Tweede coordinator"),
            expert=people.expert(),
            director=people.case_director(),
            other_director=people.case_director("Andere regisseur"),
            officer=people.police_member(),
            colleague=people.police_member("Tweede politielid"),
            townsman=people.municipality_member(),
            outsider=people.outsider(),
        )
        s.case = factories.case(
            by=s.coordinator,
            directors=[s.director],
            partners=[police, town],
            named=[s.officer] if is_restricted else [],
            is_restricted=is_restricted,
            title="Jongen op drift",
        )
        factories.case(by=s.coordinator, directors=[s.other_director])
        return s

    return make
