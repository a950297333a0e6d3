"""What a source yields."""

from dataclasses import dataclass
from datetime import datetime

from meetings.models import ItemKind
from meetings.proposals.order import Parts
from signals.privacyscan import LONGEST, scan
from signals.privacyscan.spans import Kind

ASK = "Wat weet uw organisatie over deze situatie? Wat deed u al?"


@dataclass(frozen=True)
class Thing:
    """One source object of a proposal. `key` names it for ever; `since` is when it last became something to propose."""

    key: str
    since: datetime
    signal_id: int | None = None
    case_id: int | None = None


@dataclass(frozen=True)
class Proposal:
    """A subject for an agenda. Title and reason stand on the agenda, so they name nobody."""

    kind: str  # in words, for the page
    title: str
    reason: str
    parts: Parts
    things: tuple
    signals: tuple = ()
    case: object = None
    actions: tuple = ()
    organisations: tuple = ()  # ids of who comes to the table, besides the standing tables
    theme_ids: frozenset = (
        frozenset()
    )  # which standing tables fit; none of a case: there only its partners sit
    municipality_ids: frozenset = frozenset()
    question: str = ASK
    item_kind: str = ItemKind.TOPIC
    minutes: int = 15
    remembers: bool = (
        False  # its source cannot see that it stands on an agenda: the record of accepting it says so
    )

    @property
    def key(self):
        """All that it is about: when that changed, it is another proposal."""
        return " ".join(thing.key for thing in self.things)

    @property
    def anchor(self):
        return f"voorstel-{self.things[0].key}"

    @property
    def takes_standing_tables(self):
        return bool(self.theme_ids or self.municipality_ids)


def without_names(title, otherwise):
    """A title for the agenda, or another when the privacy scan finds something personal in it."""
    found = {span.kind for span in scan(title[:LONGEST])} - {Kind.SPECIAL}
    return otherwise[:120] if found else title[:120]


def counted(number, one, more):
    return f"{number} {one if number == 1 else more}"
