import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.urls import NoReverseMatch, reverse

from audit.models import Entry
from partners.demo_accounts import ACCOUNTS
from partners.demo_accounts import PASSWORD as DEMO_PASSWORD
from partners.models import User
from tests import people
from tests.conftest import as_owner
from tests.partners.conftest import PASSWORD, code_now, set_password, sign_in

pytestmark = pytest.mark.django_db


def test_login_with_password_and_code(browser, officer):
    first = sign_in(browser, officer)
    second = browser.post("/inloggen/tweede-stap/", {"code": code_now()})

    assert (first.status_code, first.url) == (302, "/inloggen/tweede-stap/")
    assert (second.status_code, second.url) == (302, "/")
    assert browser.get("/account/").status_code == 200


def test_login_before_the_code_opens_nothing(browser, officer):
    sign_in(browser, officer)

    answer = browser.get("/account/")

    assert (answer.status_code, answer.url) == (302, "/inloggen/?next=/account/")


def test_login_with_wrong_code_says_what_to_do(browser, officer):
    sign_in(browser, officer)

    answer = browser.post("/inloggen/tweede-stap/", {"code": "000000"})

    assert "Deze code klopt niet." in answer.content.decode()
    assert browser.get("/account/").status_code == 302


def test_code_works_once(browser, officer, client):
    sign_in(browser, officer)
    code = code_now()
    browser.post("/inloggen/tweede-stap/", {"code": code})
    sign_in(client, officer)

    answer = client.post("/inloggen/tweede-stap/", {"code": code})

    assert answer.status_code == 200


def test_login_with_recovery_code_works_once(browser, officer, client):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    with as_owner():
        codes = RecoveryCodes.activate(officer).get_unused_codes()
    sign_in(browser, officer)
    first = browser.post("/inloggen/tweede-stap/", {"code": codes[0]})
    sign_in(client, officer)

    again = client.post("/inloggen/tweede-stap/", {"code": codes[0]})

    assert (first.status_code, again.status_code) == (302, 200)


def test_login_with_wrong_password_is_the_same_for_known_and_unknown(browser, officer):
    stranger = User(email="niemand@test.example")

    answers = [sign_in(browser, user, "verkeerd wachtwoord") for user in (officer, stranger)]

    sentences = [answer.context["form"].errors["__all__"] for answer in answers]
    assert sentences[0] == sentences[1]
    assert "horen niet bij elkaar" in sentences[0][0]


def test_login_of_inactive_user_is_refused(browser, officer):
    with as_owner():
        User.objects.filter(pk=officer.pk).update(is_active=False)

    answer = sign_in(browser, officer)

    assert answer.url == "/inloggen/uitgezet/"
    assert browser.get("/account/").status_code == 302


def test_login_and_refused_login_are_in_the_log(browser, officer):
    sign_in(browser, officer, "verkeerd wachtwoord")
    sign_in(browser, officer)
    browser.post("/inloggen/tweede-stap/", {"code": code_now()})

    with as_owner():
        lines = Entry.objects.filter(action="login").order_by("pk").values_list("result", "actor_id")
        assert list(lines) == [("refused", officer.pk), ("done", officer.pk)]


def test_lock_out_holds_with_the_database_cache(browser, officer):
    assert isinstance(cache._connections[cache._alias], DatabaseCache)
    for _ in range(5):
        sign_in(browser, officer, "verkeerd wachtwoord")

    answer = sign_in(browser, officer, PASSWORD)

    assert "Er is te vaak iets verkeerd ingevuld." in answer.content.decode()
    assert "Wacht een kwartier" in answer.content.decode()


def test_lock_out_is_of_one_account_only(browser, officer):
    other = people.police_member()
    with as_owner():
        set_password(other)
    for _ in range(6):
        sign_in(browser, officer, "verkeerd wachtwoord")

    answer = sign_in(browser, other)

    assert answer.status_code == 302


def test_lock_out_of_codes(browser, officer):
    sign_in(browser, officer)
    for _ in range(5):
        browser.post("/inloggen/tweede-stap/", {"code": "000000"})

    answer = browser.post("/inloggen/tweede-stap/", {"code": code_now()})

    assert "Er is te vaak iets verkeerd ingevuld." in answer.content.decode()


def test_logout_is_a_post(login):
    browser = login(people.officer())

    by_link, by_button = browser.get("/uitloggen/"), browser.post("/uitloggen/")

    assert (by_link.status_code, by_button.status_code) == (405, 302)
    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_set_password", "account_confirm_email"]
)
def test_page_of_allauth_that_is_not_used_does_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/accounts/login/", "/signup/", "/account/signup/", "/account/email/"])
def test_path_of_allauth_that_is_not_used_does_not_exist(login, path):
    assert login(people.officer()).get(path).status_code == 404


def test_password_reset_by_mail_after_the_transaction(browser, officer, mails):
    with mails() as sent:
        browser.post("/wachtwoord/vergeten/", {"email": officer.email})
        assert sent == []
    link = re.search(r"http://testserver(\S+)", sent[0].body)[1]
    form = browser.get(link, follow=True)
    new = "nog vier andere woorden"

    answer = browser.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)

    assert answer.request["PATH_INFO"] == "/wachtwoord/klaar/"
    assert sign_in(browser, officer, new).status_code == 302
    assert "werkt niet meer" in browser.get(link, follow=True).content.decode()


def test_password_reset_of_unknown_address_says_the_same_and_sends_nothing(browser, mailoutbox):
    answer = browser.post("/wachtwoord/vergeten/", {"email": "niemand@test.example"}, follow=True)

    assert answer.request["PATH_INFO"] == "/wachtwoord/verstuurd/"
    assert mailoutbox == []


def test_password_change_keeps_the_session_and_ends_the_others(login, officer):
    here, elsewhere = login(officer), login(officer)
    new = "nog vier andere woorden"

    answer = here.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (answer.status_code, answer.url) == (302, "/account/")
    assert (here.get("/account/").status_code, elsewhere.get("/account/").status_code) == (200, 302)


def test_password_that_is_too_short_is_refused(login, officer):
    fields = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}

    answer = login(officer).post("/account/wachtwoord/", fields)

    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]


def test_demo_accounts_are_buttons_in_a_demonstration_only(browser, settings):
    outside = browser.get("/inloggen/").content.decode()
    settings.DEMO = True

    inside = browser.get("/inloggen/").content.decode()

    assert [email in outside for email, _, _ in ACCOUNTS] == [False] * 13
    assert [f'value="{email}"' in inside for email, _, _ in ACCOUNTS] == [True] * 13
    assert DEMO_PASSWORD not in outside


def test_demo_account_logs_in_with_one_post_and_without_second_factor(browser, settings):
    settings.DEMO = True
    email, name, _ = ACCOUNTS[5]
    with as_owner():
        User.objects.create_user(email, name, DEMO_PASSWORD)

    answer = browser.post("/inloggen/", {"login": email, "password": DEMO_PASSWORD})

    assert (answer.status_code, answer.url) == (302, "/")
    assert browser.get("/account/").status_code == 200


def test_secret_of_an_app_is_unreadable_in_the_database(officer):
    from tests.conftest import TOTP_SECRET

    assert TOTP_SECRET not in str(Authenticator.objects.get(user=officer).data)
