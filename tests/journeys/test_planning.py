"""A coordinator plans a series and a holiday and moves a meeting; a director plans and leads a case meeting."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_look
from tests.journeys.test_spine import follow, press

TODAY = timezone.localdate()
CASE = "Jongen klem in een groep die werft"


@pytest.mark.parametrize("width", [360, 1440])
def test_series_and_holiday_are_planned_and_a_meeting_moves(visit, width):
    page, name = visit("procesregisseur", width=width), f"Districtsoverleg {width}"
    main = page.get_by_role("main")

    page.goto("/overleg/reeks/nieuw/")
    faults = faults_of_look(page)
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Eerste keer").fill((TODAY + timedelta(days=40)).isoformat())
    page.get_by_label("Begint om").fill("14:00")
    page.get_by_label("Plaats").fill("Gemeentehuis")
    page.get_by_label("Gemeente Hoorn", exact=True).check(force=True)
    page.get_by_label("Vaste punten").fill("Opening")
    press(page, "Reeks plannen")
    expect(main).to_contain_text("Zet het aantal minuten vooraan")
    expect(page.get_by_label("Plaats")).to_have_value("Gemeentehuis")
    page.get_by_label("Vaste punten").fill("5 Opening\n20 Beeld van het district")
    press(page, "Reeks plannen")
    expect(main).to_contain_text("De reeks is gepland")
    expect(main).to_contain_text(name)
    faults += faults_of_look(page)

    follow(page, "Schoolvakanties")
    page.get_by_label("Naam").fill(f"Studieweek {width}")
    page.get_by_label("Eerste dag").fill((TODAY + timedelta(days=41)).isoformat())
    page.get_by_label("Laatste dag").fill((TODAY + timedelta(days=45)).isoformat())
    press(page, "Vakantie toevoegen")
    expect(main).to_contain_text(f"Studieweek {width}")
    faults += faults_of_look(page)

    page.goto("/overleg/agendalink/")
    page.get_by_role("button", name=re.compile("Link maken|Nieuwe link maken")).click()
    expect(main).to_contain_text("/agenda/")
    faults += faults_of_look(page)
    assert faults == []


def test_meeting_is_moved_and_falls_out(visit):
    page = visit("procesregisseur", width=360)
    page.goto("/overleg/")
    page.locator("main summary").last.click()
    page.locator("main details").last.get_by_role("link").last.click()
    page.wait_for_url(re.compile(r"/overleg/\d+/$"))
    follow(page, "Verplaatsen")
    day = TODAY + timedelta(days=700)
    page.get_by_label("Datum").fill(day.isoformat())
    page.get_by_label("Waarom?").fill("De zaal is bezet.")
    faults = faults_of_look(page)
    press(page, "Verplaatsen")
    expect(page.get_by_role("main")).to_contain_text("gewijzigd: De zaal is bezet.")
    follow(page, "Laten vervallen")
    page.get_by_label("Waarom?").fill("Dubbel gepland.")
    faults += faults_of_look(page)
    press(page, "Laten vervallen")
    expect(page.get_by_role("main")).to_contain_text("vervallen")
    assert faults == []


def test_director_plans_a_case_meeting_and_leads_it(visit):
    director, partner, stranger = visit("casusregisseur"), visit("politie", width=360), visit("hoorn")
    director.goto("/casussen/")
    follow(director, re.compile(CASE))
    case = director.url
    expect(director.locator("#overleggen")).to_contain_text("verslag vastgesteld")
    director.locator("#overleggen").get_by_role("link", name="Overleg plannen").click()
    director.get_by_label("Datum").fill((TODAY + timedelta(days=30)).isoformat())
    director.get_by_label("Begint om").fill("10:00")
    director.get_by_label("Plaats of link").fill("Kamer 3")
    faults = faults_of_look(director)
    press(director, "Overleg plannen")
    expect(director.locator("#overleggen")).to_contain_text("Kamer 3")
    faults += faults_of_look(director)

    director.locator("#overleggen").get_by_role("link").first.click()
    director.wait_for_url(re.compile(r"/overleg/\d+/$"))
    meeting = director.url
    expect(director.get_by_role("main")).to_contain_text("Wie de casus leest, leest ook dit overleg")
    faults += faults_of_look(director)
    follow(director, "Agenda vrijgeven")
    expect(director.get_by_role("main")).to_contain_text("Wie kan dit zien en waarom")
    faults += faults_of_look(director)
    press(director, "Ja, geef de agenda vrij")
    follow(director, "Overleg leiden")
    press(director, "Nu aan de orde")
    director.locator("#id_information").fill("De afspraken zijn nagekomen.")
    expect(director.locator("[data-pen-status]")).to_contain_text("Bewaard om", timeout=4_000)
    faults += faults_of_look(director)

    partner.goto(meeting)
    expect(partner.get_by_role("main")).to_contain_text("Casusoverleg")
    follow(partner, "Meelezen")
    expect(partner.get_by_role("main")).to_contain_text("De afspraken zijn nagekomen.")
    faults += faults_of_look(partner)
    assert (stranger.goto(meeting).status, stranger.goto(case).status) == (404, 404)
    assert faults == []
