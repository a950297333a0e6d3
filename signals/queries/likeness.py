"""THE RULE of 'lijkt op': when two signals are alike, in points and in words. Nothing learns, nothing is hidden.

    words      share of the words that both have (Dutch stems of title, facts, meaning and place; Dice):
               half or more 4, three in ten 3, two in ten 2, less 0
    place      the same named place in the same municipality 3, else the same municipality 1
    time       between what was seen: at most three days 2, at most two weeks 1
    theme      a theme in common 1
    party      the same name (known to the database alone, said to the desk alone) 4, else the same label 2;
               'persoon A' and the like are no label

Shown are at most five with at least five points, the most points first, then the nearest in time.
"""

import re
from dataclasses import dataclass, field
from datetime import date

LEAST, MOST_SHOWN = 5, 5
WORDS = (
    (0.5, 4, "bijna dezelfde woorden"),
    (0.3, 3, "veel dezelfde woorden"),
    (0.2, 2, "deels dezelfde woorden"),
)
TIMES = ((3, 2), (14, 1))
PLAIN_LABEL = re.compile(r"^(persoon|groep|organisatie)?\s*\w{0,2}$", re.IGNORECASE)


@dataclass(frozen=True)
class Traits:
    """What is compared of a signal: `words` are stems, the rest as the reporter filled it in."""

    words: frozenset
    municipality: int | None
    place: str
    seen_on: date | None
    themes: dict = field(default_factory=dict)  # {id: name}
    labels: frozenset = frozenset()


@dataclass(frozen=True)
class Likeness:
    """How much alike, and why, in words."""

    points: int
    reasons: tuple

    @property
    def in_words(self):
        return ", ".join(self.reasons)


def likeness(one, other, *, same_party=False):
    """Compare two Traits; `other` is said to be before or after `one`."""
    found = [
        _words(one, other),
        _place(one, other),
        _time(one, other),
        _theme(one, other),
        _party(one, other, same_party),
    ]
    found = [part for part in found if part]
    return Likeness(sum(points for points, _ in found), tuple(reason for _, reason in found if reason))


def _words(one, other):
    both = len(one.words) + len(other.words)
    share = 2 * len(one.words & other.words) / both if both else 0
    return next(((points, reason) for least, points, reason in WORDS if share >= least), None)


def _place(one, other):
    if one.municipality is None or one.municipality != other.municipality:
        return None
    here, there = one.place.strip().lower(), other.place.strip().lower()
    return (3, "zelfde wijk of plaats") if here and here == there else (1, "zelfde gemeente")


def _time(one, other):
    if one.seen_on is None or other.seen_on is None:
        return None
    days = (other.seen_on - one.seen_on).days
    points = next((points for most, points in TIMES if abs(days) <= most), 0)
    return points, _days_in_words(days)


def _days_in_words(days):
    if days == 0:
        return "dezelfde dag"
    number, side = abs(days), "erna" if days > 0 else "ervoor"
    if number < 14:
        return f"{number} {'dag' if number == 1 else 'dagen'} {side}"
    return f"{number // 7} weken {side}"


def _theme(one, other):
    shared = sorted(one.themes[number] for number in one.themes.keys() & other.themes.keys())
    return (1, f"zelfde thema ({shared[0]})") if shared else None


def _party(one, other, same_party):
    if same_party:
        return 4, "zelfde betrokkene"
    labels = {label for label in one.labels & other.labels if not PLAIN_LABEL.match(label)}
    return (2, f"zelfde aanduiding ({min(labels)})") if labels else None
