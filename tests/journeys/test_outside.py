"""The desk asks an outsider, who answers on a phone without JavaScript; talks are kept and corrected; texts too."""

import re

from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_frame, faults_of_look, listen


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def to_outside(page):
    """The page of a signal, once the part about outsiders was fetched."""
    page.goto("/signalen/")
    page.locator("main tbody a").first.click()
    page.wait_for_url(re.compile(r"/S-\d{4}-\d+/$"))
    return page.get_by_role("region", name="Vragen aan buitenstaanders")


def test_outsider_is_asked_and_answers_once(visit):
    desk = visit("expert")
    heard, faults = listen(desk), []
    to_outside(desk).get_by_role("link", name="Vraag stellen").click()
    desk.get_by_label("Begin met een vaste tekst").select_option(label="Eén open vraag")
    expect(desk.get_by_label("De tekst die de ander leest")).to_have_value(
        re.compile("Wij zijn Zorg- en Veiligheidshuis")
    )
    desk.get_by_label("Aan wie stelt u de vraag?").fill("conciërge van de school")
    desk.get_by_label("De tekst die de ander leest").fill("Staat er na schooltijd een groep bij het hek?")
    faults += faults_of_look(desk)
    press(desk, "Vraag versturen")
    link = desk.locator(".handed-link").inner_text()
    faults += faults_of_look(desk)
    desk.get_by_role("link", name="Naar het signaal").click()

    page = visit(width=360, height=740, javascript=False)
    page.goto(link)
    expect(page).to_have_url(re.compile("/melden/vraag/$"))
    expect(page.get_by_text("Staat er na schooltijd een groep bij het hek?")).to_be_visible()
    press(page, "Antwoord versturen")
    expect(page.get_by_text("Schrijf uw antwoord op.").first).to_be_visible()
    page.get_by_label("Uw antwoord").fill("Op dinsdag, ongeveer acht jongens.")
    press(page, "Antwoord versturen")
    expect(page.get_by_role("heading", name="Dank u. Uw antwoord is verstuurd.")).to_be_visible()
    assert page.context.cookies() == []
    page.goto(link)
    expect(page.get_by_role("heading", name="Hier staat niets meer")).to_be_visible()

    desk.reload()
    expect(desk.get_by_text("Op dinsdag, ongeveer acht jongens.")).to_be_visible()
    faults += faults_of_look(desk)
    assert (faults, heard) == ([], [])


def test_text_chosen_before_the_script_came_fills_the_field(visit):
    desk = visit("expert")
    held = []
    desk.route("**/begin*.js", lambda route: held.append(route))
    to_outside(desk).get_by_role("link", name="Vraag stellen").click(no_wait_after=True)
    desk.get_by_label("Begin met een vaste tekst").select_option(label="Eén open vraag")
    field = desk.get_by_label("De tekst die de ander leest")
    expect(field).to_have_value("")

    held[0].continue_()

    expect(field).to_have_value(re.compile("Wij zijn Zorg- en Veiligheidshuis"))


def test_pages_of_the_outsider_are_accessible(visit):
    page = visit(width=360, height=740)
    faults = []
    for path in ("/melden/vraag/demo-vraag-2026/", "/melden/vraag/onbekend/", "/melden/vraag/verstuurd/"):
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in faults_of_frame(page) + faults_of_look(page)]

    assert faults == []


def test_talk_is_kept_and_corrected(visit):
    page = visit("procesregisseur")
    heard, faults = listen(page), []
    to_outside(page)
    page.get_by_role("link", name="Gesprek vastleggen").click()
    expect(page.get_by_label("Wat doen wij daaraan?")).to_be_hidden()
    page.get_by_label("Met wie, in woorden").fill("buurtbewoner")
    page.get_by_label("Wanneer was het?").fill("2026-11-02")
    page.get_by_label("Waarom was dit gesprek nodig?").fill("Zij belde zelf.")
    page.get_by_label("Wat is er verteld?").fill("Er staat elke avond een groep voor de deur.")
    page.get_by_label("Wat is er afgesproken?").fill("Wij bellen volgende week.")
    page.get_by_text("niet zeker", exact=True).click()
    press(page, "Gesprek vastleggen")
    expect(page.get_by_text("Schrijf op wat er gebeurt om het veilig te maken").first).to_be_visible()
    page.get_by_label("Wat doen wij daaraan?").fill("De wijkagent rijdt langs.")
    faults += faults_of_look(page)
    press(page, "Gesprek vastleggen")
    expect(page.get_by_text("Er staat elke avond een groep voor de deur.")).to_be_visible()

    page.get_by_role("link", name="Corrigeren").first.click()
    page.get_by_label("Wat is er verteld?").fill("Er staat soms een groep voor de deur.")
    page.get_by_label("Waarom corrigeert u dit?").fill("Niet elke avond, zegt zij nu.")
    press(page, "Correctie vastleggen")
    expect(page.get_by_text("Er staat soms een groep voor de deur.")).to_be_visible()
    expect(page.get_by_text("Er staat elke avond een groep voor de deur.")).to_be_hidden()
    page.get_by_text("Eerder vastgelegd, daarna gecorrigeerd").first.click()
    expect(page.get_by_text("Er staat elke avond een groep voor de deur.")).to_be_visible()
    faults += faults_of_look(page)
    assert (faults, heard) == ([], [])


def test_text_is_previewed_and_kept_without_javascript(visit):
    page = visit("beheer", javascript=False)
    page.goto("/beheer/teksten/nieuw/")
    page.get_by_role("combobox", name="Waarvoor").select_option(label="vraag aan de melder")
    page.get_by_role("textbox", name="Naam").fill("Welke dag")
    page.get_by_role("textbox", name="Tekst").fill("Over {nummer}: op welke dag was het?")
    press(page, "Voorbeeld bekijken")
    expect(page.get_by_text("Over S-2026-0412: op welke dag was het?")).to_be_visible()
    press(page, "Opslaan")
    expect(page.get_by_role("row", name=re.compile("Welke dag"))).to_be_visible()

    desk = visit("procesregisseur", javascript=False)
    desk.goto("/signalen/?stand=weighing&functie=communicatieadviseur")  # by somebody with an account
    desk.locator("main tbody a").first.click()
    desk.get_by_role("link", name="Vraag aan de melder stellen").click()
    desk.get_by_label("Uw vraag aan de melder").fill("Dank voor uw signaal.")
    desk.get_by_label("Begin met een vaste tekst").select_option(label="Welke dag")
    press(desk, "Zet in het veld")
    expect(desk.get_by_label("Uw vraag aan de melder")).to_have_value(
        re.compile(r"^Dank voor uw signaal\.\n\nOver S-\d{4}-\d+: op welke dag was het\?$")
    )
