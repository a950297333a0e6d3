"""What people without an account do, screen by screen, in a browser that keeps one session."""

import json
import re

from altcha import Challenge, Payload, solve_challenge
from django.test import Client
from django.urls import reverse

from signals import services
from signals.receipts import secret_of
from tests import people
from zvh.actor import acting_as

FACTS = "Op het plein riepen vier mannen leuzen tegen de opvang."


def fields(**changes):
    """The fields of a signal as the form gives them."""
    values = {
        "title": "Melding zonder account: wonen, Grote Waal",
        "facts": FACTS,
        "municipality": people.municipality(),
        "place": "Grote Waal",
        "channel": "offline",
        "known_by": "observed",
        "observed_on": "2026-11-10",
        "has_threat": False,
        "threat": "",
    }
    return values | changes


CONTACT = {"name": "Kees Geheim", "telephone": "06 12 34 56 78", "email": ""}


def reported(*, contact=None, held_because="", themes=(), **changes):
    """A report without an account, as sent; gives the receipt. The signal is read anew by who looks at it."""
    with acting_as(key=services.begin_citizen_draft()):
        return services.submit_citizen(
            fields=fields(**changes), themes=themes, contact=contact, held_because=held_because
        )


def as_reporter(receipt):
    """`with as_reporter(receipt):` — the holder of the code."""
    return acting_as(key=secret_of(receipt.code))


def typed(**changes):
    """{screen: what is typed there}"""
    screens = {
        "wat": {"facts": FACTS},
        "waar": {"municipality": people.municipality().pk, "place": "Grote Waal", "channel": "offline"},
        "wanneer": {"when": "today", "other_day": "", "known_by": "observed"},
        "onderwerp": {"themes": [people.theme().pk]},
        "dreiging": {"has_threat": "nee", "threat": ""},
        "contact": {"contact_name": "", "contact_telephone": "", "contact_email": ""},
    }
    return {
        name: screen | {field: value for field, value in changes.items() if field in screen}
        for name, screen in screens.items()
    }


def address(name):
    return reverse(f"citizens:{name}")


class Visitor:
    """Somebody without an account in a browser."""

    def __init__(self, **defaults):
        self.client = Client(enforce_csrf_checks=True, **defaults)

    def get(self, name, query=""):
        return self.client.get(f"{address(name)}{query}")

    def post(self, name, data=(), *, token=None, **more):
        token = token if token is not None else self.token_on(name)
        return self.client.post(address(name), {**dict(data), "token": token}, **more)

    def token_on(self, name):
        return re.search(r'name="token" value="([^"]*)"', self.get(name, "").text)[1]

    def fill_in(self, **changes):
        """All screens, up to the last one."""
        for name, screen in typed(**changes).items():
            assert self.post(name, screen).status_code == 302
        return self

    def work(self):
        """The solution that the page of the last screen asks for."""
        page = self.get("send").text
        challenge = json.loads(re.search(r'<script id="work"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
        return solved(Challenge.from_dict(challenge))

    def send(self, **data):
        """Send with a solution, unless it is given."""
        return self.post("send", {"solution": self.work(), "website": ""} | data)


def solved(challenge):
    return Payload(challenge, solve_challenge(challenge)).to_base64()


def code_on(response):
    return re.search(r'class="receipt-code">([\d ]+)<', response.text)[1]
