"""Everything without a mouse: Tab, Space, Enter, Escape and the arrows."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

TITLE = "Opschudding bij de bushalte, getypt zonder muis"
THIS_YEAR = timezone.localdate().year
# Whether somebody sees where he is: a ring around the thing itself or the card around it, not below another thing.
FOCUS = """() => {
    const here = document.activeElement;
    if (here === document.body) return "";
    const ringed = here.closest("label, .form-check, svg a") ?? here;
    const ring = [here, ringed].some(one => getComputedStyle(one).outlineStyle !== "none")
        || here.matches("svg a") && getComputedStyle(here.querySelector("rect")).stroke !== "none";
    if (!ring) return "no ring: " + here.outerHTML.slice(0, 160);
    const box = ringed.getBoundingClientRect();
    const seen = [[.5, .5], [.1, .2], [.9, .8]].some(([x, y]) => {
        const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
        return top && (ringed.contains(top) || top.contains(ringed));
    });
    return seen ? "" : "out of sight: " + here.outerHTML.slice(0, 160);
}"""


def tab_to(page, selector, *, limit=80):
    """Press Tab until that thing has the focus; it must be seen there."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(FOCUS) == ""
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def type_in(page, name, text):
    tab_to(page, f"main [name='{name}']")
    page.keyboard.type(text)


def choose(page, name, value):
    """A radio: Tab to the group, Space for the first, then the arrow."""
    tab_to(page, f"main [name='{name}']")
    page.keyboard.press("Space")
    for _ in range(10):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not lead to {name}={value}")


def has_focus(page, selector):
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def test_signal_is_reported_with_the_keyboard(visit):
    page = visit("wijkagent.hoorn")
    tab_to(page, "main a[href='/signalen/nieuw/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/signalen/nieuw/")

    type_in(page, "title", TITLE)
    type_in(page, "facts", "Vijf mensen stonden een uur bij de bushalte te roepen.")
    type_in(page, "observed_on", f"0101{THIS_YEAR}")  # the same day whether day or month comes first
    type_in(page, "municipality", "Hoorn")
    choose(page, "channel", "offline")
    choose(page, "known_by", "observed")
    tab_to(page, "main [name='themes']")
    page.keyboard.press("Space")
    choose(page, "subject_kind", "none")
    choose(page, "has_threat", "nee")
    choose(page, "source_reliability", "reliable")
    choose(page, "information_reliability", "seen")
    tab_to(page, ".form-actions .btn-primary")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/S-\d{4}-\d{4}/"))
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


def open_agenda(page):
    """The meeting that is still being prepared; gives the names of its items, in order."""
    page.goto("/overleg/")
    row = page.locator("main tr, main li").filter(has_text="in voorbereiding").first
    page.goto(row.locator("a[href^='/overleg/']").first.get_attribute("href"))
    return names_on(page)


def names_on(page):
    return page.eval_on_selector_all(
        "[data-reorder-url] > [data-id]", "items => items.map(one => one.dataset.name)"
    )


def times_on(page):
    return page.locator("[data-reorder-url] .time").all_inner_texts()


def moved(names, start, end):
    names = list(names)
    names.insert(end, names.pop(start))
    return names


def test_agenda_is_reordered_with_alt_and_the_arrows(visit):
    page = visit("procesregisseur")
    before = open_agenda(page)

    tab_to(page, "[data-id]:first-child [data-reorder-grip]")
    with page.expect_response("**/volgorde/"):
        page.keyboard.press("Alt+ArrowDown")

    assert names_on(page) == moved(before, 0, 1)
    assert has_focus(page, "[data-id]:nth-child(2) [data-reorder-grip]")
    expect(page.locator("#omroep")).to_have_text(f"{before[0]} staat nu op plaats 2 van {len(before)}.")
    with page.expect_response("**/volgorde/"):
        page.keyboard.press("Alt+ArrowUp")
    page.reload()
    assert names_on(page) == before


