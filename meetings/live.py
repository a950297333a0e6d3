"""What a follower of a running meeting hears: that something changed that he sees, never what.

Events of a server-sent stream: 'now' with the number of the item the meeting is at for him, or nothing; 'item' with the
number of an item he sees; 'agenda' when the items, their order or their tables changed for him; 'over' when he sees the
meeting no longer. He then reads the page as himself.
"""

import asyncio
from dataclasses import dataclass
from itertools import chain

from asgiref.sync import sync_to_async
from django.db import connection

from zvh.notices import MISSED, channel

CHANNEL = "zvh_meeting"
GAP = 0.25  # seconds between two rounds of events: at most four a second
HEARTBEAT = 15  # seconds; shows both sides that the other is still there
LONGEST = 300  # seconds; then the browser comes back, and who may follow is asked anew
AGENDA, NOW, ITEM, OVER = "agenda", "now", "item", "over"


@dataclass(frozen=True)
class Known:
    """The items this person sees, a hash of all that shows of them, and which one the meeting is at."""

    items: frozenset
    shown: str
    stage: int | None


def _known(meeting_pk, user_pk):
    """None when he sees no meeting. The connection goes back at once: a stream that kept one would empty the pool."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT items, shown, stage FROM zvh.followed(%s, %s)", [user_pk, meeting_pk])
            row = cursor.fetchone()
    finally:
        connection.close()
    return row and Known(frozenset(str(pk) for pk in row[0]), *row[1:])


class Follower:
    """One person who follows one meeting: turns notices into the events that are his."""

    def __init__(self, meeting_pk, user):
        self.meeting_pk, self.user_pk, self.known = meeting_pk, user.pk, None

    async def look(self):
        """Read the agenda again; gives what he knew before."""
        before = self.known
        self.known = await sync_to_async(_known)(self.meeting_pk, self.user_pk)
        return before

    async def events(self, told):
        """[(event, number of the item or '')] of what was told."""
        before = await self.look() if told & {AGENDA, MISSED} else self.known
        if self.known is None:
            return [(OVER, "")]
        missed, found = MISSED in told, []
        if missed or self.known.shown != before.shown:
            found.append((AGENDA, ""))
        if missed or self.known.stage != before.stage:
            found.append((NOW, self.known.stage or ""))
        items = self.known.items if missed else self.known.items & told
        return found + [(ITEM, item) for item in sorted(items)]


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
