"""How far a redaction reaches: every text around a signal that the second person takes along, and no other."""

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from signals import services
from signals.models import (
    HIDEABLE,
    PLACES,
    Attachment,
    ClockStop,
    Event,
    Intake,
    Message,
    Party,
    Question,
    Signal,
    Weighing,
)
from signals.queries import also_in
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.reach import everything
from tests.signals.masks.steps import ask, hide, propose

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


def around(signal, desk):
    """The words in every text around a signal; returns [(place, row)] of them."""
    words = "jan  Jansen belt."
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(
            title="Over Jan Jansen", meaning=words, contradiction=words, place="Bij Jan Jansen", trigger=words,
            has_threat=True, threat=words, vulnerability=words, steps_taken=words,
        )  # fmt: skip
        Weighing.objects.filter(signal=signal).update(notes=words, reason=words)
        Question.objects.create(
            signal=signal, asked_by=desk, text=words, answer=words, answered_at=timezone.now()
        )
        Party.objects.create(signal=signal, label="jan jansen", why=words)
        Message.objects.create(signal=signal, text=words)
        Intake.objects.create(signal=signal, channel="form", check_reason=words)
        signal.contact_requests.create(requested_by=desk, reason=words)
        Event.objects.create(signal=signal, text=f"{'x' * 180} Jan Jansen.")
        file = {"size": 9, "state": "clean", "kind": "jpeg", "release_reason": words}
        Attachment.objects.create(signal=signal, uploaded_by=desk, name="Jan Jansen.jpg", **file)
        stop = {"stopped_at": timezone.now(), "ended_at": timezone.now(), "ended_because": "date", "days": 1}
        ClockStop.objects.create(signal=signal, stopped_by=desk, reason=words, until="2026-11-12", **stop)
    around_outside(signal, words)
    factories.share(
        signal, people.municipality().organisation, purpose=words, necessity=words, end_reason=words
    )
    factories.link(signal, factories.signal(), reason=words, end_reason="", by=desk)


def around_outside(signal, words):
    """And in what was asked outside and told in talks."""
    now, by = timezone.now(), people.coordinator()
    answered = {"state": "answered", "answered_at": now, "answer": words}
    withdrawn = {"state": "withdrawn", "withdrawn_at": now, "withdrawn_by": by, "withdraw_reason": words}
    factories.outside_question(signal, to_whom="Jan Jansen", text=words, **answered)
    factories.outside_question(signal, text="Wie?", **withdrawn)
    talk = dict.fromkeys(("with_whom", "held_by_words", "why", "told", "agreed", "safety"), words)
    first = factories.interview(signal, held_by=None, is_safe="no", **talk)
    factories.interview(signal, corrects=first, correction=words)


def test_words_go_from_every_text_that_the_second_person_takes_along(act, signal, desk, second):
    around(signal, desk)
    with act(desk):
        redaction = propose(signal, desk, "Jan Jansen", nth=1)
    assert everything().lower().count("jansen") == 39

    with act(second):
        found = also_in(signal, redaction.words, place=redaction.place, row=redaction.row, nth=redaction.nth)
        services.confirm_redaction(redaction, by=second, others=[(text.place, text.row) for text, _ in found])

    assert "jansen" not in everything().lower()
    assert row(signal).title == "Over ⟦…⟧"  # a short text does not grow
    assert row(signal).facts == "⟦verwijderd⟧ stond bij het plein. Later kwam ⟦verwijderd⟧ terug."


def test_what_is_not_taken_along_stays(act, signal, desk, second):
    around(signal, desk)
    with act(desk):
        redaction = propose(signal, desk)
    with act(second):
        services.confirm_redaction(redaction, by=second, others=[("signal.title", signal.pk)])

    assert (row(signal).title, row(signal).meaning) == ("Over ⟦…⟧", "jan  Jansen belt.")


def test_text_of_another_signal_is_never_taken_along(act, signal, desk, second):
    other = factories.signal(facts=FACTS)
    with act(desk):
        redaction = propose(signal, desk)
    with act(second):
        services.confirm_redaction(redaction, by=second, others=[("signal.facts", other.pk)])

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
        services.confirm_redaction(redaction, by=second, others=[("signal.facts", signal.pk)])

    assert row(signal).facts == left


# -- nothing is forgotten

NOT_REACHED = {
    "OutsideQuestion.email": "where its link went: no part of a text",
    "RegisterImport.digest": "a hash",
    "RegisterImport.name": "about no signal",
    "RegisterImport.sheet": "about no signal",
    "RegisterRow.identity": "a hash",
    "RegisterRow.reference": "its number in the register of before: without it the row would come again",
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
        hideable = {place for place in PLACES if ask("SELECT zvh.is_hideable(%s)", place) == [(True,)]}

    assert places == set(PLACES)
    assert hideable == set(HIDEABLE)
