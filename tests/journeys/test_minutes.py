"""Minutes after the meeting as their people go through them: proposal, answer, final, erratum, papers."""

import re

from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_frame, faults_of_look, listen
from tests.journeys.test_spine import follow, press, status_of

SUBJECT = "Onrust na de brand in het buurthuis"
PROPOSED = (
    "De brandweer houdt het op kortsluiting in de keuken. In de buurt wordt over brandstichting gesproken."
)


def minutes_of(page):
    """From the overview of meetings to the draft minutes of the extra consultation."""
    page.goto("/overleg/")
    row = page.locator("tr", has_text="verslag in concept")
    row.get_by_role("link").first.click()
    page.wait_for_load_state()
    page.get_by_role("main").get_by_role("link", name="Verslag", exact=True).click()
    page.wait_for_load_state()
    return re.search(r"/overleg/\d+/", page.url)[0]


def looks_good(page, heard):
    assert (faults_of_frame(page), faults_of_look(page), heard) == ([], [], [])


def propose(page):
    heard = listen(page)
    meeting = minutes_of(page)
    expect(page.get_by_role("region", name="Stand van het verslag")).to_contain_text("tot en met")
    looks_good(page, heard)
    follow(page, "Wijziging voorstellen")
    looks_good(page, heard)
    page.get_by_label("Informatie").fill(PROPOSED)
    page.get_by_label("Opmerking").fill("De brand was zaterdag.")
    press(page, "Voorstel versturen")
    expect(page.get_by_role("region", name=SUBJECT).locator("ins").first).to_be_visible()
    looks_good(page, heard)
    return meeting


def remark(page):
    """No script is needed to propose."""
    minutes_of(page)
    follow(page, "Wijziging voorstellen")
    page.get_by_label("Opmerking").fill("Ik mis hoe laat het was.")
    press(page, "Voorstel versturen")
    expect(page.get_by_role("region", name=SUBJECT)).to_contain_text("Ik mis hoe laat het was.")


def answer(page, choice, reason=""):
    page.get_by_role("link", name="Beslissen").first.click()
    page.wait_for_load_state()
    heard = listen(page)
    looks_good(page, heard)
    page.get_by_label(choice, exact=True).check(force=True)
    page.get_by_label("Reden").fill(reason)
    press(page, "Antwoord bewaren")


def test_minutes_from_proposal_to_erratum(visit):
    police, desk, stranger = visit("politie", width=360), visit("procesregisseur"), visit("denhelder")

    meeting = propose(police)
    remark(visit("hoorn", javascript=False))
    assert status_of(stranger, f"{meeting}verslag/") == 404

    desk.goto(f"{meeting}vaststellen/")
    expect(desk.get_by_role("main")).to_contain_text("Er wachten nog voorstellen")
    press(desk, "Ja, stel het verslag vast")
    expect(desk.get_by_role("main")).to_contain_text("verslag in concept")
    desk.goto(f"{meeting}verslag/")
    answer(desk, "niet overnemen", "De gemeente kiest zelf de dag.")  # what the municipality proposed before
    answer(desk, "overnemen")
    for _ in range(2):
        answer(desk, "overnemen", "Verwerkt in het verslag.")
    expect(desk.get_by_role("link", name="Beslissen")).to_have_count(0)

    police.reload()
    expect(police.get_by_role("main")).to_contain_text("in de keuken")
    expect(police.get_by_role("main")).to_contain_text("De gemeente kiest zelf de dag.")

    desk.goto(f"{meeting}vaststellen/")
    press(desk, "Ja, stel het verslag vast")
    expect(desk.get_by_role("region", name="Stand van het verslag")).to_contain_text("klopt met het verslag")
    follow(desk, "Erratum toevoegen")
    desk.get_by_label("Erratum").fill("Lees: zaterdag.")
    desk.get_by_label("Reden").fill("Verkeerde dag.")
    press(desk, "Erratum toevoegen")

    heard = listen(desk)
    desk.get_by_role("region", name="Uittreksel per organisatie").get_by_role("link", name="Politie").click()
    desk.wait_for_load_state()
    expect(desk.get_by_role("main")).to_contain_text("Lees: zaterdag.")
    looks_good(desk, heard)

    police.goto(f"{meeting}verslag/")
    expect(police.get_by_role("main")).to_contain_text("Lees: zaterdag.")
    expect(police.get_by_role("link", name="Wijziging voorstellen")).to_have_count(0)
    with police.expect_download() as paper:
        police.get_by_role("link", name="Verslag als pdf").click()
    assert re.fullmatch(r"uittreksel-\d{4}-\d\d-\d\d\.pdf", paper.value.suggested_filename)
