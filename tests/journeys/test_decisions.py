"""A decision asks what its kind needs, an advice is answered, an action gets another day; and how those pages look."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_look
from tests.journeys.test_spine import choose, follow, press

REGISTER = "/overleg/besluiten/"


def test_register_is_searched_and_answered(visit):
    desk, partner = visit("procesregisseur"), visit("politie", width=360)

    desk.goto(f"{REGISTER}?driehoek=open")
    expect(desk.get_by_role("main")).to_contain_text("wacht op de driehoek")
    follow(desk, "Besluit driehoek vastleggen")
    choose(desk, "answer", "yes")
    desk.locator("main input[name='on']").fill(timezone.localdate().isoformat())
    desk.locator("main input[name='who']").fill("Burgemeester, teamchef en officier")
    desk.locator("main textarea[name='reason']").fill("Het is nodig en er is geen lichter middel.")
    press(desk, "Vastleggen")
    desk.goto(f"{REGISTER}?driehoek=yes&woorden=advies")
    expect(desk.get_by_role("main")).to_contain_text("Het is nodig en er is geen lichter middel.")

    partner.goto(REGISTER)
    partner.locator("main select[name='soort']").select_option("share")
    press(partner, "Toon")
    assert "soort=share" in partner.url
    expect(partner.get_by_role("main")).not_to_contain_text("Advies aan de gezagsdriehoek")


def test_decision_asks_what_its_kind_needs(visit):
    desk = visit("procesregisseur")
    desk.goto("/overleg/")
    desk.locator("#komend a[href^='/overleg/']").first.click()
    desk.wait_for_load_state()
    follow(desk, "Overleg leiden")
    desk.locator("main select[name='besluit-kind']").select_option("communication")
    desk.locator("main textarea[name='besluit-text']").fill("De gemeente legt uit wat er wel gebeurt.")
    desk.locator("main textarea[name='besluit-reasons']").fill("Er gaan geruchten.")
    press(desk, "Besluit vastleggen")

    assert desk.locator("main textarea[name='besluit-reasons']").input_value() == "Er gaan geruchten."
    assert desk.locator("main [name='besluit-organisation']").count() == 0
    assert faults_of_look(desk) == []
    desk.locator("main input[name='besluit-speaker']").fill("De burgemeester")
    desk.locator("main input[name='besluit-planned_on']").fill(timezone.localdate().isoformat())
    press(desk, "Besluit vastleggen")
    expect(desk.get_by_role("main")).to_contain_text("Door: De burgemeester.")


def test_action_gets_another_day(visit):
    owner, desk = visit("hoorn", width=360), visit("procesregisseur")

    owner.goto("/acties/?whose=organisation")
    follow(owner, re.compile("Bewoners van de wijk"))
    address = owner.url
    follow(owner, "Om een andere dag vragen")
    owner.locator("main input[name='due_on']").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    owner.locator("main textarea[name='reason']").fill("De drukker levert later.")
    press(owner, "Vragen")
    expect(owner.get_by_role("main")).to_contain_text("Er wacht een vraag")

    desk.goto(address)
    follow(desk, "Antwoorden")
    choose(desk, "is_agreed", "yes")
    press(desk, "Antwoorden")
    owner.goto(address)
    expect(owner.locator("#geschiedenis")).to_contain_text("Andere dag")
    expect(owner.get_by_role("main")).not_to_contain_text("Er wacht een vraag")


PAGES = (REGISTER, f"{REGISTER}?woorden=zzzz", "/acties/?whose=all", "/acties/?whose=all&progress=late")


def test_pages_are_accessible_and_fit(visit):
    page = visit("procesregisseur")
    addresses = list(PAGES)
    page.goto(PAGES[2])
    action = page.locator("main tbody a").first.get_attribute("href")
    steps = ("", "andere-dag/", "overdragen/", "herinneren/")
    addresses += [f"{action}{step}" for step in steps]

    found = {}
    for address in addresses:
        page.goto(address)
        page.wait_for_load_state()
        found[address] = faults_of_look(page)

    assert {address: faults for address, faults in found.items() if faults} == {}
