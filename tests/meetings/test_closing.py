"""Two connections at once: what comes while the minutes close, and one step done twice. The second is told."""

import threading

import pytest
from django.db import connection

from meetings import services
from meetings.models import AgendaItem, Amendment, ItemKind, MeetingState, Recusal
from meetings.proposals import proposals_for
from signals.models import Event, SafeStatus, Signal
from tests.conftest import as_owner
from tests.meetings.proposing import WANTED, fresh, propose
from tests.meetings.test_proposals import coming, waiting
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


def meanwhile(coordinator, first, second):
    """Do the second in another connection before the first commits. Returns (it waited, what it was told)."""
    said = []

    def change():
        try:
            with acting_as(coordinator):
                second()
        except WrongState as refused:
            said.append(str(refused))
        finally:
            connection.close()

    other = threading.Thread(target=change)
    with acting_as(coordinator):
        first()
        other.start()
        other.join(1)  # it waits for the lock
        waited = other.is_alive()
    other.join(20)
    return waited, said


@pytest.mark.parametrize("name", CHANGES)
def test_what_comes_while_the_minutes_close_waits_and_is_refused(committed, scene, name):
    s = scene(MeetingState.HELD)

    waited, said = meanwhile(
        s.coordinator, lambda: services.finalise(s.meeting, by=s.coordinator), lambda: CHANGES[name](s)
    )
    with acting_as(s.officer):
        titles = [item.title for item in AgendaItem.objects.filter(meeting=s.meeting)]

    assert waited
    assert said == ["Het verslag is vastgesteld. Er kan niets meer worden veranderd."]
    assert titles == ["Opening", "Onrust wijk"]


def test_of_two_who_release_at_once_the_second_is_told_and_each_guest_is_mailed_once(
    committed, scene, mailoutbox
):
    s = scene(MeetingState.PLANNED)

    def release():
        services.release_agenda(s.meeting, by=s.coordinator)

    waited, said = meanwhile(s.coordinator, release, release)

    assert waited
    assert ["Misschien was iemand u voor" in sentence for sentence in said] == [True]
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([s.officer.email, s.townsman.email])


def test_of_two_who_accept_a_proposed_item_at_once_it_comes_on_the_agenda_once(committed):
    desk, meeting = coming()
    waiting(desk, "Onrust bij de haven")
    with acting_as(desk):
        (proposal,) = proposals_for(meeting)

    def accept():
        services.accept_proposals(meeting, by=desk, keys=[proposal.key])

    waited, said = meanwhile(desk, accept, accept)
    with acting_as(desk):
        titles = list(meeting.items.values_list("title", flat=True))

    assert (waited, len(said)) == (True, 1)
    assert titles == ["Onrust bij de haven"]


def test_of_two_who_accept_an_amendment_at_once_the_second_is_told(committed, draft):
    s = draft()
    with acting_as(s.officer):
        (amendment,) = propose(s)
    with acting_as(s.coordinator):
        found = Amendment.objects.select_related("item").get(pk=amendment.pk)
        shown = services.amendment_seen(found)

    def accept():
        services.accept_amendment(amendment, by=s.coordinator, shown=shown)

    waited, said = meanwhile(s.coordinator, accept, accept)

    assert (waited, len(said)) == (True, 1)
    assert fresh(s.item).information == WANTED["information"]


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
