"""The agenda is proposed, made and released; a partner prepares on a phone; the coordinator sees who has answered."""

import re

from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_look, listen
from tests.journeys.test_spine import follow, press

ANSWER = "Wij spraken vorige week met de bewoners van het plein."


def make_agenda(page):
    """From the overview: a proposal goes on the agenda with its table, and its time changes in the line."""
    page.goto("/overleg/")
    row = page.locator("main tr").filter(has_text="in voorbereiding").first
    row.get_by_role("link").first.click()
    page.locator("#voorstel summary").filter(has_text="Nog").click()
    proposed = page.locator("#voorstel li").filter(has_text="uit Hoorn")
    expect(proposed.first).to_be_visible()
    faults = faults_of_look(page)
    proposed.first.get_by_role("button", name=re.compile("Op de agenda")).click()
    page.wait_for_load_state()
    expect(page.locator("#tijd")).to_contain_text("van 90 minuten ingedeeld")
    line = page.locator(".agenda > li").last
    line.get_by_text("Minuten wijzigen").click()
    line.get_by_role("spinbutton").fill("85")
    line.get_by_role("button", name="Bewaar").click()
    expect(page.locator(".agenda .time").last).to_contain_text("85 min")
    expect(page.locator("#tijd")).to_contain_text("105 van 90 minuten")
    return re.search(r"/overleg/\d+/", page.url)[0], faults


def release(page, meeting):
    page.goto(f"{meeting}vrijgeven/")
    press(page, "Ja, geef de agenda vrij")
    expect(page.get_by_role("main")).to_contain_text("agenda vrijgegeven")


def prepare(page, meeting):
    """On a phone, from the overview; what is typed is kept, then put on the table and taken back."""
    page.goto("/")
    page.locator(f"main a[href='{meeting}voorbereiden/']").first.click()
    page.wait_for_load_state()
    answer = page.locator(".task-answer").first
    answer.get_by_role("textbox").fill(ANSWER)
    expect(answer).to_contain_text("Concept bewaard", timeout=15_000)
    faults = faults_of_look(page)
    page.set_viewport_size({"width": 360, "height": 800})
    answer.get_by_role("button", name="Op tafel leggen").click()
    expect(page.locator(".task-answer").first).to_contain_text("Verbetering op tafel leggen")
    page.locator(".task-answer").first.get_by_role("button", name="Van tafel nemen").click()
    expect(page.locator(".task-answer").first).to_contain_text("Alleen bewaren")
    expect(page.locator(".task-answer").first.get_by_role("textbox")).to_have_value(ANSWER)
    page.locator(".task-answer").first.get_by_text("Wat op tafel ligt of lag").click()
    expect(page.locator(".task-answer").first).to_contain_text("Van tafel genomen op")
    return faults


def test_proposal_to_preparation(visit):
    desk, partner = visit("procesregisseur"), visit("hoorn", width=360, height=800)
    heard = [listen(desk), listen(partner)]

    meeting, faults = make_agenda(desk)
    release(desk, meeting)
    faults += prepare(partner, meeting)
    desk.goto(meeting)
    follow(desk, "Wie heeft inbreng gegeven")
    expect(desk.get_by_role("main")).to_contain_text("geschreven, nog niet op tafel")
    faults += faults_of_look(desk)

    assert (faults, heard) == ([], [[], []])


def test_preparation_without_javascript(visit):
    page = visit("hoorn", javascript=False)

    page.goto("/")
    page.get_by_role("link", name=re.compile("^Uw vragen voor")).first.click()
    answer = page.locator(".task-answer").filter(has=page.get_by_role("button", name="Alleen bewaren")).last
    answer.get_by_role("textbox").fill(ANSWER)
    answer.get_by_role("button", name="Alleen bewaren").click()

    expect(page.get_by_role("main")).to_contain_text(ANSWER)
