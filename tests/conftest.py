"""Tests run as the role that serves; what they arrange is made as the owner (`as_owner`)."""

import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zvh.actor import acting_as

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OWN_TEMPLATES = str(Path(__file__).resolve().parent.parent / "templates")
READS_AND_WRITES = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The owner made the test database; from here on the serving role reads and writes it."""
    with django_db_blocker.unblock():
        leave_statistics_alone()
        connection.settings_dict.setdefault("OPTIONS", {})["assume_role"] = "zvh_app"
        connection.close()
    yield
    del connection.settings_dict["OPTIONS"]["assume_role"]
    with django_db_blocker.unblock():
        connection.close()


def leave_statistics_alone():
    """Between tests the tables are empty. Counted then, PostgreSQL plans for no rows at all, and waits for minutes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'ALTER TABLE "{table}" SET (autovacuum_enabled = false)')


@contextmanager
def as_owner():
    """Arrange rows past the policies, within the transaction of the test. May be nested."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
        cursor.execute("SET LOCAL ROLE NONE")
        yield
        cursor.execute(f"SET LOCAL ROLE {before}")


@pytest.fixture(autouse=True)
def nobody_acts(request):
    """No test starts with the actor of another."""
    from zvh.actor import NOBODY, current

    token = current.set(NOBODY)
    yield
    current.reset(token)


@pytest.fixture
def login():
    """A browser of this person, who has a second factor: `login(user).get(...)`."""

    def client_of(user=None):
        client = Client()
        if user is not None:
            with as_owner():
                give_second_factor(user)
            client.force_login(user)
            note_first_click(client)
        return client

    return client_of


def give_second_factor(user):
    """An authenticator app; its secret is the same for everybody."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP

    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, TOTP_SECRET)


def note_first_click(client):
    """What the middleware writes at the first request of a session, so that queries can be counted."""
    session = client.session
    session["seen_at"] = session["began_at"] = int(time.time())
    session["second_factor"] = True
    session.save()


@pytest.fixture
def act():
    """`with act(user): ...` — inside, the database shows what this person may see."""
    return acting_as


@pytest.fixture
def committed(transactional_db):
    """For two connections at once: rows are really kept, and the owner empties the tables afterwards."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")


@pytest.fixture
def count_queries():
    """How many reads and writes a request takes after the actor is set: `count_queries(lambda: browser.get("/"))`."""

    def count(ask):
        with CaptureQueriesContext(connection) as captured:
            response = ask()
        assert response.status_code == 200
        queries = [query["sql"] for query in captured.captured_queries]
        first, last = _set_actor(queries)
        return sum(sql.lstrip("(").startswith(READS_AND_WRITES) for sql in queries[first + 1 : last])

    return count


def _set_actor(queries):
    """Where the request became somebody, and where it stopped being so."""
    places = [place for place, sql in enumerate(queries) if "zvh.act_as" in sql]
    return places[0], places[-1] if len(places) > 1 else len(queries)


class Undefined(str):
    """Fails the test when one of our own templates prints a variable that is not there."""

    __slots__ = ()

    def __contains__(self, text):
        return True

    def __mod__(self, variable):
        frame = sys._getframe(1)
        while frame and getattr(frame.f_locals.get("self"), "origin", None) is None:
            frame = frame.f_back
        origin = str(frame.f_locals["self"].origin.name) if frame else ""
        if origin.startswith(OWN_TEMPLATES):
            pytest.fail(f"undefined variable {variable} in {origin}")
        return ""


@pytest.fixture(autouse=True)
def undefined_variables_fail(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined("%s"))
