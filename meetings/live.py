"""What a follower of a running meeting hears: that something changed that he sees, never what.

Events of a server-sent stream: 'item' with the number of an item he sees; 'agenda' when the items, their order, their
tables or the place of the meeting in them changed for him; 'over' when he sees the meeting no longer. He then reads the
page as himself.
"""

import asyncio
from itertools import chain

from asgiref.sync import sync_to_async
from django.db import connection

from meetings.models import AgendaItem, Meeting, TablePlace
from zvh.actor import acting_as
from zvh.notices import MISSED, channel

CHANNEL = "zvh_meeting"
GAP = 0.25  # seconds between two rounds of events: at most four a second
HEARTBEAT = 15  # seconds; shows both sides that the other is still there
LONGEST = 300  # seconds; then the browser comes back, and who may follow is asked anew
AGENDA, ITEM, OVER = "agenda", "item", "over"


def _known(meeting_pk, user):
    """The items this person sees, and all of the agenda that shows to him; None when he sees no meeting.

    The connection goes back at once: a stream that kept one would empty the pool.
    """
    try:
        with acting_as(user):
            shown = ("state", "starts_at", "place", "stage__item", "stage__since")
            meeting = Meeting.objects.filter(pk=meeting_pk).values_list(*shown).first()
            items = AgendaItem.objects.filter(meeting=meeting_pk).order_by("position", "pk")
            rows = tuple(items.values_list("pk", "title", "minutes", "is_open"))
            places = TablePlace.objects.filter(item__meeting=meeting_pk).order_by("pk")
            tables = tuple(places.values_list("item", "organisation", "question"))
        return meeting and ({str(row[0]) for row in rows}, (meeting, rows, tables))
    finally:
        connection.close()


class Follower:
    """One person who follows one meeting: turns notices into the events that are his."""

    def __init__(self, meeting_pk, user):
        self.meeting_pk, self.user, self.known = meeting_pk, user, None

    async def look(self):
        """Read the agenda again; says whether it changed for him."""
        before = self.known
        self.known = await sync_to_async(_known)(self.meeting_pk, self.user)
        return self.known != before

    async def events(self, told):
        """[(event, number of the item or '')] of what was told."""
        changed = bool(told & {AGENDA, MISSED}) and await self.look()
        if self.known is None:
            return [(OVER, "")]
        items, _ = self.known
        told_items = items if MISSED in told else items & told
        return [(AGENDA, "")] * (changed or MISSED in told) + [(ITEM, item) for item in sorted(told_items)]


async def stream(meeting_pk, user):
    """The body of the answer, for at most five minutes."""
    follower, end = Follower(meeting_pk, user), asyncio.get_running_loop().time() + LONGEST
    with channel(CHANNEL).waiting(str(meeting_pk)) as waiting:
        await follower.look()
        yield "retry: 1000\n\n"
        while follower.known and asyncio.get_running_loop().time() < end:
            told = await waiting.next(HEARTBEAT)
            events = await follower.events(told) if told else []
            yield "".join(chain(*_written(events))) or ": \n\n"
            await asyncio.sleep(GAP)


def _written(events):
    for event, item in events:
        yield f"event: {event}\ndata: {item}\n\n"
