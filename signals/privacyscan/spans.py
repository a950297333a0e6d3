"""What the privacy scan finds: a piece of a text, and of what kind it is."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 100_000  # characters; ten times the longest field of a form


class TextTooLong(ValueError):
    """The text is longer than LONGEST: scan it in parts."""


class Kind(StrEnum):
    """Kinds of personal data, the surest first: where two overlap, the first of this list stays."""

    EMAIL = "email"
    IBAN = "iban"
    BSN = "bsn"
    PHONE = "phone"
    PLATE = "plate"
    BIRTH = "birth"
    ADDRESS = "address"
    NAME = "name"
    SPECIAL = "special"

    @property
    def label(self):
        """In Dutch, as the page says it."""
        return LABELS[self]


LABELS = {
    Kind.EMAIL: "e-mailadres",
    Kind.IBAN: "rekeningnummer",
    Kind.BSN: "burgerservicenummer",
    Kind.PHONE: "telefoonnummer",
    Kind.PLATE: "kenteken",
    Kind.BIRTH: "geboortedatum",
    Kind.ADDRESS: "adres",
    Kind.NAME: "naam",
    Kind.SPECIAL: "gevoelig gegeven",
}
ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, order=True)
class Span:
    """`text` is what stands at `[start:end]`, counted in characters (code points) as Python counts them."""

    start: int
    end: int
    kind: Kind
    text: str

    def touches(self, other):
        return self.start < other.end and other.start < self.end


def settled(spans):
    """Without overlap: the surer kind stays, of one kind the longer, of one length the earlier."""
    kept = []
    taken = set()
    for span in sorted(set(spans), key=lambda one: (ORDER[one.kind], one.start - one.end, one.start)):
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept)


def utf16(text, place):
    """The same place in a text as JavaScript counts it: a character outside the first 65,536 is two there."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
