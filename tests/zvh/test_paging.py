import pytest

from tests import factories, people
from zvh.paging import whole_number

pytestmark = pytest.mark.django_db

TOO_LONG = "9" * 5000  # Python refuses to read so many digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("9" * 18, 10**18 - 1),
        ("", None),
        ("-1", None),
        ("²", None),
        ("٣", None),
        (TOO_LONG, None),
    ],
)
def test_whole_number_reads_what_can_be_the_number_of_a_row(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("page", ["/overleg/", "/casussen/", "/acties/", "/inzage/"])
def test_page_number_that_is_too_long_is_the_first_page(login, page):
    browser = login(people.coordinator())

    assert browser.get(page, {"page": TOO_LONG}).status_code == 200


def test_draft_number_that_is_too_long_is_no_draft(login):
    browser = login(people.officer())

    assert browser.get("/signalen/nieuw/", {"concept": TOO_LONG}).status_code == 404
    assert browser.post("/signalen/concept/", {"draft": TOO_LONG}).status_code == 404


def test_house_number_that_is_too_long_is_no_house_of_mine(login):
    browser = login(people.administrator())

    assert browser.get("/beheer/", {"huis": TOO_LONG}).status_code == 200
    assert browser.post("/beheer/themas/volgorde/", {"order": TOO_LONG}).status_code == 204


def test_signal_number_that_is_no_text_fills_in_nothing(login):
    meeting = factories.meeting(by=people.coordinator())

    assert login(people.coordinator()).get(f"/overleg/{meeting.pk}/punt/?signaal=%00").status_code == 200
