"""Finding what belongs together: while typing, beside a signal, and by asking whether somebody is known."""

import re

from playwright.sync_api import expect

MERGED = "Samengevoegd met een ander signaal"


def open_first(page, query):
    page.goto(f"/signalen/?{query}")
    page.locator("main table a").first.click()
    page.wait_for_url(re.compile(r"/signalen/S-"))


def test_reporter_sees_similar_signals_and_hints_while_typing(visit):
    page = visit("wijkagent.hoorn", width=360)
    page.goto("/signalen/")
    page.locator("main table tbody a").first.click()
    page.wait_for_url(re.compile(r"/signalen/S-"))
    title, facts = page.locator("h1").inner_text(), page.locator("main .facts").first.inner_text()
    number = page.url.rstrip("/").rsplit("/", 1)[1]
    page.goto("/signalen/nieuw/")

    page.get_by_label("Waar gaat het om?").fill(title)
    page.get_by_label("Wat is er gezien of gehoord?").fill(facts)
    page.get_by_label("Gemeente").select_option(label="Hoorn")
    page.get_by_role("checkbox", name="wonen").check(force=True)

    similar = page.get_by_role("region", name="Recente signalen die hierop lijken")
    expect(similar).to_contain_text(number, timeout=15_000)
    expect(similar).to_contain_text("dezelfde woorden")
    hints = page.locator("[data-chosen-hints]")
    expect(hints).to_contain_text("Wel een signaal: Dreiging of haat rond toewijzing")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_desk_merges_two_alike_signals_and_undoes_it(visit):
    page = visit("procesregisseur")
    page.goto("/signalen/?stand=new")
    numbers = page.locator("main tbody .ref").all_inner_texts()[:2]
    page.goto(f"/signalen/{numbers[0]}/")
    panel = page.get_by_role("region", name="Hoort bij elkaar")

    panel.get_by_role("link", name="Koppelen of samenvoegen").click()
    page.get_by_label("Nummer van het andere signaal").fill(numbers[1])
    page.get_by_label("Samenvoegen:", exact=False).check(force=True)
    page.get_by_label("Waarom?").fill("Dezelfde gebeurtenis, twee melders.")
    page.get_by_role("button", name="Koppelen").click()

    expect(page.get_by_role("region", name="Verloop")).to_contain_text(MERGED)
    expect(panel).to_contain_text(f"Samengevoegd met {numbers[1]}")
    panel.get_by_role("link", name=f"Losmaken van {numbers[1]}").click()
    page.get_by_label("Waarom horen zij niet bij elkaar?").fill("Toch een andere dag.")
    page.get_by_role("button", name="Losmaken").click()
    expect(page.get_by_role("region", name="Verloop")).to_contain_text("Niet meer samengevoegd")


def test_without_javascript_the_page_of_what_belongs_together_opens(visit):
    page = visit("procesregisseur", javascript=False)
    open_first(page, "stand=new")

    page.get_by_role("link", name="Bekijk wat hierop lijkt en wat erbij hoort").click()

    expect(page.get_by_role("heading", name="Lijkt op")).to_be_visible()
    page.goto("/signalen/nieuw/")
    page.get_by_text("Wat is bij een thema wel en geen signaal?").click()
    expect(page.get_by_text("Geen signaal: Boosheid over wachttijden", exact=False)).to_be_visible()


def test_desk_asks_whether_somebody_is_known(visit):
    page = visit("procesregisseur", width=360)
    page.goto("/signalen/navraag/")

    page.get_by_label("een persoon", exact=True).check(force=True)
    page.get_by_label("Naam").fill("Zandt, jelle van der")
    page.get_by_label("Waarvoor wilt u dit weten?").fill("Een school vraagt wie er al contact heeft.")
    page.get_by_role("button", name="Navraag doen").click()

    expect(page.locator("main")).to_contain_text("Bekend bij Zorg- en Veiligheidshuis: neem contact op")
    expect(page.locator("main")).not_to_contain_text("Zandt")
