"""What the overview and the log show, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from audit.models import Entry
from audit.words import ACTIONS, KINDS
from partners.models import User

SHOWN_NUMBERS = 5
LISTED = {
    "action": "acties",
    "case": "casussen",
    "journal_entry": "aantekeningen in een journaal",
    "log": "het log",
    "meeting": "overleggen",
    "signal": "signalen",
}


@dataclass(frozen=True)
class Line:
    """An entry of the log in words."""

    entry: Entry
    at: datetime
    who: str
    action: str
    what: str


def log_lines(entries):
    """The entries in words, with the names of who did it in one query."""
    entries = list(entries)
    names = dict(User.objects.filter(pk__in={entry.actor_id for entry in entries}).values_list("pk", "name"))
    return [
        Line(
            entry=entry,
            at=entry.at,
            who=names.get(entry.actor_id, "systeem of bezoeker"),
            action=ACTIONS.get(entry.action, entry.action),
            what=_what(entry),
        )
        for entry in entries
    ]


def _what(entry):
    if entry.kind:
        return f"{KINDS.get(entry.kind, entry.kind)} {entry.number}".strip()
    shown = entry.details.get("shown", [])
    if shown:
        more = f" en {len(shown) - SHOWN_NUMBERS} meer" if len(shown) > SHOWN_NUMBERS else ""
        return f"{_listed(entry)}: {', '.join(shown[:SHOWN_NUMBERS])}{more}"
    return _listed(entry)


def _listed(entry):
    """Of which kind a list was shown."""
    kind = entry.details.get("kind", "")
    return LISTED.get(kind, KINDS.get(kind, ""))
