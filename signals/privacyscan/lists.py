"""The word lists, read at the first scan of a process and kept: about 20,000 names in a few megabytes.

First names, surnames and Dutch places come from the package Faker (MIT); what it misses stands in `words/`.
"""

import re
import unicodedata
from functools import cache
from importlib import import_module
from pathlib import Path

WORDS = Path(__file__).parent / "words"
# The languages whose names one meets most in the Netherlands, in Latin letters.
LOCALES = (
    "nl_NL", "nl_BE", "de_DE", "fr_FR", "en_GB", "tr_TR", "pl_PL", "fr_DZ", "en_PK", "en_IN", "es_ES", "hr_HR",
    "ro_RO", "id_ID", "tw_GH",
)  # fmt: skip
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "’": "'"})


def key(word):
    """A word as the lists know it: lower case, without accents. 'Yılmaz' and 'YILMAZ' are both 'yilmaz'."""
    folded = word.casefold() if not word.isascii() else word.lower()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(_PLAIN)


def lines(name):
    """The lines of one of our own lists, without remarks."""
    text = (WORDS / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def words_of(name):
    """The keys of all words of one of our own lists."""
    return frozenset(key(word) for line in lines(name) for word in line.split())


def _from_package(part):
    """What the package calls first_names…, last_names…; each list may be a tuple, list or mapping of words."""
    found = set()
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for name, value in vars(provider).items():
            if part in name and not isinstance(value, str) and hasattr(value, "__iter__"):
                found.update(value)
    return found


@cache
def first_names():
    """Keys of single first names; of 'Jan-Willem' both parts."""
    known = {key(part) for name in _from_package("first_names") for part in re.split(r"[ -]", name)}
    return frozenset({name for name in known if len(name) > 1} | words_of("first_names"))


@cache
def own_first_names():
    """The surest of them: those of our own list, that are no other word. Also known without a capital."""
    return frozenset(name for name in words_of("first_names") if len(name) > 4) - words_of("not_names")


@cache
def surnames():
    """Keys of the last word of a surname: 'van den Berg' is 'berg'."""
    known = {key(name).split()[-1] for name in _from_package("last_names") if name.strip()}
    return frozenset({name for name in known if len(name) > 1} | words_of("surnames"))


@cache
def places():
    """Dutch places and neighbourhoods, each a key of one or more words."""
    cities = import_module("faker.providers.address.nl_NL").Provider.cities
    return frozenset({key(city) for city in cities} | set(lines("places")))


@cache
def idioms():
    """One pattern of everything that holds a first name and is nobody."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, lines('idioms')))})", re.IGNORECASE)
