"""The connection goes, or the login ends, while somebody types: nothing lost, nothing readable, nothing twice."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import sign_in
from tests.journeys.test_accessible import faults_of_axe
from tests.journeys.test_faults import FACTS, fill_report, heading
from tests.journeys.test_spine import press

STORED = (
    "Object.entries(localStorage).filter(([name]) => name.startsWith('zvh-kept-')).map(([, text]) => text)"
)
BACK = "Wat u typte toen de verbinding weg was, staat nu bij uw concepten."


def stored(page):
    return page.evaluate(STORED)


def expect_nothing_stored(page):
    page.wait_for_function(f"{STORED}.length === 0")


def type_without_connection(page, title):
    """A report of which nothing reached the server."""
    fill_report(page, title)
    page.context.set_offline(True)
    page.get_by_label("Wat is er gezien of gehoord?").fill(f"{FACTS} En toen viel de verbinding weg.")
    expect(page.locator("[data-draft-status]")).to_contain_text("versleuteld in deze browser", timeout=30_000)


def leave(page):
    """The page is closed with text in it, as a tab that is lost."""
    context = page.context
    page.close()
    context.set_offline(False)
    return context.new_page()


def sign_out(page):
    page.locator(".topmenu summary").click()
    page.locator(".topmenu").get_by_role("button", name="Uitloggen").click()


@pytest.fixture
def page(visit):
    return visit("wijkagent.hoorn", width=360)


def test_text_without_connection_is_kept_unreadable_and_comes_back_once(page):
    type_without_connection(page, "Getypt zonder verbinding")

    (record,) = stored(page)
    assert "sporthal" not in record
    assert "zonder verbinding" not in record

    page = leave(page)
    page.goto("/")
    expect(page.get_by_text(BACK)).to_be_visible()
    assert faults_of_axe(page) == []
    expect_nothing_stored(page)
    page.get_by_role("link", name="Verder gaan met dit concept").click()
    expect(page.get_by_label("Wat is er gezien of gehoord?")).to_have_value(
        f"{FACTS} En toen viel de verbinding weg."
    )
    page.goto("/signalen/")
    expect(page.get_by_role("link", name="Getypt zonder verbinding")).to_have_count(1)
    page.reload()
    expect(page.get_by_role("link", name="Getypt zonder verbinding")).to_have_count(1)


def test_page_that_is_still_open_saves_when_the_connection_is_back(page):
    type_without_connection(page, "Tunnel onder het spoor")

    page.context.set_offline(False)

    expect(page.locator("[data-draft-status]")).to_contain_text("Concept bewaard", timeout=30_000)
    expect_nothing_stored(page)


def test_somebody_else_in_this_browser_gets_nothing_and_leaves_it_there(page):
    type_without_connection(page, "Van de wijkagent")
    page = leave(page)
    page.context.clear_cookies()

    sign_in(page, "jongerenwerk.hoorn")
    page.goto("/signalen/")
    assert len(stored(page)) == 1
    expect(page.get_by_text("Van de wijkagent")).to_have_count(0)
    sign_out(page)
    page.wait_for_url("**/inloggen/**")
    assert len(stored(page)) == 1

    sign_in(page, "wijkagent.hoorn")
    expect(page.get_by_text(BACK)).to_be_visible()


def test_login_that_ended_keeps_the_text_and_sending_it_afterwards_makes_one_signal(page):
    fill_report(page, "Getypt na het uitloggen")
    page.context.clear_cookies(name="sessionid")
    page.locator("textarea[name=meaning]").fill("Dit typte de melder toen de login al weg was.")
    expect(page.locator("[data-draft-status]")).to_contain_text("versleuteld in deze browser", timeout=30_000)

    press(page, "Signaal versturen")
    page.locator("#id_login").fill("wijkagent.hoorn@demo.example")
    page.locator("#id_password").fill("demo-zvh-2026")
    page.locator("#id_password").press("Enter")
    page.get_by_role("button", name=re.compile("Versturen|verstuur", re.IGNORECASE)).first.click()
    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4}/"))
    expect(heading(page)).to_have_text("Getypt na het uitloggen")
    page.goto("/signalen/")

    expect(page.get_by_role("link", name="Getypt na het uitloggen")).to_have_count(1)
    expect(page.get_by_text(BACK)).to_have_count(0)
    expect_nothing_stored(page)


def test_sending_without_connection_loses_nothing(page):
    fill_report(page, "Verstuurd in de lift")
    page.context.set_offline(True)

    press(page, "Signaal versturen")
    page = leave(page)
    page.goto("/signalen/")

    expect(page.get_by_text(BACK)).to_be_visible()
    page.reload()
    page.get_by_role("link", name="Verstuurd in de lift").click()
    expect(page.get_by_label("Wat is er gezien of gehoord?")).to_have_value(FACTS)
    press(page, "Signaal versturen")
    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4}/"))


def test_signing_out_warns_and_clears(page):
    type_without_connection(page, "Weg na uitloggen")
    page.context.route("**/concept/**", lambda route: route.abort())
    page.context.set_offline(False)
    sign_out(page)

    warning = page.get_by_text("Als u nu uitlogt, is die tekst weg.")
    expect(warning).to_be_visible()
    page.get_by_role("button", name="Ingelogd blijven").click()
    expect(warning).to_have_count(0)
    assert len(stored(page)) == 1

    page.on("dialog", lambda dialog: dialog.accept())
    sign_out(page)
    page.get_by_role("button", name="Uitloggen en weggooien").click()
    page.wait_for_url("**/inloggen/**")
    expect_nothing_stored(page)
