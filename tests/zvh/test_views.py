import pytest
from django.db import connection

from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_broker(settings):
    settings.REDIS_URL = ""


def test_healthz_says_that_all_is_well(client, without_broker):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": True, "migrations": True}


def test_healthz_says_that_a_migration_waits(client, without_broker):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'signals'")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": True, "migrations": False}


def test_healthz_says_that_the_broker_does_not_answer(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # nothing listens there

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["broker"] is False


def test_healthz_says_that_the_database_is_gone(client):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        with pytest.raises(Exception, match="timeout"):
            cursor.execute("SELECT pg_sleep(1)")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["database"] is False


def test_page_of_components_is_for_development_only(client, login, settings):
    from tests import people

    browser = login(people.coordinator())
    closed = browser.get("/onderdelen/").status_code
    settings.DEBUG = True

    assert (closed, browser.get("/onderdelen/").status_code) == (404, 200)
