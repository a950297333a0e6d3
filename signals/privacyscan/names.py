"""Names of persons: lists, and the words around them.

The rules, in order; the first that fits takes its words:
1. a title ('meneer', 'mw.') with what follows it;
2. initials with a surname;
3. a known first name, with particles and a surname when they follow;
4. what follows a word such as 'oom' or 'wethouder';
5. 'El …', 'Van der …';
6. a word with a capital before a known surname;
7. a known surname with a capital.
At last: words of a name found elsewhere in the same text. Without capitals only a title with a known name, a first name
with a surname, and sure first names count.
"""

import re

from signals.privacyscan import lists
from signals.privacyscan.spans import Kind, Span
from signals.privacyscan.tokens import tokens

SPACE = re.compile(r"[ \t\u00a0]{1,3}")
SPACE_OR_DOT = re.compile(r"\.?[ \t\u00a0]{0,3}")
AFTER_A_CUE = re.compile(r",?[ \t\u00a0]+")
MOST = 6  # initials, particles, titles or first names in one name: keeps the work in step with the length of the text
ARTICLES = {"de", "het", "een", "'t", "dit", "dat", "deze", "die", "onze", "geen", "elke"}
SURNAME_PARTICLES = {"el", "al", "ait", "ben", "van", "de", "ter", "ten", "von", "den", "der"}


def names(text):
    return NameFinder(text).find()


