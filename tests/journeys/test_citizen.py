"""Somebody without an account, on a phone: the whole way, with and without JavaScript, and by keyboard alone."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_frame, faults_of_look, listen
from tests.journeys.test_keyboard import choose, tab_to, type_in

PHONE = {"width": 360, "height": 740}
FACTS = "Bij de fietsenstalling riepen drie jongens leuzen naar voorbijgangers, twee avonden achter elkaar."


def onward(page, name="Verder"):
    """Gives the next page once all of it is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def pick(page, label):
    page.get_by_text(label, exact=True).click()


def answer_all(page, see=lambda: None):
    """All questions, up to the last screen; `see` looks at each."""
    page.goto("/melden/")
    see()
    page.get_by_role("link", name="Beginnen").click()
    page.wait_for_url("**/melden/wat/")
    see()
    page.get_by_label("In uw eigen woorden").fill(FACTS)
    onward(page)
    see()
    page.get_by_label("In welke gemeente was het?").select_option(label="Hoorn")
    page.get_by_label(re.compile("Waar precies")).fill("Fietsenstalling bij het station")
    pick(page, "nee, op straat of in een gesprek")
    onward(page)
    see()
    pick(page, "gisteren")
    pick(page, "zelf gezien of gehoord")
    onward(page)
    see()
    pick(page, "jeugd en groepsdruk")
    onward(page)
    see()
    pick(page, "nee, of dat weet ik niet")
    onward(page)
    see()
    page.get_by_label(re.compile("Uw e-mailadres")).fill("naam@voorbeeld.nl")
    onward(page)
    see()


def send(page):
    onward(page, "Melding versturen")
    page.locator(".receipt-code").wait_for(timeout=60_000)
    return page.locator(".receipt-code").inner_text()


def open_by_code(page, code):
    page.goto("/melden/vervolg/")
    page.get_by_label("Uw code").fill(code)
    onward(page, "Openen")
    page.wait_for_url("**/melden/vervolg/gesprek/")


def newest_signal(page):
    """The desk opens the newest report without an account."""
    page.goto("/signalen/")
    page.locator("main tbody a").filter(
        has_text="Melding zonder account: jeugd en groepsdruk, Hoorn"
    ).first.click()
    page.wait_for_url(re.compile(r"/S-\d{4}-\d+/$"))


def test_whole_way_and_every_screen_is_accessible(visit):
    page = visit(width=360, height=740)
    heard, faults = listen(page), []

    def see():
        found = faults_of_frame(page) + faults_of_look(page)
        page.set_viewport_size(PHONE)
        faults.extend(f"{page.url}: {fault}" for fault in found + heard)
        heard.clear()

    answer_all(page, see)
    code = send(page)
    see()
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", code)
    assert page.context.cookies() == []
    page.goto("/melden/vervolg/")
    see()
    open_by_code(page, code)
    see()

    desk = visit("procesregisseur")
    newest_signal(desk)
    expect(desk.get_by_role("heading", name="Gesprek met de melder")).to_be_visible()
    desk.get_by_role("button", name="In weging nemen").click()
    desk.get_by_role("link", name="Eerst iets vragen aan de melder").click()
    desk.get_by_label("Uw vraag aan de melder").fill("Hoe laat was het?")
    onward(desk, "Vraag versturen")
    expect(desk.locator("#meldingen").get_by_text("hij leest die als hij zijn code typt")).to_be_visible()
    assert faults_of_look(desk) == []

    page.reload()
    expect(page.get_by_text("in behandeling", exact=True)).to_be_visible()
    page.get_by_label("Uw antwoord").fill("Om negen uur.")
    see()
    onward(page, "Antwoord versturen")
    expect(page.get_by_text("Uw bericht is verstuurd naar het huis.")).to_be_visible()
    expect(page.get_by_text("Om negen uur.")).to_be_visible()
    see()

    desk.reload()
    expect(desk.get_by_text("Om negen uur.")).to_be_visible()
    assert {cookie["name"] for cookie in page.context.cookies()} == {"sessionid"}
    assert faults == []