def test_agenda_is_reordered_with_the_mouse_and_the_times_follow(visit):
    page = visit("procesregisseur")
    before, clock = open_agenda(page), times_on(page)
    grip, below = (page.locator(f"[data-id]:nth-child({n}) [data-reorder-grip]") for n in (1, 2))
    start, end = grip.bounding_box(), below.bounding_box()

    with page.expect_response("**/volgorde/"), page.expect_response("**/tijden/"):
        page.mouse.move(start["x"] + 5, start["y"] + 5)
        page.mouse.down()
        page.mouse.move(end["x"] + 5, end["y"] + end["height"] + 25, steps=8)
        page.mouse.up()

    assert names_on(page) == moved(before, 0, 1)
    after = times_on(page)
    page.reload()
    assert (names_on(page), times_on(page)) == (moved(before, 0, 1), after)
    assert after != clock  # the first two items do not last equally long
    tab_to(page, "[data-id]:nth-child(2) [value=up]")
    with page.expect_response("**/volgorde/"):
        page.keyboard.press("Enter")
    page.reload()
    assert (names_on(page), times_on(page)) == (before, clock)


@pytest.mark.parametrize("javascript", [True, False])
def test_agenda_is_reordered_with_its_buttons(visit, javascript):
    page = visit("procesregisseur", javascript=javascript)
    before = open_agenda(page)

    for button, place, expected in (("down", 1, moved(before, 0, 1)), ("up", 2, before)):
        tab_to(page, f"[data-id]:nth-child({place}) [value={button}]")
        with page.expect_response("**/volgorde/") if javascript else page.expect_navigation():
            page.keyboard.press("Enter")
        page.reload()
        assert names_on(page) == expected


def test_menu_of_phone_works_with_the_keyboard(visit):
    page = visit("procesregisseur", width=360)
    menu = page.locator(".topmenu-panel")

    tab_to(page, ".topmenu > summary")
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    tab_to(page, ".topmenu-panel a", limit=1)
    page.keyboard.press("Escape")

    expect(menu).to_be_hidden()
    assert has_focus(page, ".topmenu > summary")
    page.keyboard.press("Space")
    tab_to(page, ".topmenu-panel a[href='/overleg/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/overleg/")


def test_confirmation_opens_and_closes_with_the_keyboard(visit):
    page = visit("wijkagent.hoorn")
    page.goto("/signalen/nieuw/")
    page.locator("main [name='title']").fill("Een concept om weg te gooien")
    page.get_by_role("button", name="Bewaar en ga later verder").click()
    page.wait_for_url("**/signalen/")
    question = page.locator(".confirm-box").first

    tab_to(page, ".confirm > summary")
    page.keyboard.press("Enter")
    expect(question).to_be_visible()
    tab_to(page, ".confirm-box .btn-danger", limit=1)
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    assert has_focus(page, ".confirm > summary")

    page.keyboard.press("Space")
    tab_to(page, ".confirm-box [data-menu-close]", limit=2)
    page.keyboard.press("Enter")
    expect(question).to_be_hidden()
    assert has_focus(page, ".confirm > summary")


@pytest.mark.parametrize("account", [None, "procesregisseur"])
def test_skip_link_leads_past_the_menu(visit, account):
    page = visit(account)
    page.goto("/")

    tab_to(page, ".skip-link", limit=1)
    expect(page.locator(".skip-link")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")

    assert has_focus(page, "main#inhoud")


@pytest.mark.parametrize("width", [1440, 360])
def test_focus_is_seen_at_every_stop(visit, width):
    page = visit("procesregisseur", width=width)

    for path in ("/", "/signalen/", "/signalen/nieuw/", "/overleg/", "/casussen/nieuw/", "/rechten/"):
        page.goto(path)
        stops = list(every_stop(page))
        assert len(stops) > 8
        assert set(stops) == {""}


def every_stop(page):
    """Tab through the page; gives what is wrong with each stop, or an empty text."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if has_focus(page, "body"):
            return
        yield page.evaluate(FOCUS)
