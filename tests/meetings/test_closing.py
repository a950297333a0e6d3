"""An item added, or an organisation seated, while the minutes become final: two connections, no access stays open."""

import threading

import pytest
from django.db import connection

from meetings import services
from meetings.models import AgendaItem, ItemKind, MeetingState, Recusal
from signals.models import Event, SafeStatus, Signal
from tests.conftest import as_owner
from zvh.actor import acting_as
from zvh.exceptions import WrongState

CHANGES = {
    "add_item": lambda s: services.add_item(
        s.meeting, by=s.coordinator, title="Te laat", kind=ItemKind.TOPIC, minutes=5, table=[(s.police, "")]
    ),
    "add_to_table": lambda s: services.add_to_table(s.secret, by=s.coordinator, organisation=s.police),
    "link_signal": lambda s: services.link_signal(s.item, by=s.coordinator, signal=s.hidden),
    "invite": lambda s: services.invite(s.meeting, by=s.coordinator, organisation=s.house),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_comes_while_the_minutes_close_waits_and_is_refused(committed, scene, name):
    s = scene(MeetingState.HELD)
    said = []

    def change():
        try:
            with acting_as(s.coordinator):
                CHANGES[name](s)
        except WrongState as refused:
            said.append(str(refused))
        finally:
            connection.close()

    other = threading.Thread(target=change)
    with acting_as(s.coordinator):
        services.finalise(s.meeting, by=s.coordinator)
        other.start()
        other.join(1)  # it waits for the lock
        waited = other.is_alive()
    other.join(20)
    with acting_as(s.officer):
        titles = [item.title for item in AgendaItem.objects.filter(meeting=s.meeting)]

    assert waited
    assert said == ["Het verslag is vastgesteld. Er kan niets meer worden veranderd."]
    assert titles == ["Opening", "Onrust wijk"]


@pytest.mark.django_db
def test_finalise_by_who_stepped_back_tells_all_reporters(act, scene):
    s = scene(MeetingState.HELD)
    with as_owner():
        Recusal.objects.create(item=s.secret, user=s.coordinator, by=s.coordinator)

    with act(s.coordinator):
        services.finalise(s.meeting, by=s.coordinator)

    with as_owner():
        told = set(
            Signal.objects.filter(item_links__item__meeting=s.meeting).values_list("safe_status", flat=True)
        )
        lines = set(Event.objects.values_list("text", "for_desk"))
    assert told == {SafeStatus.DISCUSSED}
    assert lines == {("Besproken in het informatieoverleg", False)}
