"""The eight steps of the README, by hand in a browser: one signal from a neighbourhood officer to a case.

Each person has his own browser. What somebody must not see is looked for at every step.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

TITLE = "Ruzie na een bericht over de jaarmarkt"
FACTS = "Op de jaarmarkt riepen vijf mensen tegen de organisatie dat zij het plein niet af geven."
TODAY = timezone.localdate()
CRITERIA = (
    "concrete",
    "recent",
    "factual",
    "several_life_areas",
    "several_chains",
    "surroundings",
    "local_safety",
    "contradicted",
)


def choose(page, name, value):
    """A radio or checkbox by its name and value; the visible row is what people tap."""
    page.locator(f"main input[name='{name}'][value='{value}']").check(force=True)


def press(page, name, *, exact=True):
    page.get_by_role("main").get_by_role("button", name=name, exact=exact).click()
    page.wait_for_load_state()


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def status_of(page, path):
    return page.request.get(path).status


def test_spine_from_signal_to_approach(visit):
    officer, desk = visit("wijkagent.hoorn", width=360), visit("procesregisseur")
    partner, stranger = visit("hoorn", width=360), visit("denhelder")

    number = report(officer)
    signal = f"/signalen/{number}/"
    assert [status_of(page, signal) for page in (officer, desk, partner, stranger)] == [200, 200, 404, 404]

    weigh(desk, signal)
    meeting = put_on_agenda(desk, number)
    assert [status_of(page, meeting) for page in (partner, stranger)] == [404, 404]

    release(desk, meeting)
    assert [status_of(page, signal) for page in (partner, stranger)] == [200, 404]

    contribute(partner, meeting)
    meet(desk, meeting)
    case = open_case(desk, meeting)
    assert [status_of(page, case) for page in (partner, stranger, officer)] == [200, 404, 404]

    do_action(partner)
    close_table(desk, meeting)
    assert [status_of(page, signal) for page in (officer, desk, partner, stranger)] == [200, 200, 404, 404]
    officer.goto(signal)
    expect(officer.get_by_role("main")).to_contain_text("vervolg gegeven")
    expect(officer.get_by_role("main")).not_to_contain_text("op de agenda")


def report(page):
    """Step 1, on a phone; returns the number of the signal."""
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
        "has_threat": "nee",
        "source_reliability": "reliable",
        "information_reliability": "seen",
    }.items():
        choose(page, name, value)
    press(page, "Signaal versturen")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    return re.search(r"S-\d{4}-\d{4}", page.url)[0]


def weigh(page, signal):
    """Step 2: the same eight questions for everyone, then the outcome."""
    page.goto(signal)
    press(page, "In weging nemen")
    page.goto(f"{signal}wegen/")
    for name in CRITERIA:
        choose(page, name, "yes")
    choose(page, "outcome", "on_agenda")
    page.locator("main textarea[name='reason']").fill("Het speelt in meer wijken en raakt de openbare orde.")
    press(page, "Weging afronden")
    expect(page.get_by_role("main")).to_contain_text("op de agenda van het informatieoverleg")


def put_on_agenda(page, number):
    """Step 3: on a meeting that is still being prepared; returns its address."""
    page.goto("/overleg/")
    row = page.locator("main tr, main li").filter(has_text="in voorbereiding").first
    meeting = row.locator("a[href^='/overleg/']").first.get_attribute("href")
    page.goto(meeting)
    page.locator("#voorstel summary").filter(has_text="Nog").click()
    proposed = page.locator("#voorstel li").filter(has_text=number)
    proposed.get_by_role("button", name=re.compile("Op de agenda")).click()
    page.wait_for_load_state()
    page.locator(".agenda > li").filter(has_text=TITLE).get_by_role(
        "link", name=re.compile("Bewerken")
    ).click()
    page.wait_for_load_state()
    expect(page.get_by_role("region", name="Aan tafel")).to_contain_text("Gemeente Hoorn")
    page.locator("main input[name='minutes']").fill("20")
    press(page, "Punt bewaren")
    expect(page.get_by_role("main")).to_contain_text(TITLE)
    return meeting


def release(page, meeting):
    """Step 4: first see who will see what."""
    page.goto(f"{meeting}vrijgeven/")
    expect(page.get_by_role("main")).to_contain_text("Gemeente Hoorn")
    press(page, "Ja, geef de agenda vrij")
    expect(page.get_by_role("main")).to_contain_text("agenda vrijgegeven")


def contribute(page, meeting):
    """Step 5, on a phone: write, then put it on the table."""
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text(TITLE)
    page.goto(meeting)
    item = page.locator("main li").filter(has_text=TITLE).first
    item.get_by_role("link", name=re.compile("nbreng")).first.click()
    page.wait_for_load_state()
    page.locator("main textarea").first.fill(
        "De gemeente sprak met de marktmeester; er is geen eerder incident."
    )
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_load_state()
    page.goto(meeting)
    item = page.locator("main li").filter(has_text=TITLE).first
    if item.get_by_role("link", name=re.compile("op tafel")).count():
        item.get_by_role("link", name=re.compile("op tafel")).first.click()
        page.wait_for_load_state()
        page.get_by_role("main").get_by_role("button", name=re.compile("tafel")).first.click()
        page.wait_for_load_state()


def meet(page, meeting):
    """Step 6: minutes and a decision at the item, and an action for the municipality."""
    page.goto(f"{meeting}live/")
    follow(page, re.compile(TITLE))
    page.locator("main textarea[name='information']").fill("Vijf mensen, geen geweld.")
    page.locator("main textarea[name='interpretation']").fill("Het gaat om het plein, niet om de markt.")
    press(page, "Verslag bewaren")
    expect(page.get_by_role("main")).to_contain_text("Het verslag van dit punt is bewaard.")
    page.locator("main select[name='besluit-kind']").select_option("approach")
    page.locator("main textarea[name='besluit-text']").fill("Samen optrekken rond het plein.")
    page.locator("main textarea[name='besluit-reasons']").fill("Meer organisaties zijn nodig.")
    press(page, "Besluit vastleggen")
    expect(page.get_by_role("main")).to_contain_text("Samen optrekken rond het plein.")


def open_case(page, meeting):
    """Step 7: with ground, proportionality and subsidiarity; returns its address."""
    page.get_by_role("main").get_by_role("link", name=re.compile("casus", re.IGNORECASE)).last.click()
    page.wait_for_load_state()
    page.locator("main input[name='title']").fill("Onrust rond het plein")
    choose(page, "kind", "phenomenon")
    choose(page, "legal_ground", "wgs")
    expect(page.locator("#div_id_met_wet_pga")).to_be_hidden()
    page.locator("input[name='met_wgs'][value='safety']").check(force=True)
    for name in ("criteria", "proportionality", "subsidiarity"):
        page.locator(f"main textarea[name='{name}']").fill(
            "Meer leefgebieden en ketens; lichter is geprobeerd."
        )
    for name in ("municipality", "theme"):
        page.locator(f"main select[name='{name}']").select_option(index=1)
    page.locator("main").get_by_label("Ilse van Dam").first.check(force=True)
    page.locator("main").get_by_label("Gemeente Hoorn").first.check(force=True)
    press(page, re.compile("openen"), exact=False)
    expect(page.get_by_role("heading", name="Onrust rond het plein")).to_be_visible()
    case = re.search(r"/casussen/C-\d{4}-\d+/", page.url)[0]
    give_action(page, case)
    return case


def give_action(page, case):
    page.goto(f"{case}acties/")
    page.locator("main input[name='text'], main textarea[name='text']").first.fill(
        "Spreek de beheerder van het plein"
    )
    page.locator("main input[name='due_on']").fill((TODAY + timedelta(days=14)).isoformat())
    owner = page.locator("main select").first
    owner.select_option(
        label=next(text for text in owner.locator("option").all_inner_texts() if "Gemeente Hoorn" in text)
    )
    page.locator("main form").get_by_role("button").last.click()
    page.wait_for_load_state()


def do_action(page):
    """The owner finds his action and says what it brought."""
    page.goto("/acties/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Spreek de beheerder")).first.click()
    page.wait_for_load_state()
    page.locator("main input[name='result'][value='helpful']").check(force=True)
    page.locator("main textarea[name='effect']").first.fill("De beheerder spreekt zelf met de groep.")
    page.get_by_role("main").get_by_role("button", name=re.compile("Gereed")).first.click()
    page.wait_for_load_state()
    expect(page.get_by_role("main")).to_contain_text("gereed")


def close_table(page, meeting):
    """Step 8: the minutes freeze and the table closes."""
    page.goto(f"{meeting}live/")
    page.get_by_role("main").get_by_text("Overleg afsluiten").click()
    press(page, "Ja, sluit af")
    page.goto(f"{meeting}vaststellen/")
    expect(page.get_by_role("main")).to_contain_text("Deze signalen gaan dicht")
    press(page, "Ja, stel het verslag vast")
    page.goto(meeting)
    expect(page.get_by_role("main")).to_contain_text("verslag vastgesteld")


@pytest.mark.parametrize("path", ["/", "/signalen/", "/overleg/", "/acties/"])
def test_page_opens_without_javascript(visit, path):
    page = visit("procesregisseur", javascript=False)

    answer = page.goto(path)

    assert answer.status == 200
    expect(page.get_by_role("heading", level=1)).to_be_visible()
