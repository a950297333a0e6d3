"""The rule of 'lijkt op', without a database."""

from dataclasses import replace
from datetime import date

import pytest

from signals.queries.likeness import LEAST, Traits, likeness

DAY = date(2026, 11, 10)
NOTHING = Traits(frozenset(), None, "", None)
ONE = Traits(
    frozenset("abcdefghij"), 1, "Grote Waal", DAY, {1: "wonen"}, frozenset({"persoon A", "blauwe bus"})
)


@pytest.mark.parametrize(
    ("other", "points", "words"),
    [
        (replace(NOTHING, words=frozenset("abcde")), 4, "bijna dezelfde woorden"),
        (replace(NOTHING, words=frozenset("abcmnopqr")), 3, "veel dezelfde woorden"),
        (replace(NOTHING, words=frozenset("abmnopqrst")), 2, "deels dezelfde woorden"),
        (replace(NOTHING, words=frozenset("amnopqrstu")), 0, ""),
        (replace(NOTHING, municipality=1), 1, "zelfde gemeente"),
        (replace(NOTHING, municipality=1, place=" grote waal"), 3, "zelfde wijk of plaats"),
        (replace(NOTHING, municipality=2, place="Grote Waal"), 0, ""),
        (replace(NOTHING, seen_on=DAY), 2, "dezelfde dag"),
        (replace(NOTHING, seen_on=date(2026, 11, 7)), 2, "3 dagen ervoor"),
        (replace(NOTHING, seen_on=date(2026, 11, 11)), 2, "1 dag erna"),
        (replace(NOTHING, seen_on=date(2026, 11, 24)), 1, "2 weken erna"),
        (replace(NOTHING, seen_on=date(2026, 10, 10)), 0, "4 weken ervoor"),
        (replace(NOTHING, themes={1: "wonen", 2: "jeugd"}), 1, "zelfde thema (wonen)"),
        (replace(NOTHING, themes={2: "jeugd"}), 0, ""),
        (replace(NOTHING, labels=frozenset({"blauwe bus"})), 2, "zelfde aanduiding (blauwe bus)"),
        (replace(NOTHING, labels=frozenset({"persoon A"})), 0, ""),
    ],
)
def test_each_trait_gives_its_points_and_says_why(other, points, words):
    found = likeness(ONE, other)

    assert (found.points, found.in_words) == (points, words)


def test_same_party_counts_most_and_says_no_name():
    found = likeness(ONE, NOTHING, same_party=True)

    assert (found.points, found.in_words) == (4, "zelfde betrokkene")


def test_points_and_reasons_add_up():
    other = replace(ONE, words=frozenset("abcde"), seen_on=date(2026, 11, 7), labels=frozenset())

    found = likeness(ONE, other)

    assert found.points == 4 + 3 + 2 + 1
    assert (
        found.in_words
        == "bijna dezelfde woorden, zelfde wijk of plaats, 3 dagen ervoor, zelfde thema (wonen)"
    )


def test_municipality_day_and_theme_alone_are_not_enough():
    other = replace(NOTHING, municipality=1, seen_on=DAY, themes={1: "wonen"})

    assert likeness(ONE, other).points < LEAST


def test_nothing_is_like_nothing():
    assert likeness(NOTHING, NOTHING).points == 0
