"""What is refused or fails stands in the log, and nothing of a failed request stays."""

import pytest
from django.test import Client

from audit.models import Entry
from signals.models import Signal
from tests import factories, people
from tests.conftest import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.audit.urls")]


def lines():
    with as_owner():
        return list(Entry.objects.values_list("action", "result", "details", "actor_id"))


@pytest.fixture
def user():
    return people.coordinator()


@pytest.fixture
def browser(user, login):
    client = login(user)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("view", "answer"), [("refuses", 403), ("misses", 404)])
def test_refusal_is_written(view, answer, browser, user):
    response = browser.get(f"/{view}/")

    assert response.status_code == answer
    assert lines() == [("refused", "refused", {"view": view, "answer": answer}, user.pk)]


def test_address_that_does_not_exist_is_no_refusal(browser):
    assert browser.get("/nergens/").status_code == 404
    assert lines() == []


def test_failure_is_written_and_its_work_undone(browser, user):
    made = factories.signal()

    response = browser.get("/fails/")

    assert response.status_code == 500
    assert lines() == [("failed", "failed", {"view": "fails"}, user.pk)]
    with as_owner():
        assert Signal.objects.get(pk=made.pk).title == "Leus op gevel"


def test_what_works_is_not_written_by_itself(browser):
    assert browser.get("/works/").status_code == 200
    assert lines() == []


def test_refusal_of_a_stranger_is_not_written():
    """Without an account every address leads to the login page: there is nothing to tell."""
    assert Client().get("/refuses/").status_code == 302
    assert lines() == []
