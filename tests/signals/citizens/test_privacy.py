"""The privacy scan without an account: asked on the last screen, and of what the desk writes down for a caller."""

import pytest
from django.urls import reverse

from signals.models import CitizenDraft, Signal
from tests import people
from tests.conftest import as_owner
from tests.signals.citizens.visits import Visitor

pytestmark = pytest.mark.django_db

NAMED = "Op het plein riep Piet Jansen leuzen. Daarna gooide meneer Jansen een fles."
LETTERS = "Op het plein riep persoon A leuzen. Daarna gooide persoon A een fles."
QUESTION = "Is dit nodig?"
ENTER = reverse("signals:enter")


def facts():
    with as_owner():
        drafts = [draft.fields["facts"] for draft in CitizenDraft.objects.all()]
        return drafts + [signal.facts for signal in Signal.objects.all()]


def test_last_screen_asks_about_names_and_sends_all_the_same():
    visitor = Visitor().fill_in(facts=NAMED)

    page = visitor.get("send").text
    visitor.send()

    assert QUESTION in page
    assert "<mark>Piet Jansen</mark>" in page
    assert facts() == [NAMED]


def test_last_screen_asks_nothing_where_nothing_was_found():
    assert QUESTION not in Visitor().fill_in().get("send").text


def test_name_becomes_a_letter_everywhere_and_nothing_is_sent_yet():
    visitor = Visitor().fill_in(facts=NAMED, has_threat="ja", threat="Piet Jansen dreigt met brand.")

    page = visitor.post("send", {"privacyscan_replace": "persoon A"}).text

    assert "De naam is vervangen door een letter" in page
    assert "Jansen" not in page.replace('value="persoon A=Piet Jansen"', "")
    with as_owner():
        (draft,) = CitizenDraft.objects.all()
        assert Signal.objects.count() == 0
    assert (draft.fields["facts"], draft.fields["threat"]) == (LETTERS, "Persoon A dreigt met brand.")


def test_second_name_gets_the_next_letter():
    visitor = Visitor().fill_in(facts="Op straat riep Piet Jansen iets naar Karin Bakker.")

    visitor.post("send", {"privacyscan_replace": "persoon A"})
    visitor.post("send", {"privacyscan_known": "persoon A=Piet Jansen", "privacyscan_replace": "persoon B"})

    assert facts() == ["Op straat riep persoon A iets naar persoon B."]


def test_letter_that_makes_the_text_too_short_leads_back_to_its_screen():
    visitor = Visitor().fill_in(facts="Piet Jansen riep")

    response = visitor.post("send", {"privacyscan_replace": "persoon A"})

    assert response.url == f"{reverse('citizens:wat')}?nakijken"


@pytest.mark.parametrize("data", [{"privacyscan_replace": "persoon Z"}, {"privacyscan_replace": ""}])
def test_letter_of_nobody_changes_nothing(data):
    visitor = Visitor().fill_in(facts=NAMED)

    response = visitor.post("send", data)

    assert response.status_code == 200
    assert facts() == [NAMED]


def test_letter_without_the_token_of_the_page_changes_nothing():
    visitor = Visitor().fill_in(facts=NAMED)

    page = visitor.post("send", {"privacyscan_replace": "persoon A"}, token="vreemd").text

    assert facts() == [NAMED]
    assert "Nog niet verstuurd" in page


# -- what the desk writes down


@pytest.fixture
def told():
    return {
        "intake_channel": "phone",
        "function": "inwoner",
        "facts": NAMED,
        "municipality": people.municipality().pk,
        "place": "",
        "channel": "offline",
        "when": "today",
        "known_by": "observed",
        "themes": [people.theme().pk],
        "has_threat": "nee",
    }


def test_desk_is_asked_once_about_names_and_then_saves(login, told):
    browser = login(people.coordinator())

    asked = browser.post(ENTER, told)
    seen = asked.context["privacy"].seen_after
    saved = browser.post(ENTER, told | {"privacyscan_seen": seen})

    assert QUESTION in asked.text
    assert "receipt-code" in saved.text
    assert facts() == [NAMED]


def test_desk_makes_a_letter_of_a_name(login, told):
    page = login(people.coordinator()).post(ENTER, told | {"privacyscan_replace": "persoon A"})

    assert page.context["form"]["facts"].value() == LETTERS
    assert facts() == []
