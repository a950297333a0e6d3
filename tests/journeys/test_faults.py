"""What goes wrong in a working day, and outside: nothing that was kept is lost, and every answer is a sentence."""

import os
import re
import signal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD, running, sign_in
from tests.journeys.test_spine import CRITERIA, TODAY, press

FACTS = "Tien mensen riepen een uur lang bij de sporthal. Er is niets vernield."
REASON = "Het speelt in meer wijken; bespreken met wie aan tafel zit."
TOO_OLD, UNREADABLE = "Deze pagina was te oud", "Dit kunnen wij niet lezen"
UNKNOWN = "Deze pagina is er niet"
FORM = "application/x-www-form-urlencoded"


def choose(page, name, value):
    """By its key: a click could land beside it while the page still grows."""
    page.locator(f"main input[name='{name}'][value='{value}']").press("Space")


def fill_report(page, title):
    page.goto("/signalen/nieuw/")
    page.get_by_label("Waar gaat het om?").fill(title)
    page.get_by_label("Wat is er gezien of gehoord?").fill(FACTS)
    page.get_by_label("Wanneer was het?").fill(TODAY.isoformat())
    page.get_by_label("Gemeente").select_option(label="Hoorn")
    page.locator("main input[name='themes']").first.press("Space")
    for name, value in {
        "channel": "offline",
        "known_by": "observed",
        "subject_kind": "none",
        "has_threat": "nee",
        "source_reliability": "reliable",
        "information_reliability": "seen",
    }.items():
        choose(page, name, value)


def report(page, title):
    """A signal; returns its address."""
    fill_report(page, title)
    press(page, "Signaal versturen")
    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4}/"))
    return urlsplit(page.url).path


def heading(page):
    return page.get_by_role("heading", level=1)


# A server that dies


def kill(process):
    """As a power cut does it: the server and its workers at once, without a chance to tidy up."""
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for pid in (process.pid, *map(int, workers)):
        os.kill(pid, signal.SIGKILL)
    process.wait(10)


def test_killed_server_keeps_what_was_saved(environment, chromium):
    with running(environment) as (address, process):
        page = chromium.new_context(base_url=address, locale="nl-NL").new_page()
        sign_in(page, "jongerenwerk.hoorn")
        sent = report(page, "Verstuurd voor de storing")
        fill_report(page, "Getypt voor de storing")
        expect(page.locator("[data-draft-status]")).to_contain_text("Concept bewaard", timeout=20_000)
        kill(process)

    with running(environment, port=urlsplit(address).port):
        page.locator("textarea[name=meaning]").fill("Getypt tijdens de storing.")
        press(page, "Bewaar en ga later verder")
        page.get_by_role("link", name="Getypt voor de storing").click()
        expect(page.get_by_label("Wat is er gezien of gehoord?")).to_have_value(FACTS)
        expect(page.locator("textarea[name=meaning]")).to_have_value("Getypt tijdens de storing.")
        page.goto(sent)
        expect(heading(page)).to_have_text("Verstuurd voor de storing")
        page.context.close()


# Requests that no page of ours sends


@pytest.fixture(scope="module")
def form(chromium, site):
    """The form of a signal, open in one browser for all these tests."""
    page = chromium.new_context(base_url=site, locale="nl-NL").new_page()
    sign_in(page, "procesregisseur")
    page.goto("/signalen/nieuw/")
    yield page
    page.context.close()


def test_post_without_token_is_refused_with_a_sentence(form):
    answer = form.request.post("/signalen/nieuw/", form={"title": "Zonder bewijs van herkomst"})

    assert answer.status == 403
    assert TOO_OLD in answer.text()


MULTIPART = "multipart/form-data; boundary=grens"
PART = b'--grens\r\nContent-Disposition: form-data; name="title"\r\n\r\n'


