"""'Begin met een vaste tekst' at the forms of the desk: it fills in, and never throws away what was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from signals.models import Message, Question
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.citizens.visits import reported

pytestmark = pytest.mark.django_db

FORMS = {"question": "ask-reporter", "message": "message", "outside": "ask-outside"}


def of(kind):
    """(the signal, the address of its form for this kind)."""
    signal = reported().signal if kind == "message" else factories.signal()
    factories.weighed(signal)
    return signal, reverse(f"signals:{FORMS[kind]}", args=[signal.number])


def value(response, name="text"):
    """What stands in the field."""
    return response.context["form"][name].value() or ""


@pytest.mark.parametrize("kind", FORMS)
def test_text_of_its_kind_fills_an_empty_field(login, kind):
    text = factories.standard_text(kind=kind, text="Dag, wij zijn {huis}: {telefoon} of {email}.")
    _, path = of(kind)
    browser = login(people.coordinator())

    response = browser.post(path, {"begin": "1", "begin_text": text.pk, "text": ""})

    assert value(response) == "Dag, wij zijn Veiligheidshuis Noord: 000 000 00 00 of huis@test.example."
    assert "Dit veld is verplicht" not in response.text
    with as_owner():
        assert (Question.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("kind", FORMS)
def test_what_was_typed_stays_above_it(login, kind):
    text = factories.standard_text(kind=kind)
    _, path = of(kind)

    response = login(people.coordinator()).post(
        path, {"begin": "1", "begin_text": text.pk, "text": "Mijn eigen woorden."}
    )

    assert value(response) == "Mijn eigen woorden.\n\nWanneer was het?"


def test_the_other_fields_stay_too(login):
    text = factories.standard_text(kind="outside")
    _, path = of("outside")
    typed = {"to_whom": "conciërge", "email": "school@test.example", "text": ""}

    response = login(people.coordinator()).post(path, typed | {"begin": "1", "begin_text": text.pk})

    assert [value(response, name) for name in ("to_whom", "email")] == ["conciërge", "school@test.example"]


@pytest.mark.parametrize("chosen", ["", "x", "999999", "9" * 30])
def test_no_choice_or_an_odd_one_changes_nothing(login, chosen):
    factories.standard_text()
    _, path = of("question")

    response = login(people.coordinator()).post(
        path, {"begin": "1", "begin_text": chosen, "text": "Mijn eigen woorden."}
    )

    assert value(response) == "Mijn eigen woorden."


def test_text_that_a_script_filled_in_already_does_not_come_twice(login):
    text = factories.standard_text(text="Eén regel.\n\nNog een regel.")
    _, path = of("question")
    there = "Eén regel.\r\n\r\nNog een regel. En mijn woorden."

    response = login(people.coordinator()).post(path, {"begin": "1", "begin_text": text.pk, "text": there})

    assert value(response) == there


def test_words_of_the_signal_are_filled_in(login):
    signal, path = of("question")
    text = factories.standard_text(text="Over {nummer} uit {gemeente}, van {datum}.")

    response = login(people.coordinator()).post(path, {"begin": "1", "begin_text": text.pk, "text": ""})

    day = date_format(timezone.localtime(signal.submitted_at), "j F Y")
    assert value(response) == f"Over {signal.number} uit Hoorn, van {day}."


def test_last_day_of_the_link_is_filled_in(login):
    text = factories.standard_text(kind="outside", text="Tot en met {einddatum}.")
    _, path = of("outside")

    response = login(people.coordinator()).post(path, {"begin": "1", "begin_text": text.pk, "text": ""})

    assert value(response) == f"Tot en met {date_format(timezone.localdate() + timedelta(days=14), 'j F Y')}."


def test_text_with_a_number_is_not_there_for_who_has_no_account(login):
    factories.standard_text(name="Met nummer", text="Over {nummer}.")
    factories.standard_text(name="Zonder nummer")
    receipt = reported()
    factories.weighed(receipt.signal)
    _, with_account = of("question")
    browser = login(people.coordinator())

    here = browser.get(reverse("signals:ask-reporter", args=[receipt.signal.number])).text
    there = browser.get(with_account).text

    assert ["Met nummer" in here, "Zonder nummer" in here] == [False, True]
    assert ["Met nummer" in there, "Zonder nummer" in there] == [True, True]


def test_only_texts_in_use_of_this_kind_and_house_are_offered(login):
    factories.standard_text(name="Deze")
    factories.standard_text(name="Uit", is_active=False)
    factories.standard_text(name="Ander soort", kind="outside")
    elsewhere = factories.standard_text(name="Ander huis", of=people.house("Huis Ver"))
    _, path = of("question")
    browser = login(people.coordinator())

    offered = [name for _, name, _ in browser.get(path).context["begin"].choices]
    taken = browser.post(path, {"begin": "1", "begin_text": elsewhere.pk, "text": ""})

    assert offered == ["Deze"]
    assert value(taken) == ""


def test_coordinator_of_two_houses_gets_the_texts_of_the_house_of_the_signal(login):
    both, far = people.coordinator(), people.house("Huis Ver")
    people.coordinator(both.name, of=far)
    factories.standard_text(name="Hier")
    factories.standard_text(name="Daar", of=far)
    _, path = of("question")

    assert [name for _, name, _ in login(both).get(path).context["begin"].choices] == ["Hier"]


def test_without_texts_the_form_is_as_it_was(login):
    _, path = of("question")

    assert "Begin met een vaste tekst" not in login(people.coordinator()).get(path).text


def test_question_is_sent_as_it_was_changed(login):
    factories.standard_text()
    _, path = of("question")

    login(people.coordinator()).post(path, {"begin_text": "", "text": "Hoe laat was het?"})

    with as_owner():
        assert list(Question.objects.values_list("text", flat=True)) == ["Hoe laat was het?"]


def test_who_may_not_ask_does_not_read_the_texts(login):
    factories.standard_text(text="Geheimwoord")
    _, path = of("question")

    response = login(people.officer()).post(path, {"begin": "1"})

    assert (response.status_code, "Geheimwoord" in response.text) == (404, False)
