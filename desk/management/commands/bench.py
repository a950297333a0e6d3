"""Times the main pages with 100,000 signals or more, as the role that serves."""

import http.client
import os
import signal
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import override_settings

from desk.management.commands.bench_data import DOMAIN, PAPERS, SIGNALS
from meetings.models import Meeting, TablePlace
from meetings.timing import bench_live
from partners.models import Colleague, User
from signals.privacyscan.timing import bench_privacyscan
from zvh.actor import acting_as

PAGES = (
    ("lijst, eerste bladzijde", "/signalen/", 50),
    ("lijst, te wegen", "/signalen/?stand=new", 50),
    ("lijst, een gemeente", "/signalen/?gemeente=3", 50),
    ("lijst, met dreiging", "/signalen/?dreiging=ja", 50),
    ("lijst, functie en regime", "/signalen/?functie=leraar&regime=wpg", 50),
    ("lijst, eerst te wegen", "/signalen/?sorteer=due", 50),
    ("zoeken, zeldzaam woord", "/signalen/?zoek=melding 4242", 120),
    ("zoeken, gewoon woord", "/signalen/?zoek=bewoners", 120),
    ("zoeken, begin van woord", "/signalen/?zoek=bewon*", 120),
    ("zoeken, tikfout", "/signalen/?zoek=onrsut", 120),
    ("signaal", "/signalen/S-2001-0000500/", 50),
    ("wat erop lijkt", "/signalen/S-2001-0000500/samenhang/", 120),
    ("overzicht", "/", 80),
    ("cijfers, twaalf weken", "/signalen/cijfers/", 200),
)
AT_ONCE = 4


class Command(BaseCommand):
    help = "Meet mediaan en p95 van de hoofdpagina's, het aantal query's, en verzoeken per seconde bij 4 tegelijk."

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=40)
        parser.add_argument("--requests", type=int, default=200)
        parser.add_argument("--signals", type=int, default=SIGNALS)
        parser.add_argument("--only-privacyscan", action="store_true")
        parser.add_argument("--only-live", action="store_true")

    def handle(self, *, rounds, requests, signals, only_privacyscan, only_live, **options):
        if only_live:
            return self.followers()
        bench_privacyscan(self.stdout)
        if only_privacyscan:
            return None
        self.stdout.write(f"{'rol':14}{'pagina':28}{'mediaan':>10}{'p95':>10}{'budget':>10}{'querys':>8}")
        for name in ("coordinator", "deelnemer3", "melder3"):
            cookie = self.session(name)
            for label, path, budget in (*PAGES, *self.papers()):
                self.time_page(name, cookie, label, path, budget, rounds)
        self.throughput(self.session("coordinator"), requests)
        self.followers()

    def followers(self):
        """Server on one core, load on the other, where there are two."""
        chair = User.objects.get(email=f"coordinator@{DOMAIN}")
        with acting_as(chair):
            meeting = Meeting.objects.get(place=PAPERS)
            towns = list(
                TablePlace.objects.filter(item__meeting=meeting).values_list("organisation", flat=True)
            )
            people = Colleague.objects.filter(organisation__in=towns, role="participant").values("user")
            names = [one.email.partition("@")[0] for one in User.objects.filter(pk__in=people)]
        cookies = [f"{settings.SESSION_COOKIE_NAME}={self.session(name)}" for name in names]
        with self.server(apart=True) as port:
            bench_live(self.stdout, port, cookies, meeting, chair)

    def papers(self):
        """An agenda of thirty items as PDF; it must take less than a second. Reporters do not see that meeting."""
        with acting_as(User.objects.get(email=f"coordinator@{DOMAIN}")):
            meeting = Meeting.objects.get(place=PAPERS)
        return [("agenda van 30 punten, pdf", f"/overleg/{meeting.pk}/agenda/pdf/", 1000)]

    def session(self, name):
        """The cookie of a signed-in person."""
        user = User.objects.get(email=f"{name}@{DOMAIN}")
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.save()
        return store.session_key

    def time_page(self, name, cookie, label, path, budget, rounds):
        client = Client(SERVER_NAME="localhost")
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        times, answer = [], None
        for _ in range(rounds):
            start = time.perf_counter()
            answer = client.get(path)
            times.append((time.perf_counter() - start) * 1000)
        queries = self.count_queries(client, path)
        p95 = statistics.quantiles(times, n=20)[18]
        shown = f"{statistics.median(times):8.1f}ms{p95:8.1f}ms{budget:8}ms{queries:8}"
        self.stdout.write(f"{name:14}{label:28}{shown}  {answer.status_code}")

    def count_queries(self, client, path):
        with override_settings(DEBUG=True):
            reset_queries()
            connection.force_debug_cursor = True
            client.get(path)
            connection.force_debug_cursor = False
            return len(connection.queries)

    def throughput(self, cookie, requests):
        with self.server() as port, ThreadPoolExecutor(AT_ONCE) as pool:
            self.one(port, cookie)
            start = time.perf_counter()
            codes = list(pool.map(lambda _: self.one(port, cookie), range(requests)))
            seconds = time.perf_counter() - start
        good = codes.count(200)
        self.stdout.write(
            f"\n{requests} keer de lijst, {AT_ONCE} tegelijk: {requests / seconds:.0f} per seconde, {good} goed."
        )

    def one(self, port, cookie):
        there = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        there.request(
            "GET",
            "/signalen/",
            headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "Host": "localhost"},
        )
        answer = there.getresponse()
        answer.read()
        there.close()
        return answer.status

    @contextmanager
    def server(self, port=8765, *, apart=False):
        command = [sys.executable, "-m", "granian", "--interface", "asginl", "--port", str(port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        # our own server, with arguments from our own code
        process = subprocess.Popen([*command, "zvh.asgi:application"], start_new_session=True, **quiet)  # noqa: S603
        if apart:
            _each_its_core(process)
        try:
            self.wait_for(port)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # streams are still open
            process.wait(20)

    def wait_for(self, port):
        for _ in range(100):
            with suppress(OSError):
                http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
                return
            time.sleep(0.1)


def _each_its_core(process):
    """The server on the first core, the load on the others; where that can be asked."""
    with suppress(OSError, AttributeError):
        os.sched_setaffinity(process.pid, {0})
        os.sched_setaffinity(0, set(range(1, os.cpu_count())))
