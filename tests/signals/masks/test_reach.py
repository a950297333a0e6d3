"""How far a redaction reaches: every text around a signal that the second person takes along, and no other."""

import pytest
from django.apps import apps
from django.db import models

from signals.models import (
    HIDEABLE,
    PLACES,
    Signal,
)
from signals.queries import also_in
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.around import around
from tests.signals.masks.reach import everything
from tests.signals.masks.steps import ask, confirm, hide, propose

pytestmark = pytest.mark.django_db
FACTS = "Jan Jansen stond bij het plein. Later kwam Jan Jansen terug."


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def second():
    return people.expert()


@pytest.fixture
def signal():
    return factories.signal(title="Ruzie op het plein", facts=FACTS)


def row(one):
    with as_owner():
        return type(one).objects.get(pk=one.pk)


# -- everywhere


def test_words_go_from_every_text_that_the_second_person_takes_along(act, signal, desk, second):
    around(signal, desk)
    with act(desk):
        redaction = propose(signal, desk, "Jan Jansen", nth=1)
    assert everything().lower().count("jansen") == 41

    with act(second):
        found = also_in(signal, redaction.words, place=redaction.place, row=redaction.row, nth=redaction.nth)
        confirm(redaction, by=second, others=[(text.place, text.row) for text, _ in found])

    assert "jansen" not in everything().lower()
    assert row(signal).title == "Over ⟦…⟧"  # a short text does not grow
    assert row(signal).facts == "⟦verwijderd⟧ stond bij het plein. Later kwam ⟦verwijderd⟧ terug."


def test_what_is_not_taken_along_stays(act, signal, desk, second):
    around(signal, desk)
    with act(desk):
        redaction = propose(signal, desk)
    with act(second):
        confirm(redaction, by=second, others=[("signal.title", signal.pk)])

    assert (row(signal).title, row(signal).meaning) == ("Over ⟦…⟧", "jan  Jansen belt.")


def test_text_of_another_signal_is_never_taken_along(act, signal, desk, second):
    other = factories.signal(facts=FACTS)
    with act(desk):
        redaction = propose(signal, desk)
    with act(second):
        confirm(redaction, by=second, others=[("signal.facts", other.pk)])

    assert row(other).facts == FACTS


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        ("In januari zag ik Jan.", "In januari zag ik ⟦verwijderd⟧."),
        ("JAN! jan? Jan", "⟦verwijderd⟧! ⟦verwijderd⟧? ⟦verwijderd⟧"),
        ("Jan, Janneke en Marjan.", "⟦verwijderd⟧, Janneke en Marjan."),
    ],
)
def test_elsewhere_whole_words_go_in_any_case(act, signal, desk, second, facts, left):
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(facts=facts, meaning="Jan")
    with act(desk):
        redaction = propose(signal, desk, "Jan", field="meaning")
    with act(second):
        confirm(redaction, by=second, others=[("signal.facts", signal.pk)])

    assert row(signal).facts == left


# -- nothing is forgotten

NOT_REACHED = {
    "OutsideQuestion.email": "where its link went: no part of a text",
    "RegisterImport.digest": "a hash",
    "RegisterImport.name": "about no signal",
    "RegisterImport.sheet": "about no signal",
    "RegisterRow.identity": "a hash",
    "SentForm.digest": "a hash",
    "SentForm.number": "no text",
    "Signal.number": "no text",
    "Attachment.stamp": "no text: how the sender knows the file",
    "Attachment.refusal": "our own sentence",
    "PartyIdentity.name": "opens with a grant, and is no part of a text",
    "PartyIdentity.details": "opens with a grant, and is no part of a text",
    "ContactDetails.name": "opens with a grant, and is no part of a text",
    "ContactDetails.telephone": "opens with a grant, and is no part of a text",
    "ContactDetails.email": "opens with a grant, and is no part of a text",
    "IdentityKey.key": "a hash",
    "Inquiry.purpose": "about no signal",
    "Inquiry.term_hash": "a hash",
    "Link.status_before": "a choice",
    "Mask.place": "a choice",
    "MaskedText.text": "always reached, and never shown in the list",
    "Redaction.place": "a choice",
    "Redaction.words": "emptied when it is settled",
    "SavedFilter.name": "of its owner, about no signal",
    "SavedFilter.query": "of its owner, about no signal",
    "SharingRule.decision": "about no signal",
}


def test_every_free_text_of_signals_is_reached_or_has_a_reason():
    free = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("signals").get_models()
        if model._meta.managed
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }

    assert free == PLACES.keys() | {name.lower() for name in NOT_REACHED}


def test_places_are_those_of_the_database(act, signal, desk):
    around(signal, desk)
    with act(desk):
        hide(signal, desk, "bij", nth=1)
        propose(signal, desk, "plein")
        places = {place for place, *_ in ask("SELECT * FROM zvh.texts_of(%s)", signal.pk)}
        known = {f"{kind}.{column}" for kind, column in ask("SELECT * FROM zvh.text_columns()")}
        hideable = {place for place in PLACES if ask("SELECT zvh.is_hideable(%s)", place) == [(True,)]}

    assert (places, known) == (set(PLACES), set(PLACES))
    assert hideable == set(HIDEABLE)
