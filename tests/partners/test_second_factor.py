import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import URLPattern, get_resolver, resolve

from partners.middleware import SecondFactorMiddleware
from tests import people
from tests.conftest import as_owner
from tests.partners.conftest import PASSWORD, code_now, set_password, sign_in

pytestmark = pytest.mark.django_db

SAMPLES = ("1", "x", "S-2026-0412", "C-2026-014", "00000000-0000-0000-0000-000000000000", "2026-11-22")


def every_url():
    """(name, path) of every page of the site, with something that fits in the place of each argument."""
    return sorted(_walk(get_resolver().url_patterns, "/", ""))


def _walk(patterns, prefix, namespace):
    for pattern in patterns:
        route = prefix + _fill(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or ""), route
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)


def _fill(pattern):
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "x", str(pattern).strip("^$"))
    for name, converter in pattern.converters.items():
        fits = next(sample for sample in SAMPLES if re.fullmatch(converter.regex, sample))
        route = re.sub(rf"<(\w+:)?{name}>", fits, route)
    return route


@pytest.fixture
def without(client):
    """The browser of somebody who is logged in and has no second factor."""
    user = people.coordinator()
    with as_owner():
        set_password(user)
    sign_in(client, user)
    client.user = user
    return client


def test_every_page_without_second_factor_leads_to_the_set_up(without):
    leaks = {}
    for name, path in every_url():
        answer = without.get(path)
        assert resolve(path).view_name == name
        if answer.headers.get("Location") != "/account/tweede-stap/":
            leaks[name] = answer.status_code

    assert set(leaks) == SecondFactorMiddleware.OPEN


def test_post_without_second_factor_leads_to_the_set_up(without):
    answer = without.post("/beheer/bevestigen/1/ja/")

    assert (answer.status_code, answer.url) == (302, "/account/tweede-stap/")


def test_page_without_second_factor_opens_in_a_demonstration(without, settings):
    settings.DEMO = True

    assert without.get("/account/").status_code == 200


def test_second_factor_is_asked_once_per_session(officer, browser):
    sign_in(browser, officer)
    browser.post("/inloggen/tweede-stap/", {"code": code_now()})
    browser.get("/account/")

    assert browser.session["second_factor"] is True


def test_app_is_set_up_through_the_pages(without):
    page = without.get("/account/tweede-stap/app/")
    secret = page.context["form"].secret
    answer = without.post("/account/tweede-stap/app/", {"code": code_now(secret)})

    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert (answer.status_code, answer.url) == (302, "/account/tweede-stap/herstelcodes/")
    codes = without.get(answer.url).context["unused_codes"]
    assert len(codes) == 10
    assert without.get("/account/").status_code == 200


def test_app_with_wrong_code_is_not_set_up(without):
    without.get("/account/tweede-stap/app/")

    answer = without.post("/account/tweede-stap/app/", {"code": "000000"})

    assert answer.status_code == 200
    assert Authenticator.objects.filter(user=without.user).exists() is False


def test_last_second_factor_cannot_be_removed(browser, officer):
    sign_in(browser, officer)
    browser.post("/inloggen/tweede-stap/", {"code": code_now()})

    answer = browser.post("/account/tweede-stap/app/uitzetten/")

    assert "Dit is uw enige tweede stap" in answer.content.decode()
    assert Authenticator.objects.filter(user=officer).count() == 1


def test_last_passkey_cannot_be_removed(browser, officer):
    with as_owner():
        Authenticator.objects.filter(user=officer).delete()
        passkey = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "Telefoon"})
        RecoveryCodes.activate(officer)
    browser.force_login(officer)
    browser.post("/account/bevestigen/wachtwoord/", {"password": PASSWORD})

    answer = browser.post(f"/account/tweede-stap/passkeys/{passkey.pk}/verwijderen/")

    assert answer.url == "/account/tweede-stap/passkeys/"
    assert Authenticator.objects.filter(pk=passkey.pk).exists() is True


def test_removal_asks_the_password_when_the_login_is_old(login, officer):
    answer = login(officer).get("/account/tweede-stap/app/uitzetten/")

    assert answer.url.startswith("/account/bevestigen/wachtwoord/?next=")


@pytest.mark.parametrize(
    "path",
    [
        "/account/tweede-stap/",
        "/account/tweede-stap/app/uitzetten/",
        "/account/tweede-stap/passkeys/nieuw/",
        "/account/tweede-stap/passkeys/",
        "/account/tweede-stap/herstelcodes/nieuw/",
        "/account/wachtwoord/",
        "/account/",
    ],
)
def test_page_of_the_account_keeps_to_the_content_policy(browser, officer, path):
    browser.force_login(officer)
    browser.post("/account/bevestigen/wachtwoord/", {"password": PASSWORD})

    answer = browser.get(path)

    assert answer.status_code == 200
    check_content_policy(answer)


@pytest.mark.parametrize("path", ["/inloggen/", "/wachtwoord/vergeten/", "/wachtwoord/verstuurd/"])
def test_page_before_the_login_keeps_to_the_content_policy(browser, path):
    check_content_policy(browser.get(path))


def test_page_of_the_code_keeps_to_the_content_policy(browser, officer):
    sign_in(browser, officer)

    answer = browser.get("/inloggen/tweede-stap/")

    check_content_policy(answer)
    assert 'id="passkey_data" type="application/json"' in answer.content.decode()


def check_content_policy(answer):
    """No inline script, style or handler: the policy would stop them without a word."""
    html = answer.content.decode()
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", html)
    assert scripts == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", html) == []
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
