"""Finds personal data in free Dutch text: in this process, without network, without keeping anything.

    >>> scan("Piet Jansen belt met 06-12345678.")
    [Span(start=0, end=11, kind=Kind.NAME, text='Piet Jansen'), Span(start=21, end=32, kind=Kind.PHONE, …)]

How well it does so stands in docs/privacyscan.md, why this way in docs/adr/0005-privacyscan.md. It helps somebody to
look again at what he wrote; it proves nothing about a text in which it finds nothing.
"""

from signals.privacyscan import numbers, places
from signals.privacyscan.names import names
from signals.privacyscan.persons import Person, label_at, persons_in, replaced
from signals.privacyscan.spans import LONGEST, Kind, Span, TextTooLong, settled, utf16
from signals.privacyscan.special import special

__all__ = [
    "LONGEST",
    "Kind",
    "Person",
    "Span",
    "TextTooLong",
    "label_at",
    "persons_in",
    "replaced",
    "scan",
    "utf16",
]


def scan(text):
    """The personal data in a text: a list of Span in order, none overlapping, always the same for the same text.

    Raises TextTooLong above LONGEST characters. Any text will do: empty, with NUL, with half an emoji.
    """
    if len(text) > LONGEST:
        raise TextTooLong(f"{len(text)} characters; at most {LONGEST}")
    found = names(text)
    spans = [
        *numbers.emails(text),
        *numbers.ibans(text),
        *numbers.bsns(text),
        *numbers.phones(text),
        *numbers.plates(text),
        *places.birth_dates(text, found),
        *places.addresses(text),
        *found,
        *special(text),
    ]
    return settled(spans)
