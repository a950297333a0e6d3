"""A meeting in three browsers: the chair, and two partners at different tables who follow it live."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_look, listen
from tests.journeys.test_spine import press

OPEN_TITLE, HIDDEN_TITLE = "Onrust bij de sporthal", "Zorgen over het havenplein"
LAST_TITLE = "Wat verder ter tafel komt"
SAID = "De sporthal vertelt: vijf jongeren, geen geweld."
HEARD = """url => { window.heard = []; const source = new EventSource(url);
  for (const name of ['agenda', 'now', 'item', 'over'])
    source.addEventListener(name, (event) => window.heard.push([name, event.data])); }"""
WITHIN = 15_000  # milliseconds, also on a busy machine; the benchmark measures the two seconds


def add_item(page, meeting, title, organisation):
    """At the last minute: the agenda is out already."""
    page.goto(f"{meeting}punt/")
    page.get_by_label("Onderwerp").fill(title)
    page.get_by_label(organisation, exact=True).check(force=True)
    press(page, "Op de agenda")
    page.wait_for_load_state()
    return page.locator(".agenda > li").filter(has_text=title).get_attribute("data-id")


@pytest.fixture(scope="module")
def table(chromium, site):
    """A released meeting with an item of Hoorn and two of the police; gives its address and their numbers."""
    from tests.journeys.conftest import sign_in

    context = chromium.new_context(base_url=site, locale="nl-NL")
    page = context.new_page()
    sign_in(page, "procesregisseur")
    page.goto("/overleg/")
    row = page.locator("main tr").filter(has_text="agenda vrijgegeven").first
    row.get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/overleg/\d+/$"))
    meeting = re.search(r"/overleg/\d+/", page.url)[0]
    hidden = add_item(page, meeting, HIDDEN_TITLE, "Politie Noord-Holland Noord")
    shown = add_item(page, meeting, OPEN_TITLE, "Gemeente Hoorn")
    last = add_item(page, meeting, LAST_TITLE, "Politie Noord-Holland Noord")
    yield meeting, shown, hidden, last
    context.close()


def bring_up(page, meeting, item):
    page.goto(f"{meeting}live/?punt={item}")
    press(page, "Nu aan de orde")
    expect(page.locator(".live-head")).to_contain_text("nu aan de orde")


def everything_received(page):
    """Every answer this page gets from now on, as text; a stream has no end and is heard apart."""
    received = []

    def take(response):
        if "/stroom/" not in response.url:
            received.append(response.text() if "text" in response.headers.get("content-type", "") else "")

    page.on("requestfinished", lambda request: take(request.response()))
    return received


def test_three_browsers_follow_a_meeting_and_the_third_gets_no_byte_of_what_is_not_his(visit, table):
    meeting, shown, hidden, _ = table
    chair, hoorn, police = visit("procesregisseur"), visit("hoorn", width=360, height=740), visit("politie")
    heard, received = listen(chair) + listen(hoorn), everything_received(police)
    for page in (hoorn, police):
        page.goto(f"{meeting}live/")
        expect(page.locator("[data-live-status]")).to_have_text("Deze pagina ververst vanzelf.")
    police.evaluate(HEARD, f"{meeting}live/stroom/")
    police.wait_for_timeout(1000)
    police.wait_for_timeout(1500)
    before = police.evaluate("window.heard.length")

    bring_up(chair, meeting, shown)
    expect(hoorn.locator(".live-head")).to_contain_text(OPEN_TITLE, timeout=WITHIN)
    expect(police.get_by_role("main")).to_contain_text("Er is nu geen punt voor u aan de orde")

    chair.locator("#id_information").press_sequentially(SAID, delay=10)
    expect(chair.locator("[data-pen-status]")).to_contain_text("Bewaard om", timeout=WITHIN)
    expect(hoorn.get_by_role("main")).to_contain_text(SAID, timeout=WITHIN)
    chair.wait_for_timeout(1000)
    faults = faults_of_look(chair) + faults_of_look(hoorn) + faults_of_look(police)

    text = "".join(received) + police.content()
    assert (OPEN_TITLE in text, SAID in text, f"punt={shown}" in text) == (False, False, False)
    assert police.evaluate("before => window.heard.slice(before)", before) == []
    bring_up(chair, meeting, hidden)
    expect(police.locator(".live-head")).to_contain_text(HIDDEN_TITLE, timeout=WITHIN)
    expect(hoorn.get_by_role("main")).to_contain_text("Er is nu geen punt voor u aan de orde", timeout=WITHIN)
    assert (faults, heard) == ([], [])


def test_information_becomes_an_action_in_one_click(visit, table):
    meeting, shown, *_ = table
    chair = visit("procesregisseur")
    chair.goto(f"{meeting}live/?punt={shown}")
    field = chair.locator("#id_information")
    field.fill("Vijf jongeren.\nGemeente Hoorn spreekt de beheerder.")

    press(chair, "Actie maken van informatie")

    expect(chair.locator("[name=actie-text]")).to_have_value("Gemeente Hoorn spreekt de beheerder.")
    owner = chair.locator("[name=actie-owner]")
    assert "Gemeente Hoorn" in owner.locator("option:checked").inner_text()
    assert chair.locator("[name=actie-due_on]").input_value() > time.strftime("%Y-%m-%d")
    press(chair, "Actie uitzetten")
    expect(chair.locator("#acties")).to_contain_text("Gemeente Hoorn spreekt de beheerder.")


def test_somebody_takes_over_and_no_word_is_lost(visit, table):
    meeting, *_ = table
    first, second = visit("procesregisseur"), visit("procesregisseur")
    shown = add_item(first, meeting, "Wie schrijft dit op", "Gemeente Hoorn")  # nobody has that pen yet
    for page in (first, second):
        page.goto(f"{meeting}live/?punt={shown}")
    first.locator("#id_conclusion").fill("Eerst dit.")
    expect(first.locator("[data-pen-status]")).to_contain_text("Bewaard om", timeout=WITHIN)

    first.context.set_offline(True)
    first.locator("#id_conclusion").press_sequentially(" Nog iets")
    expect(first.locator("[data-pen-status]")).to_contain_text("geen verbinding")

    second.reload()
    second.locator("#id_conclusion").fill("Eerst dit. En dan dat.")
    expect(second.locator("[data-pen-status]")).to_contain_text("in een ander venster", timeout=WITHIN)
    with second.expect_navigation():
        press(second, "Schrijven overnemen")
    expect(second.locator("#id_conclusion")).to_have_value("Eerst dit. En dan dat.")

    first.context.set_offline(False)
    expect(first.locator("[data-pen-status]")).to_contain_text("staat hier nog", timeout=20_000)
    expect(first.locator("#id_conclusion")).to_have_value("Eerst dit. Nog iets")
    with first.expect_navigation():
        press(first, "Schrijven overnemen")
    expect(first.get_by_role("main")).to_contain_text("Vergelijk de teksten")
    expect(first.get_by_role("main")).to_contain_text("Eerst dit. En dan dat.")
    expect(first.locator("#id_conclusion")).to_have_value("Eerst dit. Nog iets")


def test_connection_is_cut_and_the_text_is_kept_and_sent_later(visit, table):
    meeting, _, hidden, _ = table
    chair = visit("procesregisseur")
    chair.goto(f"{meeting}live/?punt={hidden}")
    field, status = chair.locator("#id_information"), chair.locator("[data-pen-status]")
    field.fill("Met verbinding.")
    expect(status).to_contain_text("Bewaard om", timeout=WITHIN)

    chair.context.set_offline(True)
    field.press_sequentially(" Zonder verbinding.")
    expect(status).to_contain_text("Er is geen verbinding")
    assert "Zonder verbinding" not in chair.evaluate("JSON.stringify(localStorage)")
    chair.context.set_offline(False)
    expect(status).to_contain_text("Bewaard om", timeout=20_000)

    chair.reload()
    expect(field).to_have_value("Met verbinding. Zonder verbinding.")


def test_laptop_dies_and_the_text_of_that_browser_is_offered_again(visit, table):
    meeting, *_, last = table
    chair = visit("procesregisseur")
    chair.goto(f"{meeting}live/?punt={last}")
    chair.locator("#id_interpretation").fill("Wij lezen dit samen.")
    expect(chair.locator("[data-pen-status]")).to_contain_text("Bewaard om", timeout=WITHIN)
    chair.context.set_offline(True)
    chair.locator("#id_interpretation").fill("Wij lezen dit samen, en zien een patroon.")
    expect(chair.locator("[data-pen-status]")).to_contain_text("versleuteld in deze browser")
    chair.close(run_before_unload=False)

    again = chair.context.new_page()
    again.context.set_offline(False)
    again.goto(f"{meeting}live/?punt={last}")
    again.get_by_role("button", name="Terugzetten in het verslag").click()
    expect(again.locator("#id_interpretation")).to_have_value("Wij lezen dit samen, en zien een patroon.")
    press(again, "Verslag bewaren")
    expect(again.locator("#id_interpretation")).to_have_value("Wij lezen dit samen, en zien een patroon.")


def test_screen_on_the_wall_follows_without_a_name(visit, table):
    meeting, shown, *_ = table
    chair, wall = visit("procesregisseur"), visit("procesregisseur")
    wall.goto(f"{meeting}scherm/")

    bring_up(chair, meeting, shown)

    expect(wall.locator(".screen-title")).to_have_text("Besloten punt", timeout=WITHIN)
    assert OPEN_TITLE not in wall.content()
    assert faults_of_look(wall) == []


def test_without_javascript_the_chair_leads_and_the_partner_reads(visit, table):
    meeting, shown, hidden, _ = table
    chair, hoorn = visit("procesregisseur", javascript=False), visit("hoorn", javascript=False)
    bring_up(chair, meeting, hidden)
    bring_up(chair, meeting, shown)
    chair.locator("#id_interpretation").fill("Zonder script geschreven.")
    chair.get_by_role("button", name="Verslag bewaren").click()

    hoorn.goto(f"{meeting}live/")

    expect(hoorn.locator(".live-head")).to_contain_text(OPEN_TITLE)
