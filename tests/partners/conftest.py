import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests import people
from tests.conftest import TOTP_SECRET, as_owner, give_second_factor

PASSWORD = "vier losse woorden samen"


@pytest.fixture
def browser():
    """Somebody's browser, nobody logged in, with the CSRF check on."""
    return Client(enforce_csrf_checks=False)


@pytest.fixture
def officer():
    """A neighbourhood officer who can log in, with an app as second factor."""
    user = people.officer()
    with as_owner():
        set_password(user)
        give_second_factor(user)
    return user


@pytest.fixture
def mails(django_capture_on_commit_callbacks, mailoutbox):
    """`with mails() as sent:` the messages that went out once the transaction was kept."""

    class Sending:
        def __enter__(self):
            self.capture = django_capture_on_commit_callbacks(execute=True)
            self.capture.__enter__()
            return mailoutbox

        def __exit__(self, *failure):
            return self.capture.__exit__(*failure)

    return Sending


def set_password(user, password=PASSWORD):
    user.set_password(password)
    user.save(update_fields=["password"])


def code_now(secret=TOTP_SECRET):
    """What the app of everybody in these tests shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(browser, user, password=PASSWORD, **extra):
    return browser.post("/inloggen/", {"login": user.email, "password": password, **extra})
