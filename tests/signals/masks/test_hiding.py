"""Hiding parts of a text and showing them again: what stands where, who reads it, and all that can go wrong."""

import pytest
from django.utils import timezone

from signals import services
from signals.models import Message, Party, Question, Signal
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.steps import hidden, hide, text
from zvh.exceptions import WrongState

pytestmark = pytest.mark.django_db
M = "⟦afgeschermd 1⟧"
FACTS = "Jan Jansen stond bij het plein. Later kwam Jan Jansen terug met een ander."


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def signal():
    return factories.signal(title="Ruzie bij Jan Jansen", facts=FACTS, place="Plein 3")


# -- in the text stands a mark


@pytest.mark.parametrize(
    ("nth", "left"),
    [
        (1, "⟦afgeschermd 1⟧ stond bij het plein. Later kwam Jan Jansen terug met een ander."),
        (2, "Jan Jansen stond bij het plein. Later kwam ⟦afgeschermd 1⟧ terug met een ander."),
        (0, "⟦afgeschermd 1⟧ stond bij het plein. Later kwam ⟦afgeschermd 1⟧ terug met een ander."),
    ],
)
def test_one_or_all_of_the_same_words_are_hidden_and_come_back_exactly(act, signal, desk, nth, left):
    with act(desk):
        mask = hide(signal, desk, nth=nth)
    assert (text(signal), hidden(mask)) == (left, ["Jan Jansen"])

    with act(desk):
        services.show_part(mask, by=desk, reason="Toch nodig.")

    assert (text(signal), hidden(mask)) == (FACTS, [])


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_several_masks_in_one_text_come_back_in_any_order(act, signal, desk, order):
    with act(desk):
        masks = [hide(signal, desk, words) for words in ("plein", "Later", "een ander")]
    assert text(signal) == (
        "Jan Jansen stond bij het ⟦afgeschermd 1⟧. ⟦afgeschermd 2⟧ kwam Jan Jansen terug met ⟦afgeschermd 3⟧."
    )

    with act(desk):
        for index in order:
            services.show_part(masks[index], by=desk, reason="r")

    assert text(signal) == FACTS


def test_adjacent_parts_are_hidden_each_with_its_own_mark(act, signal, desk):
    with act(desk):
        first, second = hide(signal, desk, "Jan "), hide(signal, desk, "Jansen stond")
        left = text(signal)
        services.show_part(first, by=desk, reason="r")
        services.show_part(second, by=desk, reason="r")

    assert left.startswith(
        "⟦afgeschermd 1⟧ ⟦afgeschermd 2⟧ bij"
    )  # white space around the words is not hidden
    assert text(signal) == FACTS


def test_parts_without_anything_between_them(act, desk):
    signal = factories.signal(facts="kenteken12AB34")
    with act(desk):
        first, second = hide(signal, desk, "kenteken"), hide(signal, desk, "12AB34")
        left = text(signal)
        for mask in (second, first):
            services.show_part(mask, by=desk, reason="r")

    assert (left, text(signal)) == ("⟦afgeschermd 1⟧⟦afgeschermd 2⟧", "kenteken12AB34")


@pytest.mark.parametrize(
    "words", ["Jansen ⟦afgeschermd 1⟧ bij", "⟦afgeschermd 1⟧", "afgeschermd", "afgeschermd 1", "1", "⟧ bij"]
)
def test_what_overlaps_a_hidden_part_is_refused(act, signal, desk, words):
    with act(desk):
        hide(signal, desk, "stond")
        left = text(signal)
        with pytest.raises(WrongState, match="staan niet meer in de tekst"):
            hide(signal, desk, words)

    assert text(signal) == left


def test_word_of_a_mark_is_hidden_where_it_stands_by_itself(act, desk):
    signal = factories.signal(facts="De straat was afgeschermd door 1 hek.")
    with act(desk):
        hide(signal, desk, "hek")
        hide(signal, desk, "1", nth=0)
        hide(signal, desk, "afgeschermd", nth=0)

    assert text(signal) == "De straat was ⟦afgeschermd 3⟧ door ⟦afgeschermd 2⟧ ⟦afgeschermd 1⟧."


