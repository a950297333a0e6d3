"""A text as words that know where they stand, with what the lists say of each."""

import re
from dataclasses import dataclass
from functools import cached_property

from signals.privacyscan import lists

_LETTER = "[^\\W\\d_][\u0300-\u036f]*"
WORD = re.compile(rf"(?:['’](?=[tsn]\b))?(?:{_LETTER})+(?:['’-](?:{_LETTER})+)*")
BEGIN = re.compile(r"(?:^|[.!?:…]['\"’”)]*\s+|[\n\r]\s*|[\"“‘(]|\s-\s|[^\w\s,;.'’()-]\s*)$")
POSSESSIVE = re.compile(r"['’]s$")


@dataclass
class Token:
    """One word: `text` stands at `[start:end]`; `starts` tells that a sentence begins with it."""

    start: int
    end: int
    text: str
    key: str
    starts: bool

    @cached_property
    def parts(self):
        """Of 'Jan-Willem' both names."""
        return [self.key, *self.key.split("-")] if "-" in self.key else [self.key]

    @cached_property
    def capital(self):
        return self.text.lstrip("'’")[:1].isupper()

    @cached_property
    def shouted(self):
        return len(self.text) > 1 and self.text.isupper()

    @cached_property
    def initial(self):
        return (self.text.isupper() and len(self.text) == 1) or self.text in {"Th", "Ch", "IJ", "Sj"}

    @cached_property
    def title(self):
        return self.key in lists.words_of("titles")

    @cached_property
    def particle(self):
        return self.key in lists.words_of("particles")

    @cached_property
    def organisation(self):
        return self.key in lists.words_of("organisations")

    @cached_property
    def other_word(self):
        return self.key in lists.words_of("not_names")

    @cached_property
    def first_name(self):
        return any(part in lists.first_names() for part in self.parts)

    @cached_property
    def surname(self):
        return any(part in lists.surnames() for part in self.parts) or self.surname_shaped

    @cached_property
    def surname_shaped(self):
        """Endings of Frisian, Polish, Turkish and Balkan surnames."""
        return len(self.key) > 6 and self.key.endswith(
            (
                "stra",
                "inga",
                "sma",
                "sema",
                "ski",
                "ska",
                "wicz",
                "czyk",
                "oglu",
                "ovic",
                "ssen",
                "huizen",
                "enko",
            )
        )

    @cached_property
    def of_a_place(self):
        """'Zwijgercollege', 'Gogh-zaal'."""
        return (
            len(self.key) > 5
            and self.key.endswith(tuple(lists.words_of("place_ends")))
            and not self.surname_listed
        )

    @cached_property
    def surname_listed(self):
        return self.key in lists.surnames()

    @cached_property
    def place(self):
        return self.key in lists.places()


def tokens(text):
    """The words of a text in order; a possessive ends where the name does."""
    found = []
    for match in WORD.finditer(text):
        word = without_possessive(match[0])
        before = text[max(0, match.start() - 6) : match.start()]
        starts = not before or bool(BEGIN.search(before))
        found.append(Token(match.start(), match.start() + len(word), word, lists.key(word), starts))
    return found


def without_possessive(word):
    """'Anna' of 'Anna's', and 'Rachid' of 'Rachids' where only that is a name."""
    if len(word) < 4 or word[-1] not in "sS":
        return word
    known = lists.key(word)
    only_without = not _listed(known) and known[:-1] in lists.own_first_names()
    return word[:-1] if only_without else POSSESSIVE.sub("", word)


def _listed(known):
    return known in lists.first_names() or known in lists.surnames()