def test_whole_way_without_javascript_is_held_and_released(visit):
    page = visit(width=360, height=740, javascript=False)

    answer_all(page)
    expect(page.get_by_text("JavaScript staat uit in uw browser.")).to_be_visible()
    code = send(page)
    open_by_code(page, code)
    page.get_by_label("Wilt u nog iets vertellen?").fill("Vandaag weer.")
    onward(page, "Versturen")
    expect(page.get_by_text("Vandaag weer.")).to_be_visible()

    desk = visit("procesregisseur")
    newest_signal(desk)
    expect(desk.get_by_text("eerst controleren", exact=True).first).to_be_visible()
    desk.get_by_role("link", name="Melding vrijgeven").click()
    desk.get_by_label("Waarom is dit een echte melding?").fill("Twee winkeliers vertellen hetzelfde.")
    onward(desk, "Vrijgeven")
    expect(desk.get_by_role("button", name="In weging nemen")).to_be_visible()


def test_whole_way_with_the_keyboard(visit):
    page = visit(width=360, height=740)
    page.goto("/melden/")

    def enter(path):
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}")

    tab_to(page, "main a[href='/melden/wat/']")
    enter("/melden/wat/")
    type_in(page, "facts", FACTS)
    tab_to(page, ".form-actions .btn-primary")
    enter("/melden/waar/")
    type_in(page, "municipality", "Hoorn")
    choose(page, "channel", "offline")
    tab_to(page, ".form-actions .btn-primary")
    enter("/melden/wanneer/")
    choose(page, "when", "other")
    type_in(page, "other_day", f"0101{timezone.localdate().year}")
    choose(page, "known_by", "told")
    tab_to(page, ".form-actions .btn-primary")
    enter("/melden/onderwerp/")
    tab_to(page, "main [name='themes']")
    page.keyboard.press("Space")
    tab_to(page, ".form-actions .btn-primary")
    enter("/melden/dreiging/")
    choose(page, "has_threat", "nee")
    tab_to(page, ".form-actions [name='back']")
    enter("/melden/onderwerp/")
    tab_to(page, ".form-actions .btn-primary")
    enter("/melden/dreiging/")
    tab_to(page, ".form-actions .btn-primary")
    enter("/melden/contact/")
    tab_to(page, ".form-actions .btn-primary")
    enter("/melden/versturen/")
    tab_to(page, ".form-actions .btn-primary")
    page.keyboard.press("Enter")

    expect(page.locator(".receipt-code")).to_be_visible(timeout=60_000)


def test_page_stays_quick_while_the_browser_works(visit):
    """The work is done beside the page: no task of the page itself takes long."""
    page = visit(width=360, height=740)
    answer_all(page)

    longest = page.evaluate("""() => new Promise((done) => {
        let longest = 0, last = performance.now();
        const timer = setInterval(() => {
            const now = performance.now();
            longest = Math.max(longest, now - last);
            last = now;
            if (document.querySelector("[name=solution]").value) { clearInterval(timer); done(longest); }
        }, 10);
    })""")

    assert longest < 1_000  # a page that hangs stays away for all of the work


@pytest.mark.parametrize("javascript", [True, False])
def test_back_and_mistakes_lose_nothing(visit, javascript):
    page = visit(width=360, height=740, javascript=javascript)
    answer_all(page)

    page.get_by_role("link", name="Terug").click()
    expect(page.get_by_label(re.compile("Uw e-mailadres"))).to_have_value("naam@voorbeeld.nl")
    page.get_by_label(re.compile("Uw e-mailadres")).fill("naam")
    onward(page)
    expect(page.get_by_text("Vul een e-mailadres in, zoals naam@voorbeeld.nl.").first).to_be_visible()
    for _ in range(5):
        onward(page, "Terug")
    expect(page.get_by_label("In uw eigen woorden")).to_have_value(FACTS)
