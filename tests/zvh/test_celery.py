"""A real worker on a real Redis: mail that a request asked for leaves by it."""

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from celery import shared_task
from django.db import connection

from signals.models import Signal
from tests import factories, people
from zvh.actor import NOBODY, current

ROOT = Path(__file__).resolve().parents[2]
REDIS_URL = os.environ.get("REDIS_URL", "")
SEND = "from zvh.tasks import send_mail; send_mail.delay('wie@test.example', 'Er wacht iets', 'Log in.')"


@shared_task
def numbers_seen():
    """The signals that whoever asked for this work may see."""
    return list(Signal.objects.values_list("number", flat=True))


@pytest.mark.django_db
def test_task_sees_what_the_one_who_asked_may_see(act):
    made, seen = factories.signal(), {}

    for name, user in {"desk": people.coordinator(), "stranger": people.outsider(), "nobody": None}.items():
        with act(user):
            seen[name] = numbers_seen.delay().get()

    assert seen == {"desk": [made.number], "stranger": [], "nobody": []}


@pytest.mark.django_db
def test_task_reads_its_actor_from_the_message_and_not_from_the_process(act):
    made, desk, stranger = factories.signal(), people.coordinator(), people.outsider()

    with act(stranger):
        as_the_desk = numbers_seen.apply(headers={"zvh_actor": desk.pk}).get()
        without_header = numbers_seen.apply().get()

    assert (as_the_desk, without_header) == ([made.number], [])
    assert current.get() == NOBODY


@pytest.mark.django_db
@pytest.mark.skipif(not REDIS_URL, reason="geen Redis op deze machine (zet REDIS_URL)")
def test_worker_sends_what_was_asked(tmp_path):
    env = {
        key: value for key, value in os.environ.items() if key not in {"ZVH_ROLE", "DJANGO_SETTINGS_MODULE"}
    }
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    env |= {"DATABASE_URL": urlunsplit(database), "ZVH_DATABASE_POOL": "0"}
    env |= {"EMAIL_URL": f"filemail:///{tmp_path}", "ZVH_TESTING": "1", "SECRET_KEY": "only-for-tests"}
    env["ZVH_QUEUE"] = f"test-{uuid.uuid4().hex}"  # of this test alone
    options = ["--pool", "solo", "--loglevel", "ERROR"]
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "zvh", "worker", *options],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        command = [sys.executable, "-c", f"import django; django.setup(); {SEND}"]
        subprocess.run(command, cwd=ROOT, env=env | {"DJANGO_SETTINGS_MODULE": "zvh.settings"}, check=True)

        assert "Log in." in _first_mail(tmp_path)
    finally:
        worker.terminate()
        worker.wait(30)


def _first_mail(folder, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for mail in folder.iterdir():
            if text := mail.read_text():
                return text
        time.sleep(0.2)
    return ""
