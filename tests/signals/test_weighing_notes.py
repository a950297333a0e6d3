"""Notes of a weighing that changed while somebody typed: what was taken out does not come back by an old form."""

import re

import pytest
from django.urls import reverse

from signals import services
from signals.models import Outcome, Weighing, WeighingState
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.steps import confirm
from tests.signals.steps import CRITERIA
from zvh.exceptions import WrongState
from zvh.seen import seen

pytestmark = pytest.mark.django_db
NOTES = "Zie Jan Jansen.\r\nBelt vaker."
LEFT = "Zie ⟦verwijderd⟧.\r\nBelt vaker."


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def signal():
    made = factories.signal()
    factories.weighed(made, notes=NOTES)
    return made


def stored(signal):
    with as_owner():
        return Weighing.objects.get(signal=signal)


def opened(browser, signal):
    """The fields of the screen, as a browser sends them back."""
    return {
        "notes": NOTES,
        "notes_seen": _seen_on(browser.get(reverse("signals:weigh", args=[signal.number]))),
    }


def _seen_on(page):
    return re.search(r'name="notes_seen" value="(\w+)"', page.text)[1]


def take_out(act, signal, desk):
    with act(desk):
        place = {"place": "weighing.notes", "row": stored(signal).pk, "words": "Jan Jansen", "nth": 1}
        redaction = services.propose_redaction(signal, by=desk, reason="Hoort er niet.", **place)
    second = people.expert()
    with act(second):
        confirm(redaction, by=second)


@pytest.mark.parametrize("page", ["weigh", "criteria"])
def test_old_form_does_not_bring_words_back(login, act, signal, desk, decision_data, page):
    browser, address = login(desk), reverse(f"signals:{page}", args=[signal.number])
    data = decision_data() | opened(browser, signal)
    take_out(act, signal, desk)

    data["notes"] = f"{NOTES} En nog iets."
    refused = browser.post(address, data)

    assert "De aantekeningen zijn intussen veranderd. Er is niets bewaard." in refused.text
    assert "Zo staan ze nu." in refused.text
    assert ("⟦verwijderd⟧" in refused.text, "En nog iets." in refused.text) == (True, True)
    assert (stored(signal).notes, stored(signal).state) == (LEFT, WeighingState.WEIGHING)


def test_who_compared_them_goes_on(login, act, signal, desk, decision_data):
    browser, address = login(desk), reverse("signals:weigh", args=[signal.number])
    data = decision_data() | opened(browser, signal)
    take_out(act, signal, desk)
    refused = browser.post(address, data)

    browser.post(address, data | {"notes": f"{LEFT} Klaar.", "notes_seen": _seen_on(refused)})

    assert (stored(signal).notes, stored(signal).outcome) == (f"{LEFT} Klaar.", Outcome.ON_AGENDA)


def test_form_with_another_fault_tells_it_as_well(login, act, signal, desk, decision_data):
    """Else the page that comes back would make the old notes look as seen."""
    browser, address = login(desk), reverse("signals:weigh", args=[signal.number])
    data = decision_data(reason="") | opened(browser, signal)
    take_out(act, signal, desk)

    response = browser.post(address, data)

    assert ("Schrijf op waarom u dit kiest." in response.text, "Zo staan ze nu." in response.text) == (
        True,
        True,
    )


def test_notes_that_nobody_changed_are_kept_twice_in_a_row(login, signal, desk):
    browser, address = login(desk), reverse("signals:criteria", args=[signal.number])
    data = opened(browser, signal) | {"notes": "Eerst dit."}

    first = browser.post(address, data)
    again = browser.post(address, {"notes": "Dan dit.", "notes_seen": _seen_on(first)})

    assert ["De criteria zijn bewaard." in page.text for page in (first, again)] == [True, True]
    assert ["Zo staan ze nu." in page.text for page in (first, again)] == [False, False]
    assert stored(signal).notes == "Dan dit."


def test_form_of_which_the_notes_were_left_alone_is_no_change(login, signal, desk, decision_data):
    data = decision_data(notes=NOTES.replace("\r\n", "\n"))

    login(desk).post(reverse("signals:weigh", args=[signal.number]), data)

    assert stored(signal).outcome == Outcome.ON_AGENDA


@pytest.mark.parametrize("notes_seen", ["", seen("iets anders")])
def test_service_refuses_notes_of_who_did_not_see_them(act, signal, desk, notes_seen):
    typed = {"criteria": CRITERIA, "notes": "Nieuw.", "notes_seen": notes_seen}

    with act(desk):
        for step in (
            lambda: services.save_criteria(signal, by=desk, **typed),
            lambda: services.decide(signal, by=desk, outcome=Outcome.TREND_ONLY, reason="r", **typed),
        ):
            with pytest.raises(WrongState, match="intussen veranderd"):
                step()

    assert stored(signal).notes == NOTES