class NameFinder:
    """Walks once over the words of a text; every rule takes a place and gives the place after the name, or None."""

    RULES = ("by_title", "by_initials", "by_first_name", "by_cue", "by_particle", "by_pair", "by_surname")

    def __init__(self, text):
        self.text, self.tokens = text, tokens(text)
        self.barred = {place for match in lists.idioms().finditer(text) for place in range(*match.span())}
        self.found, self.named = [], set()

    def find(self):
        here = 0
        while here < len(self.tokens):
            here = self._name_at(here)
        self._say_again()
        return [Span(start, end, Kind.NAME, self.text[start:end]) for start, end in self.found]

    def _name_at(self, here):
        token = self.tokens[here]
        if not (token.capital or token.title or token.key in lists.words_of("cues") or token.first_name):
            return here + 1
        for rule in self.RULES:
            answer = getattr(self, rule)(here)
            if answer:
                start, end = answer
                return self._keep(start, end)
        return here + 1

    def _keep(self, start, end):
        place, stop = self.tokens[start].start, self.tokens[end - 1].end
        if not self._part_of_a_place(start, end) and self.barred.isdisjoint(range(place, stop)):
            self.found.append((place, stop))
            self.named.update(range(start, end))
        return end

    def _part_of_a_place(self, start, end):
        """'Willem de Zwijgercollege', 'Jan van Goyenstraat 3', 'Den Helder'."""
        first, last = self.tokens[start], self.tokens[end - 1]
        whole = lists.key(self.text[first.start : last.end])
        return (last.of_a_place and not first.title) or (end > start + 1 and whole in lists.places())

    # -- what may follow

    def _gap(self, here, pattern=SPACE):
        """Whether the words here and before it stand beside each other."""
        if not 0 < here < len(self.tokens):
            return False
        return bool(pattern.fullmatch(self.text, self.tokens[here - 1].end, self.tokens[here].start))

    def _surname_from(self, here, *, lower=False, first_gap=SPACE):
        """The place after particles and a surname that begin here; None when there is none."""
        at, gap = here, first_gap
        while at < min(len(self.tokens), here + MOST) and self._gap(at, gap) and self.tokens[at].particle:
            at, gap = at + 1, SPACE
        if not self._gap(at, gap):
            return None
        return at + 1 if self._is_surname(self.tokens[at], lower, at > here) else None

    @staticmethod
    def _is_surname(token, lower, after_particle):
        if token.initial or token.title:
            return False
        if token.capital:
            known = token.surname or token.first_name
            return known or (not token.place and not token.organisation and not token.other_word)
        return lower and token.surname_listed and (after_particle or not token.other_word)

    def _sentence_case(self, here):
        token = self.tokens[here]
        return token.capital and not token.starts

    def _before(self, here):
        return self.tokens[here - 1] if self._gap(here) else None

    # -- the rules

    def by_title(self, here):
        if not self.tokens[here].title:
            return None
        start, at = here, here + 1
        if self.tokens[here].key == "heer" and self._before(here) and self._before(here).key == "de":
            start = here - 1
        while (
            at < min(len(self.tokens), here + MOST) and self._gap(at, SPACE_OR_DOT) and self.tokens[at].title
        ):
            at += 1
        at = self._past_initials(at)
        end = self._surname_from(at, lower=True, first_gap=SPACE_OR_DOT)
        end = end or self._known_after_title(at)
        return (start, self._and_another(end)) if end else None

    def _known_after_title(self, at):
        if not self._gap(at, SPACE_OR_DOT):
            return None
        token = self.tokens[at]
        known = token.surname_listed or token.first_name
        return at + 1 if known and not token.other_word and (token.capital or len(token.key) > 3) else None

    def _and_another(self, end):
        """'meneer Piet Jansen', 'mevrouw De Vries Bakker'."""
        further = self._surname_from(end)
        return further or end

    def _past_initials(self, at):
        last = min(len(self.tokens), at + MOST)
        while at < last and self.tokens[at].initial and self._gap(at, SPACE_OR_DOT):
            at += 1
        return at

    def by_initials(self, here):
        if not self.tokens[here].initial:
            return None
        at = self._past_initials(here + 1)
        dotted = self.text[self.tokens[at - 1].end : self.tokens[at - 1].end + 1] == "."
        end = self._surname_from(at, first_gap=SPACE_OR_DOT) if dotted else None
        return (here, end) if end else None

    def by_first_name(self, here):
        token = self.tokens[here]
        if not token.first_name or (token.particle and not token.capital):
            return None
        return self._capital_name(here) if token.capital else self._lower_name(here)

    def _capital_name(self, here):
        if self.tokens[here].shouted and self.tokens[here].other_word:
            return None
        at, last = here + 1, min(len(self.tokens), here + MOST)
        while at < last and self._gap(at) and self.tokens[at].capital and self.tokens[at].first_name:
            at += 1
        end = self._surname_from(self._past_initials(at)) or at
        alone = end == here + 1
        return None if alone and not self._stands_alone(here) else (here, end)

    def _stands_alone(self, here):
        """Whether one word with a capital is a first name, and not another word that it could be too."""
        token, before = self.tokens[here], self._before(here)
        if token.shouted or token.place or (token.other_word and token.starts):
            return False
        if token.other_word and before is not None and before.capital:
            return False
        return before is None or not (before.organisation or before.key in {"de", "het", "een"})

    def _lower_name(self, here):
        token = self.tokens[here]
        sure = token.key in lists.own_first_names()
        known = token.key in lists.words_of("first_names") and not token.other_word
        end = self._surname_from(here + 1, lower=True) if known else None
        if (
            not end
            and sure
            and self._gap(here + 1)
            and self.tokens[here + 1].key in lists.words_of("surnames")
        ):
            end = here + 2
        if end and self.tokens[end - 1].capital:
            end = None
        if end or sure:
            return here, end or here + 1
        return None

    def by_cue(self, here):
        """'Oom Gerard', 'de imam, Abdullah Saidi', 'een jongen die Jordy heet'."""
        if here + 1 >= len(self.tokens) or self.tokens[here].key not in lists.words_of("cues"):
            return None
        follows = self.tokens[here + 1]
        if not self._gap(here + 1, AFTER_A_CUE) or not follows.capital or follows.shouted:
            return None
        end = self._surname_from(here + 1, first_gap=AFTER_A_CUE)
        return (here + 1, self._and_another(end)) if end else None

    def by_particle(self, here):
        token = self.tokens[here]
        if (
            not token.capital
            or token.key not in SURNAME_PARTICLES
            or (token.starts and not self._surely_a_particle(here))
        ):
            return None
        end = self._surname_from(here + 1)
        known = (
            end
            and (self.tokens[end - 1].surname or token.key in {"el", "ait"})
            and not self.tokens[end - 1].place
        )
        return (here, end) if known else None

    def _surely_a_particle(self, here):
        """Also at the start of a sentence: 'El …', 'Ait …', 'Van der …', 'Van den …'."""
        follows = self.tokens[here + 1].key if self._gap(here + 1) else ""
        return self.tokens[here].key in {"el", "ait"} or follows in {"der", "den"}

    def by_pair(self, here):
        """A word that is in no list, before a known surname: 'Marja Keizer'."""
        token, before = self.tokens[here], self._before(here)
        if not self._sentence_case(here) or token.other_word or token.place or token.shouted or token.title:
            return None
        if (
            token.organisation
            or (before and (before.organisation or before.key in ARTICLES))
            or not self._gap(here + 1)
        ):
            return None
        last = self.tokens[here + 1]
        known = last.capital and last.surname_listed and not last.organisation and not last.place
        return (here, here + 2) if known and not last.shouted else None

    def by_surname(self, here):
        token, before = self.tokens[here], self._before(here)
        if not token.capital or token.shouted or token.place or not token.surname or token.title:
            return None
        if token.starts and (token.other_word or len(token.key) < 5):
            return None
        if before and (
            (before.organisation or before.key in ARTICLES) or (before.capital and not before.starts)
        ):
            return None
        return None if token.other_word and not self._surely_somebody(before) else (here, here + 1)

    @staticmethod
    def _surely_somebody(before):
        return before is not None and before.key in {
            "volgens",
            "van",
            "met",
            "tegen",
            "door",
            "namens",
            "familie",
        }

    # -- once more

    def _say_again(self):
        """A word of a name that was found is a name wherever it stands with a capital."""
        named = [self.tokens[index] for index in self.named]
        said = {token.key for token in named if len(token.key) > 3 and not (token.other_word or token.title)}
        for index, token in enumerate(self.tokens):
            if index not in self.named and token.capital and token.key in said and not token.place:
                self.found.append((token.start, token.end))
