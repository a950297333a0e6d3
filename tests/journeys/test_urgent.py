"""A threat, from the report on a phone to an extra consultation that a partner reads, and its end; at 360 pixels."""

import re

from playwright.sync_api import expect

from tests.journeys.test_spine import TODAY, choose, close_table, follow, press, status_of

TITLE = "Dreiging tegen de opvang aan de haven"
FACTS = "Op de kade zei een man tegen mij dat hij vanavond iets naar de opvang gaat gooien."


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= 360


def report_threat(page):
    follow(page, "Signaal melden")
    page.get_by_label("Waar gaat het om?").fill(TITLE)
    page.get_by_label("Wat is er gezien of gehoord?").fill(FACTS)
    page.get_by_label("Wanneer was het?").fill(TODAY.isoformat())
    page.get_by_label("Gemeente").select_option(label="Hoorn")
    page.locator("main input[name='themes']").last.check(force=True)
    for name, value in {
        "channel": "offline",
        "known_by": "observed",
        "subject_kind": "none",
        "has_threat": "ja",
        "source_reliability": "reliable",
        "information_reliability": "seen",
    }.items():
        choose(page, name, value)
    page.locator("main textarea[name='threat']").fill("Hij wil vanavond iets gooien.")
    press(page, "Signaal versturen")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    return re.search(r"S-\d{4}-\d{4}", page.url)[0]


def call_together(page, signal):
    """Two clicks: the page is filled in, and says who will read the signal and until when."""
    page.goto(signal)
    expect(page.get_by_role("main")).to_contain_text("Dreiging")
    follow(page, "Spoedoverleg bijeenroepen")
    preview = page.get_by_role("region", name="Dit gaan zij zien")
    expect(preview).to_contain_text("Gemeente Hoorn")
    expect(preview).to_contain_text("tot het verslag is vastgesteld")
    assert fits(page)
    press(page, "Spoedoverleg bijeenroepen")
    expect(page.get_by_role("main")).to_contain_text("Spoedoverleg")
    assert fits(page)
    return re.search(r"/overleg/\d+/", page.url)[0]


def read_at_the_table(page, number):
    page.goto("/")
    items = page.get_by_role("region", name="Uw agendapunten")
    expect(items.locator("li").filter(has_text=TITLE)).to_contain_text("Spoed")
    items.get_by_role("link", name=TITLE).click()
    page.wait_for_load_state()
    page.get_by_role("link", name=number).first.click()
    page.wait_for_load_state()
    expect(page.get_by_role("main")).to_contain_text(FACTS)
    assert fits(page)


def test_threat_becomes_an_extra_consultation_in_minutes(visit):
    officer, desk = visit("wijkagent.hoorn", width=360), visit("procesregisseur", width=360)
    partner, stranger = visit("hoorn", width=360), visit("denhelder")

    number = report_threat(officer)
    signal = f"/signalen/{number}/"
    expect_newest(desk)
    assert [status_of(page, signal) for page in (desk, partner, stranger)] == [200, 404, 404]

    meeting = call_together(desk, signal)
    assert [status_of(page, signal) for page in (partner, stranger)] == [200, 404]
    assert [status_of(page, meeting) for page in (partner, stranger)] == [200, 404]

    read_at_the_table(partner, number)
    desk.goto(signal)
    expect(desk.get_by_role("main")).to_contain_text("Er is een spoedoverleg over dit signaal")
    expect(officer.get_by_role("main")).not_to_contain_text("spoedoverleg")

    close_table(desk, meeting)
    assert [status_of(page, signal) for page in (officer, desk, partner)] == [200, 200, 404]


def expect_newest(page):
    """It stands on the page of the desk at once."""
    page.goto("/")
    expect(page.get_by_role("region", name="Nieuwste signalen die u mag zien")).to_contain_text(TITLE)


def test_without_javascript_a_second_one_leads_to_the_first(visit):
    desk = visit("procesregisseur", width=360, javascript=False)
    desk.goto("/signalen/?dreiging=ja&sorteer=oldest")  # of the demo, and in no other journey
    desk.locator("main tbody a").first.click()
    follow(desk, "Spoedoverleg bijeenroepen")
    expect(desk.get_by_role("main")).to_contain_text(re.compile("Naar het spoedoverleg|Wie zitten aan tafel"))
