"""Who is who: names that mean one person get one letter, and can be replaced by it everywhere.

The rule. A first name with a surname is a person; the same surname with another first name is another person. Only a
surname, with or without title or initials ('meneer Jansen', 'P. Jansen', 'Jansen'), or only a first name ('Piet') means
the first person in the text who has it; initials must agree with the first name. Everybody else is a person of his own.
Letters follow the order of the text; one that is in use already ('persoon B' in the text or at a party) is passed over.
"""

import re
from dataclasses import dataclass, field
from itertools import count

from signals.privacyscan.lists import key
from signals.privacyscan.spans import Kind
from signals.privacyscan.tokens import tokens

LABEL = re.compile(r"\bpersoon ([A-Z]{1,2})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """What a name says: keys of first name and surname, and initials; a bare word may be either."""

    first: str = ""
    last: str = ""
    initial: str = ""
    bare: str = ""


@dataclass
class Person:
    """A person in some texts: `places` are (field, Span)."""

    label: str
    mention: Mention
    places: list = field(default_factory=list)

    @property
    def name(self):
        """The fullest way in which the texts name him: with a first name if possible."""
        return max(self.names, key=lambda name: (bool(mention_of(name).first), len(name)))

    @property
    def names(self):
        """All ways, in order of the text, each once."""
        return list(dict.fromkeys(span.text for _, span in self.places))


def mention_of(name):
    """Takes a name apart, without titles and particles."""
    words = tokens(name)
    titled = any(word.title for word in words)
    initials = [word.key for word in words if word.initial]
    rest = [word.key for word in words if not (word.title or word.particle or word.initial)]
    if not rest:
        return Mention(bare=key(name))
    if titled or initials:
        first = rest[0] if len(rest) > 1 else ""
        return Mention(first, rest[-1], initials[0][0] if initials else "")
    return Mention(rest[0], rest[-1]) if len(rest) > 1 else Mention(bare=rest[0])


def same(known, mention):
    """Whether a mention can mean a person who is known by another."""
    if mention.bare:
        return mention.bare in {known.first, known.last, known.bare}
    if known.bare:
        return known.bare in {mention.last, mention.first}
    if known.last != mention.last:
        return False
    if known.first and mention.first:
        return known.first == mention.first
    initials = known.initial or known.first[:1], mention.initial or mention.first[:1]
    return not all(initials) or initials[0] == initials[1]


def persons_in(found, *, known=(), used=()):
    """The persons of some texts.

    `found` is {field: list of Span} in the order of the page, `known` (label, name) of earlier persons, `used` texts
    in which labels may stand already. Gives a list of Person in order of their first place.
    """
    mentions = [
        (place, span, mention_of(span.text))
        for place in found
        for span in found[place]
        if span.kind == Kind.NAME
    ]
    people = [Person(label, mention_of(name)) for label, name in known]
    people += _full_names(mentions, people)
    for place, span, mention in mentions:
        person = next((one for one in people if same(one.mention, mention)), None)
        if person is None:
            person = Person("", mention)
            people.append(person)
        person.places.append((place, span))
    present = [person for person in people if person.places]
    return _with_labels(_in_order(present, mentions), [label for label, _ in known], used)


def _full_names(mentions, people):
    """First those who are named in full, so that 'Jansen' finds 'Piet Jansen' further on."""
    made = []
    for _, _, mention in mentions:
        if mention.first and mention.last and not any(same(one.mention, mention) for one in [*people, *made]):
            made.append(Person("", mention))
    return made


def _in_order(people, mentions):
    order = {id(span): number for number, (_, span, _) in enumerate(mentions)}
    return sorted(people, key=lambda person: min(order[id(span)] for _, span in person.places))


def _with_labels(people, labels, used):
    taken = {label.casefold() for label in labels}
    taken |= {match[0].casefold() for text in used for match in LABEL.finditer(text)}
    free = (label for label in map(_label, count()) if label.casefold() not in taken)
    for person in people:
        person.label = person.label or next(free)
    return people


def _label(number):
    """persoon A … persoon Z, persoon AA …"""
    letters = chr(ord("A") + number % 26)
    return f"persoon {chr(ord('A') + number // 26 - 1)}{letters}" if number >= 26 else f"persoon {letters}"


def replaced(texts, person):
    """The texts ({field: text}) with the label in every place of that person, capital where a sentence starts."""
    changed = dict(texts)
    for place, span in sorted(person.places, key=lambda one: -one[1].start):
        text = changed[place]
        changed[place] = text[: span.start] + label_at(person.label, text, span) + text[span.end :]
    return changed


def label_at(label, text, span):
    """'Persoon A' where a sentence begins."""
    before = text[: span.start].rstrip()
    return label[0].upper() + label[1:] if not before or before[-1] in ".!?" else label
