"""How soon sixty people who follow a meeting see the next item; `make bench` prints it.

Each follower does what static/js/live.js does: a stream of its own, which says at which item the meeting is (its title
stands in the page already), and a little later it reads what comes below that title.
"""

import http.client
import random
import statistics
import threading
import time

from meetings import services
from zvh.actor import acting_as

FOLLOWERS, BUDGET = 60, 2.0  # seconds between the choice of the chair and the last follower but three
SPREAD = 1.5  # seconds, as in live.js
CHANGES, PAUSE = 12, 6  # items brought up, seconds between


class Follower(threading.Thread):
    """One browser that follows; keeps when each item came on its page, and when the rest of it was there."""

    def __init__(self, port, cookie, meeting):
        super().__init__(daemon=True)
        self.port, self.headers, self.meeting = port, {"Cookie": cookie, "Host": "localhost"}, meeting
        self.heard, self.read, self.ready = {}, {}, threading.Event()

    def run(self):
        stream = self._ask("stroom/")
        for line in stream:
            self.ready.set()  # its first words: the server knows that he follows
            if line.startswith(b"event: now"):
                item = stream.readline().removeprefix(b"data: ").strip().decode()
                self.heard.setdefault(item, time.perf_counter())
                time.sleep(random.random() * SPREAD)  # noqa: S311 - to spread, not to guard
                if f'data-live-item="{item}"' in self._ask("deel/nu/").read().decode():
                    self.read.setdefault(item, time.perf_counter())

    def _ask(self, what):
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        there.request("GET", f"/overleg/{self.meeting.pk}/live/{what}", headers=self.headers)
        return there.getresponse()


def bench_live(out, port, cookies, meeting, by):
    """`cookies` are those of the sessions of people at the tables of `meeting`; `by` leads it."""
    with acting_as(by):
        first, *items = meeting.items.all()[: CHANGES + 1]
        services.bring_up(first, by=by)
    followers = [Follower(port, cookies[n % len(cookies)], meeting) for n in range(FOLLOWERS)]
    for follower in followers:
        follower.start()
    late = sum(not follower.ready.wait(30) for follower in followers)
    if late:
        raise RuntimeError(f"{late} of {FOLLOWERS} followers got no stream")
    time.sleep(PAUSE)  # they read where the meeting is
    heard, read = [], []
    for item in items:
        start = _bring_up(item, by)
        heard += _since(start, [follower.heard for follower in followers], item)
        read += _since(start, [follower.read for follower in followers], item)
    _say(out, "het punt zelf", heard, f"hoogstens {BUDGET:.0f} s")
    _say(out, "wat eronder staat", read, f"{SPREAD:.1f} s gespreid")


def _bring_up(item, by):
    """When it was chosen; gives the followers time to see it."""
    with acting_as(by):
        services.bring_up(item, by=by)
    start = time.perf_counter()
    time.sleep(PAUSE)
    return start


def _since(start, found, item):
    return [moments[str(item.pk)] - start for moments in found if str(item.pk) in moments]


def _say(out, what, waits, remark):
    lost = FOLLOWERS * CHANGES - len(waits)
    p95 = statistics.quantiles(waits, n=20)[18]
    out.write(
        f"{FOLLOWERS} volgers, {what}: mediaan {statistics.median(waits):.2f} s, p95 {p95:.2f} s ({remark}), "
        f"niet gezien: {lost}."
    )
