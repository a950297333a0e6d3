"""Every page of every demo account, as somebody with a screen reader, a phone or a zoomed screen meets it.

Each account walks the links from its overview. Of pages with the same address pattern it opens one, or a few where
states differ. A page is put to axe once per role, at the width of a desk and of a phone.
"""

import json
import re
from collections import Counter, defaultdict
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve

from tests.journeys.conftest import sign_in

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "preload": False,  # there are no styles of elsewhere to fetch
}
EXCEPT_COLOURS = RULES | {"rules": {"color-contrast": {"enabled": False}}}  # the same at every width
# The first lines of a long list stand for the rest: measuring contrast takes most of the time.
PLACES = {"exclude": [["tbody tr:nth-of-type(n+7)"], [".rows > li:nth-of-type(n+7)"]]}
DESK, PHONE, ZOOMED = 1440, 360, 320
# Pages that look different per state; of all others one is enough.
SAMPLES = {
    "signals:detail": 3,
    "meetings:detail": 3,
    "meetings:item": 2,
    "cases:detail": 2,
    "cases:action": 2,
}

# What must be among the pages found, so that the crawl does not shrink unseen.
EVERYBODY = {"desk:overview", "account", "account_change_password", "mfa_index", "rights"}
IMPORTANT = {
    "coordinator": {
        "signals:list",
        "signals:detail",
        "signals:new",
        "signals:enter",
        "citizens:start",
        "citizens:wat",
        "citizens:follow",
        "signals:weigh",
        "signals:ask-reporter",
        "signals:share",
        "meetings:list",
        "meetings:detail",
        "meetings:item",
        "meetings:add-item",
        "meetings:live",
        "meetings:minutes",
        "meetings:release",
        "cases:list",
        "cases:detail",
        "cases:new",
        "cases:give-action",
        "cases:actions",
        "cases:action",
        "desk:log",
    },
    "expert": {"signals:list", "signals:detail"},
    "director": {"cases:list", "cases:detail", "cases:picture", "cases:actions", "cases:action"},
    "privacy": {"desk:log"},
    "administrator": {
        "partners:people",
        "partners:person",
        "partners:invite",
        "partners:organisations",
        "partners:organisation",
        "partners:municipalities",
        "partners:municipality",
        "partners:themes",
        "partners:theme",
        "partners:texts",
        "partners:text",
        "partners:house",
    },
    "reporter": {"signals:list", "signals:detail", "signals:new"},
    "participant": {"meetings:list", "meetings:detail", "cases:actions"},
}
ROLES = {
    "procesregisseur": "coordinator",
    "expert": "expert",
    "casusregisseur": "director",
    "fg": "privacy",
    "beheer": "administrator",
    "wijkagent.hoorn": "reporter",
    "politie": "participant",
    "om": "participant",
    "reclassering": "participant",
    "hoorn": "participant",
    "alkmaar": "participant",
    "denhelder": "participant",
    "jongerenwerk.hoorn": "reporter",
}


@pytest.fixture(scope="module")
def put_to_axe():
    """Role → pages that axe saw already: those of the six partners need not be checked six times."""
    return defaultdict(set)


@pytest.fixture(scope="module")
def desk(chromium, site):
    """One browser of the coordinator for several tests."""
    page = chromium.new_context(base_url=site, reduced_motion="reduce").new_page()
    sign_in(page, "procesregisseur")
    yield page
    page.context.close()


def name_of(address):
    path = urlsplit(address).path
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def pattern_of(address):
    """The name of the page and the names in its query: /signalen/?pagina=3 is the same page as ?pagina=2."""
    return name_of(address), tuple(sorted(dict(parse_qsl(urlsplit(address).query))))


def links_on(page):
    """Of pages: what is downloaded is none."""
    return page.eval_on_selector_all(
        "a[href]",
        r"""links => links.filter(link => link.origin === location.origin && !link.pathname.startsWith("/static/")
                && !/[.](csv|xlsx)$|.pdf.$|^.signalen.bestanden.[0-9a-f-]+.(bekijken.)?$/.test(link.pathname))
            .map(link => link.pathname + link.search)""",
    )


def crawl(page):
    """Open one page of every pattern that can be reached; gives the answer while the page stands open."""
    waiting, known, opened = ["/"], {"/"}, Counter()
    while waiting:
        address = waiting.pop(0)
        pattern = pattern_of(address)
        if opened[pattern] >= SAMPLES.get(pattern[0], 1):
            continue
        opened[pattern] += 1
        yield page.goto(address)
        new = [link for link in dict.fromkeys(links_on(page)) if link not in known]
        known.update(new)
        waiting += new


def faults_of_axe(page, rules=RULES):
    page.wait_for_load_state()
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        f"axe.run({json.dumps(PLACES)}, {json.dumps(rules)}).then(found => found.violations)"
    )
    return [
        f"{fault['id']}: {node['target']} {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for fault in found
        for node in fault["nodes"][:3]
    ]


def too_wide(page):
    """What sticks out, when the page scrolls sideways."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.querySelectorAll("body *")]
            .filter(one => one.getBoundingClientRect().right > width + 1)
            .slice(0, 3).map(one => "sideways scroll: " + one.outerHTML.slice(0, 160));
    }""")


