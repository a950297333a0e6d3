"""A photo with a report on a phone: the connection breaks half-way, comes back, and nothing is sent twice or lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.files import noisy_picture, pdf, picture
from tests.journeys.test_accessible import faults_of_axe
from tests.journeys.test_faults import fill_report, press

PART = "**/bestanden/*/deel/"


@pytest.fixture
def page(visit):
    return visit("wijkagent.hoorn", width=360, height=740)


def choose(page, *files):
    page.locator("#id_files").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )


def row(page, name):
    return page.locator("[data-files] > li").filter(has=page.locator(".file-name", has_text=name))


def test_photo_goes_on_where_the_connection_broke(page):
    offsets = []

    def cut_second(route):
        offsets.append(re.search(rb'name="offset"\r\n\r\n(\d+)', route.request.post_data_buffer).group(1))
        if len(offsets) == 2:
            page.context.set_offline(True)
            route.abort("connectionreset")
        else:
            route.continue_()

    fill_report(page, "Melding met een foto")
    page.route(PART, cut_second)

    choose(page, ("deur.png", noisy_picture(11_000_000)), ("verslag.pdf", pdf()))
    expect(row(page, "deur.png").locator(".file-fault")).to_contain_text(
        "De verbinding is weg", timeout=30_000
    )
    press(page, "Signaal versturen")
    expect(row(page, "deur.png").locator(".file-fault")).to_contain_text("wordt nog verstuurd")
    page.context.set_offline(False)

    expect(row(page, "deur.png")).to_contain_text("nog niet gescand", timeout=60_000)
    expect(row(page, "verslag.pdf")).to_contain_text("nog niet gescand", timeout=30_000)
    assert offsets[:3] == [b"0", b"5000000", b"5000000"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults_of_axe(page) == []
    press(page, "Signaal versturen")
    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4}/"))
    expect(page.locator("[data-files] > li")).to_have_count(2)


def test_each_file_tells_its_own_fault_and_can_be_taken_away(page):
    page.goto("/signalen/nieuw/")

    choose(page, ("foto.jpg", b"MZ" + bytes(500)), ("groot.jpg", bytes(26_000_000)), ("goed.jpg", picture()))

    expect(row(page, "goed.jpg")).to_contain_text("nog niet gescand", timeout=30_000)
    expect(row(page, "foto.jpg")).to_contain_text("Dit is een programma")
    expect(row(page, "groot.jpg")).to_contain_text("groter dan 25 MB")
    row(page, "goed.jpg").get_by_role("button", name="Weghalen").press("Enter")
    expect(row(page, "goed.jpg")).to_have_count(0)
    row(page, "groot.jpg").get_by_role("button", name="Annuleren").press("Enter")
    expect(page.locator("#id_files")).to_be_focused()
    assert faults_of_axe(page) == []


def test_coordinator_releases_a_file_and_everybody_sees_why(visit):
    desk = visit("procesregisseur", width=360)
    desk.goto("/signalen/")
    desk.locator("tbody th a").first.click()
    choose(desk, ("goed.jpg", picture(size=(900, 600))))
    expect(row(desk, "goed.jpg")).to_contain_text("Niemand kan dit openen", timeout=30_000)
    row(desk, "goed.jpg").get_by_role("link", name="Vrijgeven").click()
    desk.get_by_label("Waarom geeft u dit bestand vrij").fill("Nodig voor het overleg van vandaag.")
    press(desk, "Bestand vrijgeven")

    expect(row(desk, "goed.jpg")).to_contain_text("Nodig voor het overleg van vandaag.")
    expect(row(desk, "goed.jpg").locator("img")).to_be_visible()
    with desk.expect_download() as download:
        row(desk, "goed.jpg").get_by_role("link", name="Downloaden").click()
    assert download.value.suggested_filename == "goed.jpg"
    assert faults_of_axe(desk) == []


def test_files_go_with_the_form_without_javascript(visit):
    page = visit("wijkagent.hoorn", width=360, javascript=False)
    page.goto("/signalen/nieuw/")
    page.get_by_label("Waar gaat het om?").fill("Zonder script")
    choose(page, ("goed.jpg", picture()))
    press(page, "Signaal versturen")

    expect(page.locator("[data-files]")).to_contain_text("goed.jpg")
    expect(page.get_by_label("Waar gaat het om?")).to_have_value("Zonder script")
