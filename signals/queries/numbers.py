"""Numbers of a house over a period. The database hides the small ones from who may not see the rows."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from partners.models import Municipality, Theme
from signals.models import REPORTER_FUNCTIONS, Outcome

BAR = 240
OUTCOMES = dict(Outcome.choices) | {"open": "nog niet gewogen"}


@dataclass(frozen=True)
class Number:
    """How many signals: exact when `least` and `most` are the same, else somewhere between the two."""

    label: str
    least: int
    most: int

    def __str__(self):
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"

    @property
    def is_exact(self):
        return self.least == self.most


@dataclass(frozen=True)
class Part:
    """One table of numbers, the most first; a bar is as long as the least its number can be."""

    title: str
    heading: str
    numbers: list
    total: Number | None = None

    @property
    def rows(self):
        """[(number, width of its bar)]"""
        most = max((number.least for number in self.numbers), default=0) or 1
        return [(number, round(BAR * number.least / most)) for number in self.numbers]


@dataclass(frozen=True)
class Numbers:
    """All numbers of one page."""

    parts: list
    blocks: list
    by_municipality: dict
    days: float | None
    in_time: Number
    late: Number

    @property
    def days_in_words(self):
        """'4,5'; empty where there is nothing to say."""
        return "" if self.days is None else f"{self.days:g}".replace(".", ",")

    @property
    def share(self):
        """'60 %' or '60–75 %' of what was weighed, in time; empty when nothing was."""
        least, most = self.in_time.least, self.in_time.most
        if not most + self.late.most:
            return ""
        low = round(100 * least / (least + self.late.most))
        high = round(100 * most / (most + self.late.least))
        return f"{low} %" if low == high else f"{low}–{high} %"


def numbers_of(house_id, first, last):
    """The numbers of this house from `first` up to and including `last`; nothing for who is no member."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT part, cell, low, high FROM zvh.signal_numbers(%s, %s, %s)", [house_id, first, last]
        )
        cells = cursor.fetchall()
        cursor.execute("SELECT zvh.days_to_weigh(%s, %s, %s)", [house_id, first, last])
        (days,) = cursor.fetchone()
    found = {}
    for part, cell, least, most in cells:
        found.setdefault(part, {})[cell] = (int(least), int(most))
    weighed = found.get("weighed", {})
    return Numbers(
        parts=_parts(house_id, found),
        blocks=[
            Number(f"{date.fromisoformat(day):%d-%m-%Y}", *n)
            for day, n in sorted(found.get("block", {}).items())
        ],
        by_municipality={int(pk): Number("", *n) for pk, n in found.get("municipality", {}).items()},
        days=days,
        in_time=Number("binnen de termijn", *weighed.get("in_time", (0, 0))),
        late=Number("na de termijn", *weighed.get("late", (0, 0))),
    )


def _parts(house_id, found):
    themes = {str(pk): name for pk, name in Theme.objects.filter(house=house_id).values_list("pk", "name")}
    towns = {
        str(pk): name for pk, name in Municipality.objects.filter(house=house_id).values_list("pk", "name")
    }
    return [
        _part("Per thema", "Thema", found.get("theme", {}), themes, adds_up=False),
        _part("Per gemeente", "Gemeente", found.get("municipality", {}), towns),
        _part(
            "Per soort melder", "Functie van de melder", found.get("function", {}), dict(REPORTER_FUNCTIONS)
        ),
        _part("Per uitkomst van de weging", "Uitkomst", found.get("outcome", {}), OUTCOMES),
    ]


def _part(title, heading, cells, labels, *, adds_up=True):
    """What is not there is 0 and says so. A signal with two themes counts twice, so themes have no total."""
    cells = dict.fromkeys(labels, (0, 0)) | cells
    numbers = [Number(labels.get(cell, "overig"), *counts) for cell, counts in cells.items()]
    numbers.sort(key=lambda number: (-number.least, -number.most, number.label))
    total = Number("Samen", sum(n.least for n in numbers), sum(n.most for n in numbers)) if adds_up else None
    return Part(title, heading, numbers, total)
