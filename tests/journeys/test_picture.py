"""The picture of a case: a partner reads it on a phone, adds what it sees and finds it in the strip."""

import re

from axe_playwright_python.base import AXE_SCRIPT
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.test_accessible import RULES

ABOUT = "Jongen klem in een groep die werft"


def open_picture(page):
    page.goto("/casussen/?words=Jongen+klem")
    page.get_by_role("link", name=ABOUT).click()
    page.get_by_role("link", name="Beeld", exact=True).click()
    page.wait_for_url(re.compile(r"/beeld/$"))


def violations(page):
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [(one["id"], one["nodes"][0]["target"]) for one in found["violations"]]


def test_partner_adds_to_the_picture_and_finds_it_in_the_strip(visit):
    page = visit("politie", width=360)
    open_picture(page)
    page.get_by_role("link", name="inkomen en schulden").click()

    page.get_by_role("radio", name="zorg").check(force=True)
    page.get_by_label("Waarom?").fill("Pieter de Vries heeft schulden bij drie winkels.")
    page.get_by_label("Over welke dag gaat het?").fill(timezone.localdate().isoformat())
    page.get_by_role("radio", name="van iemand gehoord").check(force=True)
    page.get_by_role("button", name="In het beeld zetten").last.click()
    page.locator("[data-privacyscan-panel]").get_by_role("button", name=re.compile("Maak er")).click()
    page.get_by_role("button", name=re.compile("n het beeld zetten")).last.click()

    page.wait_for_url(re.compile(r"/beeld/#income$"))
    panel = page.get_by_role("region", name="Inkomen en schulden")
    expect(panel).to_contain_text("persoon A heeft schulden", ignore_case=True)
    expect(page.get_by_role("row", name=re.compile("Inkomen en schulden"))).to_contain_text("zorg")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_picture_is_accessible_on_a_desk_and_a_phone(visit):
    for width in (1440, 360):
        page = visit("casusregisseur", width=width)
        open_picture(page)

        assert violations(page) == []


def test_picture_of_then_works_without_javascript(visit):
    page = visit("casusregisseur", javascript=False)
    open_picture(page)
    page.get_by_label("Beeld op datum").fill("2020-01-01")
    page.get_by_role("button", name="Tonen").click()

    expect(page.locator("main")).to_contain_text("Toen was er nog niets opgeschreven")
    page.get_by_role("link", name="Terug naar het beeld van nu").click()
    expect(page.get_by_role("region", name="Beeld door de tijd")).to_be_visible()
