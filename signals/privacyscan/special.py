"""Words of special categories (AVG, articles 9 and 10): belief, health, origin, orientation, politics, punishment."""

import re
from functools import cache

from signals.privacyscan.lists import lines
from signals.privacyscan.spans import Kind, Span

PEOPLE = (
    r"(?:afkomst|achtergrond|komaf|origine|man|mannen|vrouw|vrouwen|jongens?|meisjes?|jongeren|jeugd|ouders?|moeder|"
    r"vader|familie|gezin|gezinnen|buurman|buurvrouw|uiterlijk|gemeenschap|bloed|roots)"
)
VOTES = re.compile(
    r"\b(?:stem(?:t|de|men|den)?|lid(?:maatschap)? van|aanhangers?(?: van)?|kiest|kiezers? van|sympathie voor|"
    r"actief (?:voor|bij)|lid is van)\W+(?:(?:altijd|al|de|het|op|vast|meestal)\W+){0,3}$",
    re.IGNORECASE,
)


def special(text):
    """Always: words of our list. Origin and party only where they are said of somebody."""
    spans = [_span(match) for match in _always().finditer(text)]
    spans += [_span(match) for match in _origins().finditer(text)]
    for match in _parties().finditer(text):
        if VOTES.search(text[max(0, match.start() - 50) : match.start()]):
            spans.append(_span(match))
    return spans


def _span(match):
    return Span(match.start(), match.end(), Kind.SPECIAL, match[0])


@cache
def _always():
    words = sorted(lines("special"), key=len, reverse=True)
    ways = "|".join(
        re.escape(word.rstrip("~")) + (r"\w{0,12}" if word.endswith("~") else "") for word in words
    )
    return re.compile(rf"(?<![\w-])(?:{ways})(?!\w)", re.IGNORECASE)


@cache
def _origins():
    """Beside a word for people or their descent; or as all that is said: 'zijn ouders zijn Marokkaans.'"""
    words = "|".join(word + "e?" for line in lines("origins") for word in line.split())
    beside = rf"(?<!\w)(?:{words})(?=\s+{PEOPLE}(?!\w))"
    said = "|".join(rf"(?<=\b{verb}\s)" for verb in ("is", "zijn", "was", "waren", "ben", "half"))
    return re.compile(rf"{beside}|(?:{said})(?:{words})(?=\s*(?:[,.;:!?)]|$|en\b|of\b))", re.IGNORECASE)


@cache
def _parties():
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(lines('parties'), key=len, reverse=True)))})(?!\w)"
    )
