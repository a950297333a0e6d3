import time

import pytest

from tests import people

pytestmark = pytest.mark.django_db

PAGE = "/account/"


@pytest.fixture
def idle(login):
    """`idle(seconds)`: the browser of somebody whose last click was that long ago."""

    def browser_of(seconds):
        browser = login(people.officer())
        session = browser.session
        session["seen_at"] = int(time.time()) - seconds
        session.save()
        return browser

    return browser_of


def last_click(browser):
    return time.time() - browser.session["seen_at"]


def test_login_idle_for_half_an_hour_has_ended(idle, settings):
    browser = idle(settings.SESSION_IDLE_SECONDS + 1)

    answer = browser.get(PAGE)

    assert (answer.status_code, answer.url) == (302, "/inloggen/?next=/account/")
    assert browser.get(PAGE).status_code == 302


def test_login_just_within_half_an_hour_lives_on(idle, settings):
    browser = idle(settings.SESSION_IDLE_SECONDS - 5)

    answer = browser.get(PAGE)

    assert answer.status_code == 200
    assert last_click(browser) < 5


def test_login_older_than_a_working_day_has_ended_also_for_who_keeps_clicking(idle, settings):
    browser = idle(5)
    session = browser.session
    session["began_at"] = int(time.time()) - settings.SESSION_COOKIE_AGE - 1
    session.save()

    answer = browser.get(PAGE)

    assert (answer.status_code, answer.url) == (302, "/inloggen/?next=/account/")


def test_background_request_does_not_extend_the_login(idle):
    browser = idle(600)

    answer = browser.get(PAGE, headers={"X-Background": "1"})

    assert answer.status_code == 200
    assert last_click(browser) >= 600


def test_htmx_request_by_a_click_extends_the_login(idle):
    browser = idle(600)

    browser.get(PAGE, headers={"HX-Request": "true"})

    assert last_click(browser) < 5


def test_click_within_a_minute_writes_nothing(idle, django_assert_num_queries):
    browser = idle(30)
    browser.get(PAGE)

    assert last_click(browser) >= 30


@pytest.mark.parametrize("header", ["X-Background", "HX-Request", "X-Requested-With"])
def test_script_after_the_login_ended_gets_401(idle, settings, header):
    browser = idle(settings.SESSION_IDLE_SECONDS + 1)

    answer = browser.post(PAGE, {"facts": "tekst"}, headers={header: "1"})

    assert (answer.status_code, answer.content.decode()) == (401, "U bent niet meer ingelogd.")


def test_page_tells_the_script_how_long_a_login_idles(idle, browser):
    inside = idle(0).get(PAGE).content.decode()
    outside = browser.get("/inloggen/").content.decode()

    assert '<meta name="idle-seconds" content="1800">' in inside
    assert "idle-seconds" not in outside