@pytest.mark.parametrize(
    "words",
    ["a.c", "(50%)", "[x]", "\\d", "*", "$1 & co", "^begin", "een|twee", "{2}", "'; DROP", "?", "+31"],
)
def test_nothing_typed_has_a_meaning_of_its_own(act, desk, words):
    whole = f"abc 50 x 5 begin {words} eind een twee"
    signal = factories.signal(facts=whole)
    with act(desk):
        mask = hide(signal, desk, words, nth=0)
        left = text(signal)
        services.show_part(mask, by=desk, reason="r")

    assert (left, hidden(mask)) == ("abc 50 x 5 begin ⟦afgeschermd 1⟧ eind een twee", [])
    assert text(signal) == whole


def test_words_over_a_line_end_are_found_and_come_back_with_it(act, desk):
    whole = "Bij de kerk\r\nstond  Jan."
    signal = factories.signal(facts=whole)
    with act(desk):
        mask = hide(signal, desk, "kerk\nstond Jan")
        left, kept = text(signal), hidden(mask)
        services.show_part(mask, by=desk, reason="r")

    assert (left, kept, text(signal)) == ("Bij de ⟦afgeschermd 1⟧.", ["kerk\r\nstond  Jan"], whole)


def test_emoji_and_accents_are_found(act, desk):
    signal = factories.signal(facts="René 👨‍👩‍👧 en محمد liepen weg.")
    with act(desk):
        hide(signal, desk, "René 👨‍👩‍👧")
        hide(signal, desk, "محمد")

    assert text(signal) == "⟦afgeschermd 1⟧ en ⟦afgeschermd 2⟧ liepen weg."


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "facts",
        "meaning",
        "contradiction",
        "place",
        "trigger",
        "threat",
        "vulnerability",
        "steps_taken",
    ],
)
def test_every_text_of_a_signal_can_have_a_hidden_part(act, desk, field):
    whole = "Bij nummer 14 woont de familie en dat weet iedereen."
    signal = factories.signal(has_threat=True, **({"threat": "x"} | {field: whole}))
    with act(desk):
        hide(signal, desk, "nummer 14 woont de familie", field=field)

    assert text(signal, field) == "Bij ⟦afgeschermd 1⟧ en dat weet iedereen."


def test_message_and_answer_of_an_outsider_can_have_a_hidden_part(act, signal, desk):
    """Both may name who has nothing to do with it; the reporter then reads the mark in his own message."""
    answered = {"state": "answered", "answered_at": timezone.now(), "answer": "Dat was Piet."}
    asked = factories.outside_question(signal, **answered)
    with as_owner():
        message = Message.objects.create(signal=signal, text="Het was Piet.")
    with act(desk):
        masks = [
            services.hide_part(signal, by=desk, place=place, row=row, words="Piet", nth=1, reason="r")
            for place, row in (("message.text", message.pk), ("outsidequestion.answer", asked.pk))
        ]
    with as_owner():
        left = (Message.objects.get().text, type(asked).objects.get().answer)
    with act(desk):
        for mask in masks:
            services.show_part(mask, by=desk, reason="r")

    assert left == ("Het was ⟦afgeschermd 1⟧.", "Dat was ⟦afgeschermd 2⟧.")
    with as_owner():
        assert (Message.objects.get().text, type(asked).objects.get().answer) == (
            "Het was Piet.",
            "Dat was Piet.",
        )


def test_all_are_hidden_whatever_white_space_is_in_them(act, desk):
    signal = factories.signal(facts="Jan  Jansen, Jan\nJansen en Jan Jansen." + " Jan Jansen" * 60)
    with act(desk):
        hide(signal, desk, nth=0)

    assert text(signal) == f"{M}, {M} en {M}." + f" {M}" * 60


def test_answer_and_why_of_a_party_can_have_a_hidden_part(act, signal, desk):
    with as_owner():
        answered = {"answer": "Dat was Piet.", "answered_at": timezone.now()}
        question = Question.objects.create(signal=signal, text="Wie?", asked_by=desk, **answered)
        party = Party.objects.create(signal=signal, label="A", why="Omdat Piet riep.")
    with act(desk):
        for place, row in (("question.answer", question.pk), ("party.why", party.pk)):
            services.hide_part(signal, by=desk, place=place, row=row, words="Piet", nth=1, reason="r")

    with as_owner():
        question.refresh_from_db()
        party.refresh_from_db()
    assert (question.answer, party.why) == ("Dat was ⟦afgeschermd 1⟧.", "Omdat ⟦afgeschermd 2⟧ riep.")


