"""How soon sixty people who follow a meeting see the next item; `make bench` prints it.

Each follower does what static/js/live.js does: a stream of its own, and at 'agenda' it reads its part of the page anew.
"""

import http.client
import random
import statistics
import threading
import time

from meetings import services
from zvh.actor import acting_as

FOLLOWERS, BUDGET = 60, 2.0  # seconds between the choice of the chair and the last follower but three
SPREAD = 0.3  # seconds, as in live.js
CHANGES, PAUSE = 12, 3  # items brought up, seconds between


class Follower(threading.Thread):
    """One browser that follows; keeps when each title came on its page."""

    def __init__(self, port, cookie, meeting):
        super().__init__(daemon=True)
        self.port, self.headers, self.meeting = port, {"Cookie": cookie, "Host": "localhost"}, meeting
        self.seen, self.ready = {}, threading.Event()

    def run(self):
        stream = self._ask("stroom/")
        for line in stream:
            self.ready.set()  # its first words: the server knows that he follows
            if line.startswith(b"event: agenda"):
                time.sleep(random.random() * SPREAD)  # noqa: S311 - to spread, not to guard
                page, now = self._ask("deel/nu/").read().decode(), time.perf_counter()
                self.seen.setdefault(page.partition('data-live-title="')[2].partition('"')[0], now)

    def _ask(self, what):
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        there.request("GET", f"/overleg/{self.meeting.pk}/live/{what}", headers=self.headers)
        return there.getresponse()


def bench_live(out, port, cookies, meeting, by):
    """`cookies` are those of the sessions of people at the tables of `meeting`; `by` leads it."""
    followers = [Follower(port, cookies[n % len(cookies)], meeting) for n in range(FOLLOWERS)]
    for follower in followers:
        follower.start()
    late = sum(not follower.ready.wait(30) for follower in followers)
    if late:
        raise RuntimeError(f"{late} of {FOLLOWERS} followers got no stream")
    with acting_as(by):
        items = list(meeting.items.all()[:CHANGES])
    waits = []
    for item in items:
        waits += _bring_up(item, by, followers)
    lost = FOLLOWERS * len(items) - len(waits)
    p95 = statistics.quantiles(waits, n=20)[18]
    out.write(
        f"\n{FOLLOWERS} volgers, {len(items)} keer een ander punt: mediaan {statistics.median(waits):.2f} s, "
        f"p95 {p95:.2f} s (hoogstens {BUDGET:.0f}), niet gezien: {lost}."
    )


def _bring_up(item, by, followers):
    """Seconds until each follower had it on his page."""
    with acting_as(by):
        services.bring_up(item, by=by)
    start = time.perf_counter()
    time.sleep(PAUSE)
    return [follower.seen[item.title] - start for follower in followers if item.title in follower.seen]
