"""What somebody typed in the search box, understood: words, "phrases", begin*, -without and numbers."""

import operator
import re
from dataclasses import dataclass
from functools import cached_property, reduce

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

CONFIG = "dutch"
SHORTEST_BEGIN = 3
MOST_TERMS = 20
TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
NUMBER = re.compile(r"(?:S-)?(\d{4}-\d{3,7})(\*?)", re.IGNORECASE)
# PostgreSQL leaves these out of the index, but not the words that begin so: "over*" finds the overlast.
LEFT_OUT = """
    aan alles als altijd andere ben bij daar dan dat der deze die dit doch doen door dus een eens
    geen geweest haar had heb hebben heeft hem het hier hij hoe hun iemand iets kan kon kunnen maar
    meer men met mij mijn moet naar niet niets nog omdat onder ons ook over reeds tegen toch toen
    tot uit van veel voor want waren was wat werd wezen wie wil worden wordt zal zelf zich zij zijn
    zonder zou
"""
NO_WORDS = "Typ minstens één woord om op te zoeken. Een woord met een min ervoor laat alleen weg."
SHORT_BEGIN = "Typ minstens drie letters voor het sterretje."


@dataclass(frozen=True)
class Term:
    """One word or phrase; `excluded` with a minus before it, `begins` with a star behind it."""

    text: str
    phrase: bool = False
    begins: bool = False
    excluded: bool = False

    @property
    def number(self):
        """The number of a signal, or how it begins; empty when this is a word."""
        found = not self.phrase and NUMBER.fullmatch(self.text)
        return f"S-{found[1]}" if found else ""

    @property
    def query(self):
        if self.begins:
            quoted = "'" + self.text.replace("\\", "\\\\").replace("'", "''") + "':*"
            config = "simple" if self.text.lower() in LEFT_OUT.split() else CONFIG
            return SearchQuery(quoted, config=config, search_type="raw")
        return SearchQuery(self.text, config=CONFIG, search_type="phrase" if self.phrase else "plain")


class Words:
    """The terms of a search, and the conditions that they make."""

    def __init__(self, typed):
        terms = (self._term(*found) for found in TERM.findall(typed))
        self.terms = [term for term in terms if re.search(r"\w", term.text)][:MOST_TERMS]
        self.typed = typed

    @staticmethod
    def _term(minus, phrase, word):
        if phrase:
            return Term(phrase, phrase=True, excluded=bool(minus))
        return Term(word.rstrip("*"), begins=word.endswith("*"), excluded=bool(minus))

    def _some(self, *, excluded):
        return [term for term in self.terms if term.excluded == excluded and not term.number]

    @property
    def has_beginning(self):
        """Whether it asks for the beginning of a word."""
        return any(term.begins for term in self._some(excluded=False))

    @cached_property
    def wanted(self):
        """The query of what must be there, or None."""
        return self._together(operator.and_, [term.query for term in self._some(excluded=False)])

    @cached_property
    def unwanted(self):
        """The query of what may not be there, or None."""
        return self._together(operator.or_, [term.query for term in self._some(excluded=True)])

    @cached_property
    def asked(self):
        """The query of both, for one source, or None."""
        left_out = [
            ~term.query for term in self._some(excluded=True)
        ]  # one by one: a combination has no opposite
        return self._together(operator.and_, [term.query for term in self._some(excluded=False)] + left_out)

    @staticmethod
    def _together(how, queries):
        return reduce(how, queries) if queries else None

    @cached_property
    def plain(self):
        """The single words that must be there: those that may hold a typing error."""
        return [
            term.text.lower()
            for term in self._some(excluded=False)
            if not (term.phrase or term.begins) and term.text.isalpha()
        ]

    @property
    def problem(self):
        """A sentence when this cannot be searched for; else empty."""
        if any(term.begins and len(term.text) < SHORTEST_BEGIN for term in self.terms):
            return SHORT_BEGIN
        return "" if any(not term.excluded for term in self.terms) else NO_WORDS

    def of_number(self):
        """The condition on the number: one of those typed, and none of those with a minus."""
        condition = Q()
        for term in self.terms:
            if term.number and not term.excluded:
                condition |= Q(**{f"number{'__startswith' if term.begins else ''}": term.number})
        for term in self.terms:
            if term.number and term.excluded:
                condition &= ~Q(**{f"number{'__startswith' if term.begins else ''}": term.number})
        return condition
