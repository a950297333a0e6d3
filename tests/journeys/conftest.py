"""Whole paths in a real browser, against the real server with the demo world.

Each worker of the tests that runs journeys has a database of its own for them, migrated, filled by `manage.py demo` and
served by granian as zvh_app. Nothing here uses the ORM: these tests know what a user knows. Nor can a test use it after
them in the same worker; pytest-django puts the tests with a database first.
"""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "demo-zvh-2026"
START_SECONDS = 60
PATIENCE = 20_000  # milliseconds for what must come on a page: two browsers and two servers share two cores


def pytest_collection_modifyitems(items):
    """Without a browser they are skipped by name."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and not CHROMIUM:
            item.add_marker(
                pytest.mark.skip(reason="geen chromium op deze machine (apt-get install chromium)")
            )


def _address(url, name):
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _as_owner(statement):
    url = _address(os.environ["DATABASE_OWNER_URL"], "postgres")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(statement)


@contextmanager
def _database(name):
    _as_owner(f'CREATE DATABASE "{name}"')
    try:
        yield
    finally:
        _drop(name)


def _drop(name, tries=40):
    """Once the last connection is gone: the owner may not end those of the serving role."""
    for _ in range(tries):
        with suppress(psycopg.errors.ObjectInUse):
            return _as_owner(f'DROP DATABASE "{name}"')
        time.sleep(0.5)
    raise AssertionError(f"iemand is nog verbonden met {name}")


@pytest.fixture(scope="session")
def environment(worker_id):
    """The environment of the server, and a database of its own with the demo world in it."""
    name = f"journeys_{worker_id}_{uuid.uuid4().hex[:8]}"  # one that was left behind is in nobody's way
    env = {key: value for key, value in os.environ.items() if key != "ZVH_ROLE"}
    env |= {
        "DATABASE_URL": _address(os.environ["DATABASE_URL"], name),
        "DATABASE_OWNER_URL": _address(os.environ["DATABASE_OWNER_URL"], name),
        "DJANGO_SETTINGS_MODULE": "zvh.settings",
        "SECRET_KEY": "only-for-journeys",
        "ZVH_DEMO": "1",
        "ZVH_TESTING": "1",
        "ZVH_DATABASE_POOL": "1",
        "EMAIL_URL": "dummymail://",
        "ZVH_QUEUE": f"journeys-{uuid.uuid4().hex}",
    }
    with _database(name):
        for command in ("migrate", "demo"):
            subprocess.run(
                [sys.executable, "manage.py", command], cwd=ROOT, env=env, check=True, capture_output=True
            )
        yield env


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def stop(process):
    """Ask it and what it started to end, then insist: a connection that stays would hold the database."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)


@contextmanager
def running(env, port=None):
    """The real server until the block ends; gives its address."""
    port = port or _free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asginl",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers-kill-timeout",
        "3",
    ]
    process = subprocess.Popen(
        [*command, "zvh.asgi:application"],
        cwd=ROOT,
        env=env,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_well(port)
        yield f"http://localhost:{port}", process
    finally:
        stop(process)


def _healthy(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as there, suppress(OSError):
        there.request("GET", "/healthz")
        with closing(there.getresponse()) as answer:
            return answer.status == 200
    return False


def _wait_until_well(port):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if _healthy(port):
            return
        time.sleep(0.2)
    raise AssertionError("de server werd niet gezond")


@contextmanager
def working(env):
    """The worker beside the server, where there is a Redis; without one the server does that work itself."""
    if not env.get("REDIS_URL"):
        yield
        return
    command = [sys.executable, "-m", "celery", "-A", "zvh", "worker", "--pool", "solo", "--loglevel", "ERROR"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    worker = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, **quiet)
    try:
        yield
    finally:
        stop(worker)


@pytest.fixture(scope="session")
def site(environment):
    with working(environment), running(environment) as (address, _):
        yield address


@pytest.fixture(scope="session")
def chromium(site):
    """After the site: Django refuses to make a database while Playwright's loop runs."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-quic"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """`page = visit("hoorn", width=360)`: a signed-in browser page of that demo account, or of a visitor."""
    contexts = []

    def open_page(account=None, *, width=1440, height=900, javascript=True):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            base_url=site,
            locale="nl-NL",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if account:
            sign_in(page, account)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page, account):
    page.goto("/inloggen/")
    page.locator("#id_login").fill(f"{account}@demo.example")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(re.compile(r"//[^/]+/$"))
