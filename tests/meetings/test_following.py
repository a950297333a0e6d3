"""What a follower hears of a running meeting: numbers of what he sees, and nothing of the rest."""

import asyncio
from contextlib import aclosing, suppress

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone

from meetings import live, services
from meetings.models import MeetingState
from partners.models import Membership
from tests import people
from tests.conftest import as_owner
from zvh.actor import acting_as

pytestmark = pytest.mark.django_db
RELEASED = MeetingState.RELEASED


@pytest.fixture
def running(committed, scene):
    return scene(RELEASED)


def step(by, change):
    """A step of somebody else, kept at once."""
    try:
        with acting_as(by):
            change()
    finally:
        connection.close()


async def pump(meeting, user, into):
    async for piece in live.stream(meeting.pk, user):
        into.put_nowait(piece)


async def told(pieces, seconds=3):
    """The events until it is quiet for a moment."""
    found = []
    with suppress(TimeoutError):
        while True:
            piece = await asyncio.wait_for(pieces.get(), 0.8 if found else seconds)
            lines = piece.strip().split("\n")
            found += [line[7:] for line in lines if line.startswith("event: ")]
            found += [line[6:] for line in lines if line.startswith("data: ") and line[6:]]
    return found


async def _follow(meeting, user, changes):
    """[events after each change] of this follower."""
    pieces, heard = asyncio.Queue(), []
    pumping = asyncio.create_task(pump(meeting, user, pieces))
    await told(pieces)  # that he may have missed something before
    for change in changes:
        await sync_to_async(step)(*change)
        heard.append(await told(pieces, 1.5))
    pumping.cancel()
    with suppress(asyncio.CancelledError):
        await pumping
    return heard


def follow(meeting, user, *changes):
    return asyncio.run(_follow(meeting, user, changes))


def write(s, item, text):
    empty = {"information": "", "interpretation": "", "conclusion": ""}
    return lambda: services.record_item(item, by=s.coordinator, seen=empty, **{**empty, "conclusion": text})


def test_follower_hears_of_his_items_and_nothing_of_another(running):
    s = running
    changes = [(s.coordinator, write(s, item, "Zo doen wij het")) for item in (s.item, s.secret)]

    assert follow(s.meeting, s.officer, *changes) == [["item", str(s.item.pk)], []]


def test_follower_hears_where_the_meeting_is_only_at_his_own_items(running):
    s = running
    to_own = (s.coordinator, lambda: services.bring_up(s.item, by=s.coordinator))
    to_hidden = (s.coordinator, lambda: services.bring_up(s.secret, by=s.coordinator))
    back = (s.coordinator, lambda: services.bring_up(s.opening, by=s.coordinator))

    assert follow(s.meeting, s.officer, to_hidden, to_own, back) == [
        [],
        ["now", str(s.item.pk)],
        ["now", str(s.opening.pk)],
    ]


def test_follower_hears_that_the_meeting_left_his_item_and_not_to_which(running):
    s = running
    to_own = (s.coordinator, lambda: services.bring_up(s.item, by=s.coordinator))
    to_hidden = (s.coordinator, lambda: services.bring_up(s.secret, by=s.coordinator))

    assert follow(s.meeting, s.officer, to_own, to_hidden) == [["now", str(s.item.pk)], ["now"]]


def test_new_item_is_heard_by_its_table_alone(running):
    s = running
    new = (
        s.coordinator,
        lambda: services.add_item(
            s.meeting, by=s.coordinator, title="Nieuw", kind="topic", minutes=5, table=[(s.town, "?")]
        ),
    )

    assert follow(s.meeting, s.officer, new) == [[]]
    assert follow(
        s.meeting,
        s.townsman,
        (s.coordinator, lambda: services.add_to_table(s.item, by=s.coordinator, organisation=s.town)),
    ) == [["agenda"]]


def test_contribution_is_heard_once_it_lies_on_the_table(running):
    s = running
    keep = (
        s.officer,
        lambda: services.save_contribution(
            s.item, by=s.officer, organisation=s.police, text="Wij weten iets"
        ),
    )
    release = (
        s.officer,
        lambda: services.release_contribution(s.item, by=s.officer, organisation=s.police),
    )

    assert follow(s.meeting, s.coordinator, keep, release) == [[], ["item", str(s.item.pk)]]


def test_who_steps_out_of_an_item_hears_no_more_of_it(running):
    s = running
    out = (s.officer, lambda: services.recuse(s.item, by=s.officer, user=s.officer))
    after = (s.coordinator, write(s, s.item, "Besluit"))

    assert follow(s.meeting, s.officer, out, after) == [["agenda"], []]


def test_who_sees_the_meeting_no_longer_hears_that_it_is_over_for_him(running):
    s = running

    def end_and_go_on():
        with as_owner():
            Membership.objects.filter(user=s.officer).update(valid_until=timezone.now())
        services.bring_up(s.opening, by=s.coordinator)

    assert follow(s.meeting, s.officer, (s.coordinator, end_and_go_on)) == [["over"]]
    assert asyncio.run(everything(s.meeting, s.officer)) == ["retry: 1000\n\n"]


async def everything(meeting, user):
    return [piece async for piece in live.stream(meeting.pk, user)]


def test_stream_takes_no_connection_while_it_waits(running):
    s = running

    async def scene():
        async with aclosing(live.stream(s.meeting.pk, s.officer)) as pieces:
            await anext(pieces)
            return await sync_to_async(lambda: connection.connection)()

    assert asyncio.run(scene()) is None


def test_streams_are_for_who_sees_the_meeting(login, running):
    s = running
    outsider = people.person("Vreemde", "participant", people.organisation("Elders"))
    url = f"/overleg/{s.meeting.pk}/live/stroom/"

    refused = login(outsider).get(url)
    allowed = login(s.officer).get(url)

    assert (refused.status_code, allowed.status_code) == (404, 200)
    assert (allowed["Content-Type"], allowed["Cache-Control"]) == ("text/event-stream", "no-store")
