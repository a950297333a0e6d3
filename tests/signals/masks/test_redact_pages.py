"""The pages on which a part of a text is proposed to go, and a second person confirms."""

import re

import pytest

from signals.models import MaskedText, Redaction, RedactionState, Signal
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.visits import confirmed, facts, hide, look_and_confirm, propose, typed, url

pytestmark = pytest.mark.django_db
FACTS = "Jan Jansen stond bij het plein. Later kwam Jan Jansen terug."


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def signal():
    return factories.signal(title="Ruzie op het plein", facts=FACTS)


def test_proposal_waits_and_a_colleague_sees_what_goes(login, signal, desk):
    response = confirmed(login(desk), url("redact", signal), typed(signal))
    with as_owner():
        redaction = Redaction.objects.get()
    own, second = (login(who).get(url("redaction", signal, redaction.pk)) for who in (desk, people.expert()))

    assert "Tot dan verandert er niets." in response.text
    assert facts(signal) == FACTS
    for page in (own, second):
        assert "<mark>bij het plein</mark>" in page.text
    assert ["Een collega is nodig" in page.text for page in (own, second)] == [True, False]
    assert ["btn-danger" in page.text for page in (own, second)] == [False, True]


def test_second_person_takes_along_what_he_ticks(login, act, signal, desk):
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(
            meaning="JAN JANSEN is bekend.", contradiction="Jan Jansen was weg."
        )
    factories.weighed(signal, notes="Zie Jan Jansen.")
    redaction = propose(act, signal, desk, nth=1)
    browser, address = login(people.expert()), url("redaction", signal, redaction.pk)

    page = browser.get(address)
    also = re.findall(r'name="others"[^>]* value="([\w.:]+)"', page.text)
    ticked = [key for key in also if "contradiction" not in key]
    response = look_and_confirm(browser, address, {"others": ticked})

    assert [key.split(":")[0] for key in also] == [
        *("signal.facts", "signal.meaning", "signal.contradiction", "weighing.notes")
    ]
    assert "Het deel is definitief verwijderd." in response.text
    with as_owner():
        made = Signal.objects.select_related("weighing").get(pk=signal.pk)
    assert made.facts == "⟦verwijderd⟧ stond bij het plein. Later kwam ⟦verwijderd⟧ terug."
    assert (made.meaning, made.contradiction) == ("⟦verwijderd⟧ is bekend.", "Jan Jansen was weg.")
    assert made.weighing.notes == "Zie ⟦verwijderd⟧."


def test_text_that_is_not_offered_is_refused_in_words(login, act, signal, desk):
    redaction = propose(act, signal, desk, nth=0)

    ticked = {"others": [f"signal.title:{signal.pk}"]}
    response = look_and_confirm(login(people.expert()), url("redaction", signal, redaction.pk), ticked)

    with as_owner():
        assert (
            Redaction.objects.get().state == RedactionState.DONE
        )  # nothing else was offered, so nothing is taken along
        assert Signal.objects.get(pk=signal.pk).title == "Ruzie op het plein"
    assert response.status_code == 200


def test_page_that_is_old_shows_what_goes_now(login, act, signal, desk):
    redaction = propose(act, signal, desk, nth=2)
    browser, address = login(people.expert()), url("redaction", signal, redaction.pk)
    saw = re.search(r'name="seen" value="(\w+)"', browser.get(address).text)[1]
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(facts=f"Eerst was Jan Jansen er. {FACTS}")

    old = browser.post(address, {"seen": saw})
    kept = facts(signal)
    look_and_confirm(browser, address)

    assert "Bekijk opnieuw wat er weggaat." in old.text
    assert "Eerst was Jan Jansen er. <mark>Jan Jansen</mark>" in old.text
    assert kept == f"Eerst was Jan Jansen er. {FACTS}"
    assert facts(signal) == f"Eerst was Jan Jansen er. ⟦verwijderd⟧{FACTS.removeprefix('Jan Jansen')}"


def test_who_proposed_cannot_confirm_by_the_form_either(login, act, signal, desk):
    redaction = propose(act, signal, desk)

    response = login(desk).post(url("redaction", signal, redaction.pk))

    assert "Vraag een collega" in response.text
    assert facts(signal) == FACTS


def test_proposal_is_withdrawn_by_a_button(login, act, signal, desk):
    redaction = propose(act, signal, desk)
    browser = login(desk)

    response = browser.post(url("withdraw-redaction", signal, redaction.pk), follow=True)
    late = browser.get(url("redaction", signal, redaction.pk), follow=True)
    too_late = login(people.expert()).post(url("redaction", signal, redaction.pk), follow=True)

    assert "Het voorstel is ingetrokken." in response.text
    assert "kan niet meer: de stand is nu" in late.text
    assert "kan niet meer: de stand is nu" in too_late.text
    assert facts(signal) == FACTS
    assert browser.get(url("withdraw-redaction", signal, redaction.pk)).status_code == 405


def test_short_words_are_not_taken_away(login, signal, desk):
    response = login(desk).post(url("redact", signal), typed(signal, words="ij"))

    assert "Kies minstens 3 letters." in response.text


def test_hidden_part_is_proposed_opened_and_confirmed(login, act, signal, desk):
    mask, second = hide(act, signal, desk, nth=0), people.expert()
    login(desk).post(url("redact-mask", signal, mask.pk), {"reason": "Hoort er niet."})
    with as_owner():
        address = url("redaction", signal, Redaction.objects.get().pk)
    browser = login(second)

    closed = browser.get(address)
    refused = browser.post(address)
    browser.post(url("open-part", signal, mask.pk), {"reason": "Ik kijk mee."})
    opened = browser.get(address)
    look_and_confirm(browser, address)

    assert ("Jan Jansen" in closed.text, "Open het eerst" in closed.text) == (False, True)
    assert "Open het verborgen deel eerst" in refused.text
    assert "<mark>Jan Jansen</mark>" in opened.text
    assert facts(signal) == "⟦verwijderd⟧ stond bij het plein. Later kwam ⟦verwijderd⟧ terug."
    with as_owner():
        assert MaskedText.objects.count() == 0


def test_colleague_finds_the_proposal_on_the_overview_and_who_proposed_does_not(login, act, signal, desk):
    propose(act, signal, desk)
    far = people.coordinator("Ver", of=people.house("Huis Ver"))

    texts = [login(who).get("/").text for who in (people.expert(), desk, far)]

    assert [url("masks", signal) in text for text in texts] == [True, False, False]
