"""Takes the pictures of the README from a running demo: `python docs/pictures.py http://localhost:8000`."""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "img"
PASSWORD = "demo-zvh-2026"  # noqa: S105 - public: it stands on the login page
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


def first_link(page, prefix):
    """The first link below this path that ends in a number."""
    links = page.locator(f"main a[href^='{prefix}']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return next(link for link in links if any(character.isdigit() for character in link)).split("#")[0]


def coming_meeting(page):
    """Of which the agenda is out."""
    page.goto("/overleg/")
    row = page.locator("main tr").filter(has_text="agenda vrijgegeven").first
    return row.locator("a").first.get_attribute("href")


def a_signal(page):
    page.goto("/signalen/")
    return first_link(page, "/signalen/S-")


# (file, account or None for a visitor, size, path or how to find it)
PICTURES = [
    ("overzicht", "procesregisseur", DESK, "/"),
    ("signaal", "procesregisseur", DESK, a_signal),
    ("agenda", "procesregisseur", DESK, coming_meeting),
    ("melden-mobiel", "wijkagent.hoorn", PHONE, "/signalen/nieuw/"),
    ("zonder-account-mobiel", None, PHONE, "/melden/wat/"),
    ("cijfers", "procesregisseur", DESK, "/signalen/cijfers/"),
    ("overleg-mobiel", "hoorn", PHONE, coming_meeting),
]


def sign_in(page, account):
    page.goto("/inloggen/")
    page.locator("#id_login").fill(f"{account}@demo.example")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def take(browser, address, name, account, size, path):
    context = browser.new_context(base_url=address, viewport=size, locale="nl-NL")
    page = context.new_page()
    if account:
        sign_in(page, account)
    page.goto(path(page) if callable(path) else path)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main(address):
    FOLDER.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("Er is geen chromium op deze machine. Installeer die en probeer het opnieuw.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-quic"]
        )
        for picture in PICTURES:
            take(browser, address, *picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
