import re

import pytest
from django.core import signing
from django.test import Client, RequestFactory

from partners import resume
from tests import people
from tests.conftest import as_owner
from tests.partners.conftest import PASSWORD, code_now, set_password

pytestmark = pytest.mark.django_db

LATE = "/account/wachtwoord/"  # any page that asks for a login
TYPED = {"facts": "Op de gevel staat een leus.", "themes": ["1", "2"], "next_step": "ja"}


@pytest.fixture
def late(login, officer):
    """The browser of an officer whose login ended while he typed."""
    browser = login(officer)
    browser.get("/account/")
    browser.session.flush()
    return browser


def hidden(answer, name="resume"):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def log_in(browser, user, carried):
    answer = browser.post("/inloggen/", {"login": user.email, "password": PASSWORD, "resume": carried})
    if answer.status_code == 200 and "Nog één stap" in answer.content.decode():
        return browser.post("/inloggen/tweede-stap/", {"code": code_now(), "resume": hidden(answer)})
    return answer


def test_late_post_shows_the_login_with_the_text_kept(late):
    answer = late.post("/beheer/huis/", TYPED)

    assert answer.status_code == 200
    assert "Uw tekst is niet weg" in answer.content.decode()
    assert resume.unpack(hidden(answer)).fields == [
        ["facts", "Op de gevel staat een leus."],
        ["themes", "1"],
        ["themes", "2"],
        ["next_step", "ja"],
    ]


def test_late_post_comes_back_after_password_and_code(late, officer):
    first = late.post("/beheer/huis/?huis=3", TYPED)

    answer = log_in(late, officer, hidden(first))

    page = answer.content.decode()
    assert "U bent weer binnen" in page
    assert '<form method="post" action="/beheer/huis/?huis=3">' in page
    assert "Op de gevel staat een leus." in page
    assert page.count('name="themes"') == 2
    assert late.get("/account/").status_code == 200


def test_late_post_is_sent_under_the_new_token_with_one_click(officer, login):
    browser = Client(enforce_csrf_checks=True)
    inside = login(officer)
    browser.cookies = inside.cookies
    token = hidden(browser.get("/account/"), "csrfmiddlewaretoken")
    browser.session.flush()
    page = browser.post(LATE, {"name": "een tekst", "csrfmiddlewaretoken": token})
    fields = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"), "resume": hidden(page)}
    page = browser.post("/inloggen/", fields | {"login": officer.email, "password": PASSWORD})
    fields["csrfmiddlewaretoken"] = hidden(page, "csrfmiddlewaretoken")
    page = browser.post("/inloggen/tweede-stap/", fields | {"code": code_now()})

    answer = browser.post(
        LATE, {"name": "een tekst", "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")}
    )

    assert answer.status_code == 200  # the form itself, with what is wrong about it
    assert browser.post(LATE, {"csrfmiddlewaretoken": token}).status_code == 403


def test_late_post_survives_a_wrong_password(late, officer):
    first = late.post("/beheer/huis/", TYPED)

    answer = late.post(
        "/inloggen/", {"login": officer.email, "password": "verkeerd", "resume": hidden(first)}
    )

    assert resume.unpack(hidden(answer)).path == "/beheer/huis/"


def test_late_post_survives_a_wrong_code(late, officer):
    first = late.post("/beheer/huis/", TYPED)
    second = late.post("/inloggen/", {"login": officer.email, "password": PASSWORD, "resume": hidden(first)})

    answer = late.post("/inloggen/tweede-stap/", {"code": "000000", "resume": hidden(second)})

    assert resume.unpack(hidden(answer)).path == "/beheer/huis/"


def test_late_post_is_not_shown_to_somebody_else(late):
    other = people.police_member()
    with as_owner():
        set_password(other)
    first = late.post("/beheer/huis/", TYPED)

    answer = log_in(late, other, hidden(first))

    assert (answer.status_code, answer.url) == (302, "/")


def test_late_post_without_known_writer_is_not_carried(browser):
    answer = browser.post("/beheer/huis/", TYPED)

    assert (answer.status_code, answer.url) == (302, "/inloggen/?next=/beheer/huis/")


def test_late_post_with_a_password_is_not_carried(late):
    answer = late.post(LATE, {"oldpassword": "geheim", "note": "tekst"})

    assert answer.status_code == 302


def test_late_post_keeps_nothing_in_the_session(late):
    late.post("/beheer/huis/", TYPED)

    assert dict(late.session.items()) == {}


def test_carried_text_that_was_changed_is_refused(late, officer):
    first = late.post("/beheer/huis/", TYPED)

    answer = log_in(late, officer, hidden(first) + "x")

    assert (answer.status_code, answer.url) == (302, "/inloggen/tweede-stap/")


def test_carried_text_of_yesterday_is_refused(settings):
    text = signing.dumps({"path": "/", "user": 1, "fields": [], "files": False}, salt=resume.SALT)
    settings.SESSION_COOKIE_AGE = -1

    assert resume.unpack(text) is None


def test_files_are_not_carried_and_the_page_says_so(late, officer):
    from django.core.files.uploadedfile import SimpleUploadedFile

    first = late.post(
        "/beheer/huis/", {"facts": "tekst met foto", "photo": SimpleUploadedFile("a.png", b"x")}
    )

    answer = log_in(late, officer, hidden(first))

    assert "Kies uw bestanden opnieuw" in answer.content.decode()


def test_cookie_of_the_last_user_that_was_forged_is_nobody():
    request = RequestFactory().get("/")
    request.COOKIES[resume.COOKIE] = "1:forged"

    assert resume.last_user_id(request) is None
