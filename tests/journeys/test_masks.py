"""Hiding a part of a text by selecting it, and removing one for good with a colleague."""

import re

from playwright.sync_api import expect

SELECT = """(words) => {
  const text = document.querySelector('[data-part^="signal.facts"]');
  const node = text.firstChild, at = node.data.lastIndexOf(words), range = document.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + words.length);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
}"""


def open_first(page, query="stand=done"):
    page.goto(f"/signalen/?{query}")
    page.locator("main table a").first.click()
    page.wait_for_url(re.compile(r"/signalen/S-"))
    return page.url


def test_words_selected_on_the_page_are_hidden_and_come_back(visit):
    page = visit("procesregisseur")
    signal = open_first(page)
    facts = page.locator("main .facts").first
    whole = facts.inner_text()
    words = re.findall(r"\b\w{5,}\b", whole)[-1]
    page.get_by_role("link", name="Afschermen en verwijderen").click()
    page.get_by_role("link", name="Deel afschermen").click()

    expect(page.get_by_text("Selecteer de woorden hieronder.")).to_be_visible()
    page.evaluate(SELECT, words)
    expect(page.get_by_label("Welke woorden?")).to_have_value(words)
    page.get_by_label("Waarom?").fill("Niet nodig voor het beeld.")
    page.get_by_role("button", name="Voorbeeld bekijken").click()
    expect(page.get_by_role("region", name="Zo wordt de tekst")).to_contain_text("⟦afgeschermd")
    page.get_by_role("button", name="Ja, afschermen").click()

    expect(page.get_by_role("region", name="Afgeschermd")).to_contain_text("Niet nodig voor het beeld.")
    page.goto(signal)
    shown = re.sub(r"⟦afgeschermd \d+⟧", words, facts.inner_text())
    assert (shown, facts.inner_text() == whole) == (whole, False)
    page.get_by_role("link", name="Afschermen en verwijderen").click()
    page.get_by_role("link", name=re.compile("Afscherming opheffen")).last.click()
    page.get_by_label("Waarom mag iedereen").fill("Toch nodig.")
    page.get_by_role("button", name="Afscherming opheffen").click()
    page.goto(signal)
    assert facts.inner_text() == whole


def test_without_javascript_a_colleague_removes_for_good(visit):
    page = visit("procesregisseur", javascript=False, width=360)
    signal = open_first(page, "stand=weighing")
    words = page.locator("main .facts").first.inner_text().split()[:2]
    page.goto(f"{signal}verwijderen/")
    page.get_by_label("In welke tekst?").select_option(index=1)
    page.get_by_label("Welke woorden?").fill(" ".join(words))
    page.get_by_label("Waarom?").fill("Klopt niet.")
    page.get_by_role("button", name="Voorbeeld bekijken").click()
    page.get_by_role("button", name="Ja, voorstellen").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    colleague = visit("expert")
    colleague.goto(f"{signal}afschermen/")
    colleague.get_by_role("link", name=re.compile("^Bekijken")).first.click()
    expect(colleague.get_by_role("region", name="Wat er weggaat")).to_contain_text(" ".join(words))
    colleague.get_by_role("button", name="Definitief verwijderen").click()

    expect(colleague.locator("#meldingen")).to_contain_text("Het deel is definitief verwijderd.")
    colleague.goto(signal)
    expect(colleague.locator("main .facts").first).to_contain_text("⟦verwijderd⟧")


def test_pdf_is_fetched_with_a_link(visit):
    page = visit("hoorn")
    open_first(page, "")

    with page.expect_download() as fetched:
        page.get_by_role("link", name="Als pdf ophalen").click()

    assert re.fullmatch(r"S-\d{4}-\d{4,}\.pdf", fetched.value.suggested_filename)
    assert fetched.value.path().read_bytes()[:5] == b"%PDF-"