@pytest.mark.parametrize(
    ("kind", "body", "status", "sentence"),
    [
        (FORM, b"facts=" + b"x" * 1_100_000, 400, UNREADABLE),
        (FORM, b"&".join(b"a%d=1" % number for number in range(1100)), 400, UNREADABLE),
        ("application/json", b'{"title": "x"}', 415, UNREADABLE),
        ("application/json", b"x" * 1_100_000, 415, UNREADABLE),
        (f"{FORM}; charset=utf-16", b"title=x", 415, UNREADABLE),
        ("multipart/form-data", PART + b"x\r\n--grens--", 400, UNREADABLE),
        (MULTIPART, PART.replace(b"\r\n\r\n", b"\r\nContent-Length: veel\r\n\r\n"), 200, "kloppen nog niet"),
        (MULTIPART, PART + b"halverwege afgebr", 200, "kloppen nog niet"),
        (FORM, b"title=a%00b&municipality=%00&themes=%00&observed_on=%00", 200, "kloppen nog niet"),
        (FORM, b"title=%ff%fe&facts=%ed%a0%80", 200, "kloppen nog niet"),
        (FORM, b"draft=%00&parties-TOTAL_FORMS=-1", 200, "kloppen nog niet"),
        (FORM, b"municipality=99999999999999999999&observed_on=99999-99-99", 200, "kloppen nog niet"),
    ],
    ids=range(12),
)
def test_broken_post_gets_a_clear_page(form, kind, body, status, sentence):
    token = form.locator("meta[name=csrf-token]").get_attribute("content")

    answer = form.request.post(
        "/signalen/nieuw/", data=body, headers={"Content-Type": kind, "X-CSRFToken": token}
    )

    assert answer.status == status
    assert sentence in answer.text()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/%ff%fe/", 404),
        ("/%00/", 404),
        ("/signalen/%00/", 404),
        ("/signalen/S-2026-%ff/", 404),
        ("/signalen/S-2026-99999999999999999999/", 404),
        ("/overleg/99999999999999999999/", 404),
        ("/signalen/nieuw/?concept=%00", 404),
        ("/signalen/nieuw/?concept=99999999999999999999", 404),
        ("/signalen/nieuw/?concept=%C2%B2", 404),
        ("/signalen/?zoek=%00", 200),
        ("/signalen/?zoek=%ff%fe&page=%00", 200),
        ("/signalen/?page=99999999999999999999", 200),
        ("/casussen/?words=%00", 200),
        ("/overleg/?page=-1", 200),
        ("/inzage/?number=%00&page=x", 200),
        ("/static/%ff", 404),
        ("/static/%2e%2e/zvh/settings.py", 404),
    ],
)
def test_broken_address_gets_a_clear_page(form, path, status):
    answer = form.request.get(path)

    assert answer.status == status
    assert (UNKNOWN in answer.text()) is (status == 404)


# Losing the login, and clicking twice


def test_text_survives_an_expired_login(visit):
    page = visit("jongerenwerk.hoorn")
    fill_report(page, "Getypt terwijl de tijd verstreek")
    page.context.clear_cookies(name="sessionid")

    press(page, "Signaal versturen")
    expect(heading(page)).to_have_text("U was uitgelogd")
    page.locator("#id_login").fill("jongerenwerk.hoorn@demo.example")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    expect(heading(page)).to_have_text("U bent weer binnen")
    expect(page.get_by_role("main")).to_contain_text(FACTS)
    press(page, "Alsnog versturen")

    expect(heading(page)).to_have_text("Getypt terwijl de tijd verstreek")
    assert "/S-" in page.url


@pytest.mark.parametrize("javascript", [True, False])
def test_double_click_makes_one_signal(visit, javascript):
    page = visit("jongerenwerk.hoorn", javascript=javascript)
    title = f"Twee keer geklikt, {'met' if javascript else 'zonder'} script"
    fill_report(page, title)

    page.get_by_role("button", name="Signaal versturen").dblclick()
    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4}/"))

    expect(heading(page)).to_have_text(title)
    page.goto("/signalen/")
    assert page.get_by_role("main").get_by_role("link", name=title).count() == 1


# Two people, one signal


def fill_weighing(page, address, reason):
    page.goto(f"{address}wegen/")
    for name in CRITERIA:
        choose(page, name, "yes")
    choose(page, "outcome", "on_agenda")
    page.locator("main textarea[name='reason']").fill(reason)


def send_at_once(pages):
    """Both buttons in the same moment; then wait for both answers."""
    for page in pages:
        button = page.get_by_role("button", name="Weging afronden")
        button.evaluate("button => { setTimeout(() => button.form.requestSubmit(button), 300); }")
    for page in pages:
        page.locator(".message, .note-alarm").first.wait_for()


def test_two_people_weigh_one_signal(visit):
    """One wins. The other reads so, and his text stands there still."""
    address = report(visit("jongerenwerk.hoorn"), "Gewogen door twee mensen")
    pages = {"eerste": visit("procesregisseur"), "tweede": visit("procesregisseur")}
    pages["eerste"].goto(address)
    press(pages["eerste"], "In weging nemen")
    for who, page in pages.items():
        fill_weighing(page, address, f"{REASON} Getypt door de {who}.")

    send_at_once(pages.values())

    won = [who for who, page in pages.items() if "De weging is vastgelegd." in page.inner_text("main")]
    assert len(won) == 1
    lost = "tweede" if won == ["eerste"] else "eerste"
    expect(pages[lost].locator(".note-alarm")).to_contain_text("De weging is niet vastgelegd")
    expect(pages[lost].locator("main textarea[name='reason']")).to_have_value(
        f"{REASON} Getypt door de {lost}."
    )
    assert won[0] in pages[won[0]].inner_text("main")


def test_criteria_are_kept_on_the_page_when_another_finished(visit):
    address = report(visit("jongerenwerk.hoorn"), "Tussentijds bewaard en intussen gewogen")
    first, second = visit("procesregisseur"), visit("procesregisseur")
    first.goto(address)
    press(first, "In weging nemen")
    for page in (first, second):
        fill_weighing(page, address, REASON)
    press(first, "Weging afronden")

    press(second, "Tussentijds bewaren")

    expect(second.locator(".note-alarm")).to_contain_text("De weging is niet vastgelegd")
    expect(second.locator("main textarea[name='reason']")).to_have_value(REASON)
