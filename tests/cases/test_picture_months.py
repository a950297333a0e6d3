"""The picture over time: months as columns, told by letters and words."""

from datetime import date

import pytest

from cases.models import Observation, TriggerFactor
from cases.queries.months import Months, strips_of
from tests import people

pytestmark = pytest.mark.django_db


def at(day, level="concern", **fields):
    """A judgement that is not in the database."""
    fields = {"organisation": people.police(), "area": "housing"} | fields
    return Observation(day=day, level=level, **fields)


def strips(observations, triggers=(), until=(2026, 11)):
    months = Months.up_to(until, date(2026, 11, 28), [one.day for one in [*observations, *triggers]])
    return months, strips_of(months, observations, triggers)


def test_strip_has_twelve_months_with_letters_and_words():
    _, (strip,) = strips([at(date(2026, 11, 1), "strength"), at(date(2025, 12, 31))])

    assert [
        (str(one.month), one.letters, one.words, one.tone) for one in (strip.cells[0], strip.cells[-1])
    ] == [
        ("december 2025", "Z", "zorg", "concern"),
        ("november 2026", "K", "kracht", "strength"),
    ]
    assert [one.letters for one in strip.cells[1:-1]] == [""] * 10
    assert strip.cells[1].words == "niets opgeschreven"


def test_month_shows_the_newest_of_each_organisation():
    said = [at(date(2026, 11, 20), "stable"), at(date(2026, 11, 3), "concern")]

    _, (strip,) = strips(said)

    assert (strip.cells[-1].letters, strip.cells[-1].tone) == ("S", "stable")


def test_month_in_which_organisations_differ_shows_both():
    said = [
        at(date(2026, 11, 20), "strength"),
        at(date(2026, 11, 3), organisation=people.municipality().organisation),
    ]

    _, (strip,) = strips(said)

    cell = strip.cells[-1]
    assert (cell.letters, cell.words, cell.tone) == (
        "ZK",
        "kracht (Politie), zorg (Gemeente Hoorn)",
        "mixed",
    )


def test_trigger_factors_have_a_strip_of_their_own():
    happened = [TriggerFactor(day=date(2026, 2, 3), turn=turn) for turn in ("catalyst", "turning_point")]

    _, (strip,) = strips([], happened)

    assert [(one.letters, one.words) for one in strip.cells if one.letters] == [
        ("◆▲", "keerpunt en aanjager")
    ]


@pytest.mark.parametrize(
    ("until", "first", "last", "earlier", "later"),
    [
        (None, "december 2025", "november 2026", "november 2025", None),
        ((2025, 11), "december 2024", "november 2025", "november 2024", "november 2026"),
        ((2024, 11), "december 2023", "november 2024", None, "november 2025"),
        ((2030, 1), "december 2025", "november 2026", "november 2025", None),
    ],
)
def test_months_lead_to_earlier_and_later(until, first, last, earlier, later):
    months, _ = strips([at(date(2024, 1, 15))], until=until)

    found = (months.shown[0], months.shown[-1], months.earlier, months.later)
    assert [one and str(one) for one in found] == [first, last, earlier, later]
