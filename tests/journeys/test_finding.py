"""Finding a signal with the keyboard, and with filters on a phone."""

import re

from playwright.sync_api import expect

HERE = "document.activeElement.closest('tr')?.rowIndex ?? 0"


def test_keys_move_through_the_list_search_and_explain(visit):
    page = visit("procesregisseur")
    page.goto("/signalen/")
    help_box = page.locator("dialog#toetsen")

    rows = []
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
        rows.append(page.evaluate(HERE))
    assert rows == [1, 2, 1]

    page.keyboard.press("?")
    expect(help_box).to_be_visible()
    page.keyboard.press("j")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(help_box).to_be_hidden()
    assert page.evaluate(HERE) == 1  # the focus is back where it was

    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Zoeken")).to_be_focused()
    page.keyboard.type("jk?/")
    expect(page.get_by_role("searchbox", name="Zoeken")).to_have_value("jk?/")
    expect(help_box).to_be_hidden()


def test_enter_opens_the_row_and_keys_can_be_switched_off(visit):
    page = visit("procesregisseur")
    page.goto("/signalen/")

    page.get_by_role("button", name="Sneltoetsen").click()
    page.get_by_text("Sneltoetsen gebruiken op dit apparaat").click()
    page.get_by_role("button", name="Sluiten").click()
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate(HERE) == 0

    page.get_by_role("button", name="Sneltoetsen").click()
    page.get_by_text("Sneltoetsen gebruiken op dit apparaat").click()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4,7}/"))


def test_filters_on_a_phone_open_are_counted_and_taken_away(visit):
    page = visit("procesregisseur", width=360)
    page.goto("/signalen/")
    regime = page.get_by_label("Regime")

    expect(regime).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    regime.select_option("wpg")
    page.get_by_role("button", name="Filters gebruiken").click()
    page.wait_for_url("**regime=wpg**")

    expect(page.get_by_text("Filters (1 aan)")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Haal weg: Regime: Wpg").click()
    expect(page.get_by_text("Filters", exact=True)).to_be_visible()


def test_filter_is_kept_and_comes_back_on_the_overview(visit):
    page = visit("politie", width=360)
    page.goto("/signalen/?zoek=vlag*")

    page.get_by_text("Filter bewaren", exact=True).click()
    page.get_by_label("Naam van dit filter").fill("Alles over vlaggen")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    page.goto("/")

    page.get_by_role("link", name="Alles over vlaggen").click()
    page.wait_for_url("**zoek=vlag**")


def test_without_javascript_the_filters_are_a_page_of_their_own(visit):
    page = visit("procesregisseur", javascript=False)
    page.goto("/signalen/?dreiging=nee")

    page.get_by_text("Filters (1 aan)").click()
    page.get_by_role("link", name="Alle filters tonen").click()
    expect(page.get_by_label("Dreiging")).to_have_value("nee")
    page.get_by_label("Regime").select_option("wpg")
    page.get_by_role("button", name="Filters gebruiken").click()

    expect(page.get_by_text("Filters (2 aan)")).to_be_visible()
