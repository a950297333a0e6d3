"""The picture over time: of each life area a strip of twelve months, with letters and words besides a colour."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from cases.models import AreaLevel, LifeArea, Turn

SHOWN = 12
LETTERS = {AreaLevel.CONCERN: "Z", AreaLevel.STABLE: "S", AreaLevel.STRENGTH: "K"}
MARKS = {Turn.TURNING_POINT: "◆", Turn.CATALYST: "▲"}


@dataclass(frozen=True)
class Month:
    """One column; `number` counts months, so that the next one is one more."""

    number: int

    @classmethod
    def of(cls, day):
        return cls(day.year * 12 + day.month - 1)

    @property
    def first_day(self):
        return date(self.number // 12, self.number % 12 + 1, 1)

    @property
    def short(self):
        return date_format(self.first_day, "b")

    def __str__(self):
        return date_format(self.first_day, "F Y")

    @property
    def in_address(self):
        return f"{self.first_day:%Y-%m}"


@dataclass(frozen=True)
class Months:
    """Twelve months, and the last ones of the twelve before and after them where something was said."""

    shown: list
    earlier: Month | None
    later: Month | None

    @classmethod
    def up_to(cls, until, day, said_on):
        """`until` is (year, month) or None; never after the month of `day`."""
        newest = Month.of(day).number
        last = min(Month.of(date(*until, 1)).number, newest) if until else newest
        first = last - SHOWN + 1
        oldest = min((Month.of(one).number for one in said_on), default=newest)
        return cls(
            shown=[Month(number) for number in range(first, last + 1)],
            earlier=Month(first - 1) if oldest < first else None,
            later=Month(min(last + SHOWN, newest)) if last < newest else None,
        )


@dataclass(frozen=True)
class Cell:
    """What was said about one month: letters for the eye, words for who does not see them, a tone for the colour."""

    month: Month
    letters: str = ""
    words: str = "niets opgeschreven"
    tone: str = "none"


@dataclass(frozen=True)
class Strip:
    label: str
    cells: list


def strips_of(months, observations, triggers):
    """One strip for each life area of which something is known, and one for the trigger factors."""
    strips = []
    for area in LifeArea:
        said = [one for one in observations if one.area == area]
        if said:
            strips.append(Strip(area.label, [_judged(month, said) for month in months.shown]))
    if triggers:
        strips.append(Strip("triggerfactoren", [_marked(month, triggers) for month in months.shown]))
    return strips


def _judged(month, said):
    """Of each organisation the newest of that month; where they differ all of it, in a fixed order."""
    newest = {}
    for one in said:
        if Month.of(one.day) == month:
            newest.setdefault(one.organisation_id, one)
    levels = [level for level in AreaLevel if level in {one.level for one in newest.values()}]
    if not levels:
        return Cell(month)
    words = [f"{one.get_level_display()} ({one.organisation})" for one in newest.values()]
    return Cell(
        month,
        letters="".join(LETTERS[level] for level in levels),
        words=levels[0].label if len(levels) == 1 else ", ".join(words),
        tone=levels[0] if len(levels) == 1 else "mixed",
    )


def _marked(month, triggers):
    turns = {one.turn for one in triggers if Month.of(one.day) == month}
    found = [turn for turn in Turn if turn in turns]
    if not found:
        return Cell(month)
    words = " en ".join(turn.label for turn in found)
    return Cell(month, letters="".join(MARKS[turn] for turn in found), words=words, tone="mark")
