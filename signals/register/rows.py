"""A row of a register becomes the fields of a signal, or sentences about what is wrong. Never both."""

import hashlib
import hmac
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from signals.models import Outcome, SafeStatus
from signals.privacyscan import LONGEST, scan
from signals.register.columns import BY_NAME, CHOSEN, TEXTS, folded
from signals.register.values import NO, TO_WEIGH, YES, Known, moment_of
from signals.transitions import SAFE_STATUS

FIRST_YEAR = 2000
OTHER = "anders"
MISSING = {
    "observed_on": "De datum ontbreekt. Vul die in.",
    "municipality": "De gemeente ontbreekt. Vul die in.",
    "facts": "De omschrijving ontbreekt. Schrijf in één zin wat er is gezien of gehoord.",
}
NO_DATE = "Wij herkennen deze datum niet. Schrijf die als 14-03-2024."
IN_FUTURE = "Deze datum ligt in de toekomst. Verbeter die."
TOO_OLD = "Deze datum ligt voor het jaar 2000. Verbeter die of haal de rij weg."
TOO_LONG = "Deze tekst is langer dan {} tekens. Maak die korter."
NOT_OURS = "Deze gemeente kennen wij niet of hoort niet bij uw huis. Verbeter die, of kies bij Waarden wat is bedoeld."
NOT_KNOWN = "Deze waarde kennen wij niet. Kies bij Waarden wat is bedoeld, of laat die daar weg."
THREAT = "In het register staat bij dit signaal dat er dreiging was."
TAKEN_OVER = "Overgenomen uit het register van het huis. Daar stond: {}"


@dataclass(frozen=True)
class Matching:
    """How the columns of a file are read: {number as text: field}, their names, and what the house knows."""

    columns: dict
    headers: list
    known: Known


@dataclass
class Row:
    """A row that was understood: `fields` of the signal as the database takes them; with `problems` it becomes none."""

    line: int
    fields: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    identity: str = ""
    reference: str = ""
    organisation: int | None = None
    personal: list = field(default_factory=list)


def understood(matching, line, cells):
    """The Row of these cells."""
    cell = {name: cells[int(number)] for number, name in matching.columns.items()}
    header = {name: matching.headers[int(number)] for number, name in matching.columns.items()}
    row = Row(line)
    _check_missing(row, cell, header)
    _check_length(row, cell, header)
    moments = {name: _moment(row, name, cell, header) for name in ("observed_on", "reported_on")}
    codes = {name: _codes(row, name, cell, header, matching.known) for name in CHOSEN}
    if not row.problems:
        _fill(row, cell, moments, codes)
    return row


def _check_missing(row, cell, header):
    for name, sentence in MISSING.items():
        if not cell.get(name):
            row.problems.append([header[name], sentence])


def _check_length(row, cell, header):
    for name, text in cell.items():
        if len(text) > BY_NAME[name].longest:
            row.problems.append([header[name], TOO_LONG.format(BY_NAME[name].longest)])


def _moment(row, name, cell, header):
    text = cell.get(name, "")
    if not text:
        return None
    moment = moment_of(text)
    sentence = NO_DATE if moment is None else _outside(moment)
    if sentence:
        row.problems.append([header[name], sentence])
    return moment


def _outside(moment):
    if timezone.localdate(moment) > timezone.localdate():
        return IN_FUTURE
    return TOO_OLD if moment.year < FIRST_YEAR else ""


def _codes(row, name, cell, header, known):
    """What a value of a list stands for. A municipality must be known; the others may be left out by choice."""
    value = cell.get(name, "")
    if not value:
        return []
    codes = known.meant(name, value)
    if codes is None or (name == "municipality" and not codes):
        row.problems.append([header[name], NOT_OURS if name == "municipality" else NOT_KNOWN])
    return codes or []


def _fill(row, cell, moments, codes):
    texts = {name: cell.get(name, "") for name in TEXTS}
    observed = moments["observed_on"]
    row.reference = " ".join(cell.get("reference", "").split())
    row.organisation = int(codes["organisation"][0]) if codes["organisation"] else None
    row.fields = texts | {
        "title": texts["title"] or first_words(texts["facts"]),
        "municipality_id": int(codes["municipality"][0]),
        "themes": [int(code) for code in codes["themes"]],
        "reporter_function": (codes["reporter_function"] or [OTHER])[0],
        "observed_on": timezone.localdate(observed).isoformat(),
        "submitted_at": min(moments["reported_on"] or observed, timezone.now()).isoformat(),
        **_threat(texts["threat"]),
        **_outcome(codes["outcome"], cell.get("outcome", "")),
    }
    row.identity = _identity(row)


def first_words(text, longest=120):
    """A title out of the first line of a text."""
    line = text.strip().split("\n")[0]
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"


def _threat(text):
    if folded(text) in NO:
        return {"has_threat": False, "threat": ""}
    return {"has_threat": True, "threat": THREAT if folded(text) in YES else text}


def _outcome(codes, value):
    """Without one it still has to be weighed."""
    outcome = codes[0] if codes and codes[0] != TO_WEIGH else ""
    status = SAFE_STATUS[Outcome(outcome)] if outcome else SafeStatus.RECEIVED
    return {
        "outcome": outcome,
        "reason": TAKEN_OVER.format(value) if outcome else "",
        "safe_status": str(status),
    }


def _identity(row):
    """By what a row is known again: the reference of the house, else what it says, when and where. In a keyed hash."""
    if row.reference:
        return "k:" + _hash_of(row.reference.casefold())
    return "h:" + _hash_of(
        repr((row.fields["observed_on"], row.fields["municipality_id"], folded(row.fields["facts"])))
    )


def _hash_of(text):
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def personal_columns(matching, cells):
    """Names of the columns in which the privacy scan finds something about a person."""
    texts = {
        matching.headers[int(number)]: cells[int(number)][:LONGEST]
        for number, name in matching.columns.items()
        if name in TEXTS
    }
    return [header for header, text in texts.items() if text and scan(text)]
