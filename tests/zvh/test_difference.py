"""Which words went and came: together they are both texts, and it never takes long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zvh.difference import difference
from zvh.templatetags.ui import difference as shown


def side(parts, kind):
    return "".join(text for one, text in parts if one in ("same", kind))


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("", "", []),
        ("Een tekst.", "Een tekst.", [("same", "Een tekst.")]),
        ("", "Nieuw.", [("new", "Nieuw.")]),
        ("Weg.", "", [("gone", "Weg.")]),
        (
            "Drie mensen zagen het",
            "Vier mensen zagen het",
            [("gone", "Drie "), ("new", "Vier "), ("same", "mensen zagen het")],
        ),
        ("a b c", "a x c", [("same", "a "), ("gone", "b "), ("new", "x "), ("same", "c")]),
        ("Een\r\ntwee", "Een\ntwee", [("same", "Een\ntwee")]),
    ],
)
def test_difference_in_words(old, new, parts):
    assert difference(old, new) == parts


words = st.text(alphabet="ab \n", max_size=40)


@given(old=words, new=words)
def test_parts_together_are_both_texts(old, new):
    parts = difference(old, new)

    assert (side(parts, "gone"), side(parts, "new")) == (old, new)


def test_texts_that_share_every_word_everywhere_do_not_keep_the_page_waiting():
    start = time.process_time()

    parts = difference("a b " * 5000, "b a " * 5000)

    assert {kind for kind, _ in parts} == {"gone", "new"}
    assert time.process_time() - start < 5


def test_component_says_in_words_what_it_shows_and_escapes():
    html = shown("oud <b>", "nieuw <b>")

    assert '<del><span class="visually-hidden">[weggehaald: </span>oud ' in html
    assert '<ins><span class="visually-hidden">[toegevoegd: </span>nieuw ' in html
    assert ("<b>" in html, "&lt;b&gt;" in html) == (False, True)