def faults_of_frame(page):
    """What every page owes: its language, one main heading, a title, and the address of the house."""
    page.wait_for_load_state()  # the address comes last
    found = page.evaluate("""() => ({
        lang: document.documentElement.lang, title: document.title.trim(),
        headings: [...document.querySelectorAll("h1")].map(one => one.textContent.trim()),
        address: document.querySelector("footer address")?.textContent ?? "",
    })""")
    faults = []
    if found["lang"] != "nl":
        faults.append(f"lang={found['lang']!r}")
    if len(found["headings"]) != 1 or not found["headings"][0]:
        faults.append(f"h1: {found['headings']}")
    if "1823 DL Alkmaar" not in found["address"] or "072 204 21 70" not in found["address"]:
        faults.append(f"address: {found['address']!r}")
    if not re.fullmatch(r".+ – .+", found["title"]):
        faults.append(f"title: {found['title']!r}")
    return faults


def faults_of_look(page):
    """axe at both widths, and no sideways scroll on a phone or at a zoom of 400 %."""
    faults = faults_of_axe(page)
    for width in (PHONE, ZOOMED):
        page.set_viewport_size({"width": width, "height": 740})
        faults += [f"{width} px: {fault}" for fault in too_wide(page)]
        if width == PHONE:
            faults += [f"{width} px: {fault}" for fault in faults_of_axe(page, EXCEPT_COLOURS)]
    page.set_viewport_size({"width": DESK, "height": 900})
    return faults


def listen(page):
    """What the browser complains about: scripts that fail, and what the Content-Security-Policy refuses."""
    heard = []
    page.on(
        "console", lambda line: line.type in ("error", "warning") and heard.append(f"console: {line.text}")
    )
    page.on("pageerror", lambda error: heard.append(f"script: {error}"))
    return heard


@pytest.mark.parametrize("account", ROLES)
def test_pages_of_account_are_accessible(visit, put_to_axe, account):
    page, role = visit(account, width=DESK), ROLES[account]
    heard, faults, titles = listen(page), [], defaultdict(set)
    seen_by_others = set(put_to_axe[role])

    for answer in crawl(page):
        name = name_of(page.url)  # not of the link: that can lead elsewhere
        here = [f"answer {answer.status}"] if answer.status != 200 else []
        here += faults_of_frame(page)
        here += [] if name in seen_by_others else faults_of_look(page)
        titles[page.title()].add(name)
        put_to_axe[role].add(name)
        faults += [f"{urlsplit(page.url).path}: {fault}" for fault in here + heard]
        heard.clear()

    found = set().union(*titles.values())
    assert faults == []
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}
    assert (EVERYBODY | IMPORTANT[role]) - found == set()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/inloggen/", 200),
        ("/toegankelijkheid/", 200),
        ("/wachtwoord/vergeten/", 200),
        ("/nergens/", 404),
        ("/uitnodiging/onzin/", 404),
    ],
)
def test_page_of_visitor_is_accessible(visit, path, status):
    page = visit()

    answer = page.goto(path)

    assert answer.status == status
    assert faults_of_frame(page) + faults_of_look(page) == []


@pytest.mark.parametrize(
    ("account", "paths"),
    [
        ("procesregisseur", ["/signalen/nieuw/", "/casussen/nieuw/"]),
        ("beheer", ["/beheer/uitnodigen/", "/beheer/themas/nieuw/", "/account/wachtwoord/"]),
    ],
)
def test_form_with_errors_is_accessible(visit, account, paths):
    """Sent empty: the errors stand on top, and the reader is taken there."""
    page = visit(account)
    heard = listen(page)

    for path in paths:
        page.goto(path)
        form = page.locator("main form[method=post]").first
        form.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
        page.locator(".error-summary:focus").wait_for()
        assert page.locator("main .is-invalid").count() > 0
        assert faults_of_frame(page) + faults_of_look(page) + heard == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/signalen/?zoek=bestaatnietindithuis", 200),
        ("/casussen/?words=bestaatnietindithuis", 200),
        ("/signalen/S-2020-9999/", 404),
    ],
)
def test_page_with_nothing_on_it_is_accessible(desk, path, status):
    answer = desk.goto(path)

    assert answer.status == status
    assert faults_of_frame(desk) + faults_of_look(desk) == []


def test_refused_page_is_accessible(visit):
    page = visit("wijkagent.hoorn")

    assert page.goto("/casussen/nieuw/").status == 403
    assert faults_of_frame(page) + faults_of_look(page) == []


@pytest.mark.parametrize("height", [900, 400])
def test_text_of_signal_stays_in_sight_while_weighing(desk, height):
    """Also when it is longer than the screen: then it scrolls by itself."""
    desk.goto("/")
    desk.goto(next(link for link in links_on(desk) if name_of(link) == "signals:detail"))
    desk.set_viewport_size({"width": DESK, "height": height})
    if desk.get_by_role("button", name="In weging nemen").count():
        desk.get_by_role("button", name="In weging nemen").click()
    else:
        desk.get_by_role("link", name="Wegen", exact=True).click()
    desk.wait_for_url("**/wegen/")

    desk.evaluate("scrollTo(0, 900)")
    text = desk.get_by_role("region", name="Tekst van het signaal")
    box = text.bounding_box()

    assert 0 <= box["y"] < box["y"] + box["height"] <= height
    desk.set_viewport_size({"width": DESK, "height": 900})
