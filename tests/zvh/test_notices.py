"""Notices of the database: heard by who waits for that topic, only once kept, and again after a broken connection."""

import asyncio

import psycopg
import pytest
from django.db import connection

from zvh.notices import ADDRESS, MISSED, Waiting, channel

pytestmark = pytest.mark.django_db
CHANNEL = "zvh_test"


@pytest.fixture
def other():
    """A connection beside that of the test, which keeps at once what it does."""
    params = connection.get_connection_params()
    address = {name: params[name] for name in ADDRESS if name in params}
    with psycopg.connect(**address, autocommit=True) as there:
        yield there


async def heard(waiting, seconds=5):
    return await waiting.next(seconds)


async def connected(waiting):
    """The first thing anybody hears: that he may have missed something."""
    assert await heard(waiting) == {MISSED}


def tell(there, payload):
    there.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def test_notice_is_heard_by_who_waits_for_its_topic_alone(other):
    async def scene():
        with channel(CHANNEL).waiting("1") as one, channel(CHANNEL).waiting("2") as two:
            await asyncio.gather(connected(one), connected(two))
            tell(other, "1:7")
            return await heard(one), await heard(two, 0.3)

    assert asyncio.run(scene()) == ({"7"}, set())


def test_notices_of_one_moment_come_together_and_each_once(other):
    async def scene():
        with channel(CHANNEL).waiting("1") as one:
            await connected(one)
            for payload in ("1:7", "1:7", "1:8"):
                tell(other, payload)
            first = await heard(one)
            await asyncio.sleep(0.3)
            return first | await heard(one, 0.1), await heard(one, 0.1)

    assert asyncio.run(scene()) == ({"7", "8"}, set())


def test_what_is_not_kept_is_not_told(other):
    async def scene():
        with channel(CHANNEL).waiting("1") as one:
            await connected(one)
            other.execute("BEGIN")
            tell(other, "1:7")
            during = await heard(one, 0.3)
            other.execute("ROLLBACK")
            return during | await heard(one, 0.3)

    assert asyncio.run(scene()) == set()


def test_broken_connection_is_made_again_and_everybody_may_have_missed_something(other):
    async def scene():
        with channel(CHANNEL).waiting("1") as one:
            await connected(one)
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN \"zvh_test\"'"
            )
            again = await heard(one, 10)
            tell(other, "1:9")
            return again, await heard(one)

    assert asyncio.run(scene()) == ({MISSED}, {"9"})


def test_connection_is_there_as_long_as_somebody_waits(other):
    def listening():
        found = "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN \"zvh_test\"'"
        return other.execute(found).fetchone()[0]

    async def scene():
        with channel(CHANNEL).waiting("1") as one, channel(CHANNEL).waiting("2"):
            await connected(one)
            during = listening()
        for _ in range(50):
            if not listening():
                break
            await asyncio.sleep(0.1)
        return during, listening()

    assert asyncio.run(scene()) == (1, 0)


def test_waiting_in_vain_gives_nothing_and_forgets_nothing():
    async def scene():
        waiting = Waiting()
        before = await waiting.next(0.05)
        waiting.tell("3")
        return before, await waiting.next(0.05)

    assert asyncio.run(scene()) == (set(), {"3"})
