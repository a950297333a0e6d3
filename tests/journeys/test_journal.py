"""Writing in the journal of a case for some of its readers, and correcting it."""

import re

from playwright.sync_api import expect

TITLE = "Jongen klem in een groep die werft"
NOTED, BETTER = "Vandaag gezien bij de kade, alleen.", "Vandaag gezien bij de kade, met zijn broer."


def open_journal(page):
    page.goto(f"/casussen/?words={TITLE}")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("navigation", name="Deze casus").get_by_role("link", name="Journaal").click()
    page.wait_for_url(re.compile(r"/journaal/(#|$)"))


def test_entry_is_written_for_some_and_corrected_for_all(visit):
    page, director = visit("politie", width=360), visit("casusregisseur")
    open_journal(page)

    page.get_by_role("link", name="Aantekening schrijven").click()
    page.get_by_label("Van wie of waaruit weet u dit?").fill("eigen waarneming")
    page.get_by_label("Wat wilt u vastleggen?").fill(NOTED)
    expect(page.get_by_label("Ilse van Dam")).to_be_hidden()
    page.get_by_label("alleen personen die ik noem").check(force=True)
    page.get_by_label("Mirjam Veldhuis").check(force=True)
    page.get_by_role("button", name="Bewaren").last.click()
    page.wait_for_url(re.compile(r"/journaal/(#|$)"))
    entry = page.get_by_role("listitem").filter(has_text=NOTED).first
    expect(entry).to_contain_text("Alleen genoemde personen")
    open_journal(director)
    expect(director.get_by_text(NOTED)).to_have_count(0)

    entry.get_by_role("link", name="Corrigeren").click()
    page.get_by_label("Wat wilt u vastleggen?").fill(BETTER)
    page.get_by_label("Waarom corrigeert u dit?").fill("Hij was niet alleen.")
    page.get_by_label("alle partners die het journaal lezen").check(force=True)
    page.get_by_role("button", name="Bewaren").last.click()
    page.wait_for_url(re.compile(r"/journaal/(#|$)"))

    expect(page.get_by_text("Eerder geschreven, daarna gecorrigeerd").first).to_be_visible()
    director.reload()
    expect(director.get_by_text(BETTER)).to_be_visible()
    expect(director.get_by_text(NOTED)).to_have_count(0)
    expect(director.get_by_text("Hij was niet alleen.")).to_have_count(0)


STORED = "Object.keys(localStorage).filter((name) => name.startsWith('zvh-kept-journal-')).length"


def expect_stored(page, number):
    """Asked now and then: a page without eval cannot be waited for in its own words."""
    for _ in range(40):
        if page.evaluate(STORED) == number:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"not {number} texts in the browser")


def test_text_that_did_not_arrive_can_be_put_back(visit):
    page = visit("politie", width=360)
    open_journal(page)
    page.get_by_role("link", name="Aantekening schrijven").click()
    page.wait_for_url(re.compile("/schrijven/$"))  # with its scripts
    page.get_by_label("Wat wilt u vastleggen?").fill("Getypt in de auto.")
    page.get_by_label("alleen personen die ik noem").check(force=True)
    page.get_by_label("Mirjam Veldhuis").check(force=True)
    expect_stored(page, 1)
    context, address = page.context, page.url
    page.close()

    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.get_by_label("Wat wilt u vastleggen?")).to_have_value("Getypt in de auto.")
    expect(page.get_by_label("Mirjam Veldhuis")).to_be_checked()
    page.get_by_label("Van wie of waaruit weet u dit?").fill("eigen waarneming")
    page.get_by_role("button", name="Bewaren").last.click()

    expect(page.get_by_text("Getypt in de auto.")).to_be_visible()
    expect_stored(page, 0)


def test_without_javascript_an_entry_asks_why_all_partners_may_read_it(visit):
    page = visit("politie", javascript=False)
    open_journal(page)

    page.get_by_role("link", name="Aantekening schrijven").click()
    page.get_by_label("Van wie of waaruit weet u dit?").fill("mutatie")
    page.get_by_label("Wat wilt u vastleggen?").fill("Twee keer gezien bij het station.")
    page.get_by_label("Wpg (politiegegevens)").check(force=True)
    page.get_by_label("alle partners die het journaal lezen").check(force=True)
    page.get_by_role("button", name="Bewaren").last.click()
    expect(page.get_by_text("Schrijf waarom alle partners deze gegevens mogen lezen.").first).to_be_visible()
    page.get_by_label("Waarom mogen alle partners dit lezen?").fill("Nodig om het risico te wegen.")
    page.get_by_role("button", name="Bewaren").last.click()
    page.wait_for_url(re.compile(r"/journaal/(#|$)"))

    expect(page.get_by_text("Twee keer gezien bij het station.")).to_be_visible()