@pytest.mark.parametrize(
    "place", ["weighing.notes", "event.text", "signal.number", "user.email", "question.text", ""]
)
def test_other_texts_and_columns_cannot_be_reached(act, signal, desk, place):
    factories.weighed(signal, notes="Jan Jansen belt vaker.")

    with act(desk), pytest.raises(WrongState):
        services.hide_part(signal, by=desk, place=place, row=signal.pk, words="Jan", nth=1, reason="r")


def test_text_of_another_signal_cannot_be_reached(act, signal, desk):
    other = factories.signal(facts=FACTS)

    with act(desk), pytest.raises(WrongState):
        services.hide_part(
            signal, by=desk, place="signal.facts", row=other.pk, words="Jan", nth=1, reason="r"
        )

    assert text(other) == FACTS


# -- what changed in between


def change_facts(signal, facts):
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(facts=facts)


def test_part_comes_back_where_its_mark_stands_now(act, signal, desk):
    with act(desk):
        mask = hide(signal, desk, "bij het plein")
    change_facts(signal, "Nieuw begin. Daarna: ⟦afgeschermd 1⟧!")

    with act(desk):
        services.show_part(mask, by=desk, reason="r")

    assert text(signal) == "Nieuw begin. Daarna: bij het plein!"


def test_part_whose_mark_is_gone_stays_hidden_and_readable(act, signal, desk):
    with act(desk):
        mask = hide(signal, desk, "bij het plein")
    change_facts(signal, "Heel anders.")

    with act(desk), pytest.raises(WrongState, match="staat niet meer in de tekst"):
        services.show_part(mask, by=desk, reason="r")

    assert (text(signal), hidden(mask)) == ("Heel anders.", ["bij het plein"])


def test_words_that_changed_meanwhile_are_not_hidden(act, signal, desk):
    change_facts(signal, "Heel anders.")

    with act(desk), pytest.raises(WrongState, match="staan niet meer in de tekst"):
        hide(signal, desk)


@pytest.mark.parametrize("words", ["", " ", "\n\t"])
def test_nothing_is_not_hidden(act, signal, desk, words):
    with act(desk), pytest.raises(WrongState, match="staan niet meer in de tekst"):
        hide(signal, desk, words)

    assert text(signal) == FACTS


def test_second_person_to_lift_a_mask_is_told(act, signal, desk):
    with act(desk):
        mask = hide(signal, desk)
        services.show_part(mask, by=desk, reason="r")
        with pytest.raises(WrongState, match="niet meer afgeschermd"):
            services.show_part(mask, by=desk, reason="r")
        with pytest.raises(WrongState, match="niet meer afgeschermd"):
            services.open_part(mask, by=desk, reason="r")


def test_number_of_a_lifted_mask_is_not_used_again(act, signal, desk):
    with act(desk):
        services.show_part(hide(signal, desk), by=desk, reason="r")

        assert hide(signal, desk).n == 2


def test_mark_that_makes_a_short_text_too_long_is_refused_in_words(act, desk):
    signal = factories.signal(title="x" * 115 + " Jan")
    with act(desk):
        with pytest.raises(WrongState, match="Kies een langer deel"):
            hide(signal, desk, "Jan", field="title")
        hide(signal, desk, "x" * 115, field="title")

    assert text(signal, "title") == "⟦afgeschermd 1⟧ Jan"


def test_part_that_no_longer_fits_stays_hidden(act, desk):
    signal = factories.signal(title=f"{'x' * 60} {'y' * 55} Jan")
    with act(desk):
        first = hide(signal, desk, "x" * 60, field="title")
        hide(signal, desk, "Jan", field="title")
        with pytest.raises(WrongState, match="Hef eerst een andere afscherming"):
            services.show_part(first, by=desk, reason="r")

    assert hidden(first) == ["x" * 60]
