"""The privacy scan on a phone: before sending, with and without JavaScript, and while typing."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_axe

FACTS = "😡 Piet Jansen riep een leus. Daarna gooide meneer Jansen een fles."
LETTERS = "😡 persoon A riep een leus. Daarna gooide persoon A een fles."


def fill(page, title, facts=FACTS):
    page.goto("/signalen/nieuw/")
    page.locator("main [name=title]").fill(title)
    page.locator("main [name=facts]").fill(facts)
    page.locator("main [name=observed_on]").fill(f"{timezone.localdate().year}-01-01")
    page.locator("main [name=municipality]").select_option(label="Hoorn")
    for name, value in {
        "channel": "offline",
        "known_by": "observed",
        "subject_kind": "none",
        "has_threat": "nee",
        "source_reliability": "reliable",
        "information_reliability": "seen",
    }.items():
        page.locator(f"main [name={name}][value={value}]").check(force=True)
    page.locator("main [name=themes]").first.check(force=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("javascript", [True, False])
def test_form_asks_once_and_then_sends(visit, javascript):
    page = visit("wijkagent.hoorn", width=360, javascript=javascript)
    title = f"Onrust, gevraagd {'met' if javascript else 'zonder'} script"
    fill(page, title)

    page.locator(".form-actions .btn-primary").click()
    panel = page.locator("[data-privacyscan-panel]")
    expect(panel.get_by_role("heading", name="Is dit nodig?")).to_be_visible()
    expect(panel.locator("mark").first).to_have_text("Piet Jansen")
    expect(page.locator("main [name=facts]")).to_have_value(FACTS)
    assert fits(page)
    assert not javascript or faults_of_axe(page) == []
    panel.get_by_role("button", name="Toch versturen").click()

    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4}/"))
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_name_becomes_a_letter_without_javascript_and_enter_still_sends(visit):
    page = visit("wijkagent.hoorn", width=360, javascript=False)
    fill(page, "Onrust met Piet Jansen")
    page.locator(".form-actions .btn-primary").click()

    page.get_by_role("button", name="Maak er persoon A van").first.click()
    expect(page.locator("main [name=facts]")).to_have_value(LETTERS)
    expect(page.locator("main [name=title]")).to_have_value("Onrust met persoon A")
    page.locator("main [name=title]").press("Enter")

    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4}/"))
    expect(page.get_by_role("heading", name="Onrust met persoon A")).to_be_visible()


def test_name_becomes_a_letter_while_typing(visit):
    page = visit("wijkagent.hoorn", width=360)
    fill(page, "Onrust met Piet Jansen")
    marks = page.locator("[data-privacyscan-marks=facts]")
    expect(marks.locator("mark").first).to_have_text("Piet Jansen")
    assert fits(page)
    assert faults_of_axe(page) == []

    marks.get_by_role("button", name="Maak er persoon A van").first.click()

    expect(page.locator("main [name=facts]")).to_have_value(LETTERS)
    expect(page.locator("main [name=title]")).to_have_value("Onrust met persoon A")
    expect(page.locator("[data-privacyscan-marks]")).to_have_count(0)
    page.locator("main [name=facts]").press_sequentially(" Jansen liep weg met Karin Visser.")
    expect(marks.get_by_role("button", name="Maak er persoon A van").first).to_be_visible()
    expect(marks.get_by_role("button", name="Maak er persoon B van").first).to_be_visible()


def test_name_is_kept_as_a_party_when_wanted(visit):
    page = visit("wijkagent.hoorn", width=360)
    fill(page, "Onrust bij de bushalte")

    page.locator("[data-privacyscan-marks=facts]").get_by_role(
        "button", name="en bewaar de naam apart"
    ).click()

    expect(page.locator("main [name=parties-0-label]")).to_have_value("persoon A")
    expect(page.locator("main [name=parties-0-name]")).to_have_value("Piet Jansen")
    expect(page.locator("main [name=parties-0-why]")).to_be_visible()
    expect(page.locator("main [name=facts]")).to_have_value(LETTERS)
