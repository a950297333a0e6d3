"""What the database tells this process while it happens: NOTIFY, heard on one direct connection for all who wait.

A notice carries numbers only. Who waits for it reads what changed by himself, as himself.
"""

import asyncio
import logging
from contextlib import contextmanager, suppress
from weakref import WeakKeyDictionary

import psycopg
from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)
ADDRESS = ("host", "port", "user", "password", "dbname")
LONGEST_PAUSE = 10  # seconds between two tries to connect
MISSED = ""  # told to everybody after the connection was away: something may have happened meanwhile


def _address():
    """Where to listen: DATABASE_DIRECT_URL past a pooler, else where everybody reads."""
    if settings.DATABASE_DIRECT_URL:
        return settings.DATABASE_DIRECT_URL
    params = connection.get_connection_params()
    return psycopg.conninfo.make_conninfo(**{name: params[name] for name in ADDRESS if name in params})


class Waiting:
    """Somebody who waits: what he was told since he last looked."""

    def __init__(self):
        self._told, self._something = set(), asyncio.Event()

    def tell(self, notice):
        self._told.add(notice)
        self._something.set()

    async def next(self, seconds):
        """What was told, as a set; waits at most so many seconds for it, and then gives an empty one."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._something.wait(), seconds)
        told, self._told = self._told, set()
        self._something.clear()
        return told


class Channel:
    """One channel of NOTIFY in one event loop. A payload is '<topic>:<notice>'.

    It is connected as long as somebody waits.
    """

    def __init__(self, name):
        self.name, self._waiting, self._listening = name, {}, None

    @contextmanager
    def waiting(self, topic):
        """Hear the notices about `topic` inside the block."""
        one = Waiting()
        self._waiting.setdefault(topic, set()).add(one)
        self._listening = self._listening or asyncio.create_task(self._listen())
        try:
            yield one
        finally:
            self._leave(topic, one)

    def _leave(self, topic, one):
        self._waiting[topic].discard(one)
        if not self._waiting[topic]:
            del self._waiting[topic]
        if not self._waiting:
            self._listening.cancel()
            self._listening = None

    async def _listen(self):
        pause = 1
        while True:
            try:
                async for payload in self._heard():
                    pause = 1
                    self._hand_out(payload)
            except psycopg.OperationalError:
                logger.warning("notices of the database are not heard; again in %s s", pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _heard(self):
        """Every payload; first MISSED, for what happened before we listened."""
        async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as there:
            await there.execute(f'LISTEN "{self.name}"')
            yield MISSED
            async for notice in there.notifies():
                yield notice.payload

    def _hand_out(self, payload):
        topic, _, notice = payload.partition(":")
        found = self._waiting.get(topic, ()) if topic else set().union(*self._waiting.values())
        for one in found:
            one.tell(notice)


_channels = WeakKeyDictionary()


def channel(name):
    """That channel in the running event loop."""
    here = _channels.setdefault(asyncio.get_running_loop(), {})
    return here.setdefault(name, Channel(name))
