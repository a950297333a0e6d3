"""Lists of signals as files. The rows are read piece by piece, each piece again as the person who asked."""

import csv
import io
import re
import tempfile
from itertools import islice

from django.utils import timezone
from openpyxl import Workbook

from signals.models import Signal
from signals.queries import rows_of
from zvh.actor import acting_as

MOST = 10_000
PIECE = 500
MORE = "Er zijn meer signalen dan er in één bestand gaan: dit zijn de eerste 10.000. Kies meer filters."
UNSAFE = ("=", "+", "-", "@", "\t", "\r", "\n")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST_CELL = 32_000  # of Excel: 32,767

# heading, and the value of a row of the list
COLUMNS = (
    ("Nummer", lambda row: row.signal.number),
    ("Waar gaat het om", lambda row: row.signal.title),
    ("Gemeente", lambda row: row.signal.municipality.name),
    ("Thema", lambda row: ", ".join(theme.name for theme in row.signal.themes.all())),
    (
        "Organisatie van de melder",
        lambda row: row.signal.organisation.name if row.signal.organisation else "",
    ),
    ("Functie van de melder", lambda row: row.signal.get_reporter_function_display()),
    ("Gemeld op", lambda row: _moment(row.signal.submitted_at)),
    ("Status", lambda row: row.signal.get_safe_status_display()),
    ("Gezien op", lambda row: f"{row.signal.observed_on:%d-%m-%Y}"),
    ("Plaats of wijk", lambda row: row.signal.place),
    ("Gezien of gehoord", lambda row: row.signal.facts),
    ("Betekenis", lambda row: row.signal.meaning),
    ("Wijst op het tegendeel", lambda row: row.signal.contradiction),
    ("Over wie of wat", lambda row: row.signal.get_subject_kind_display()),
    ("Waar het speelde", lambda row: row.signal.get_channel_display()),
    ("Hoe bekend", lambda row: row.signal.get_known_by_display()),
    ("Aanleiding", lambda row: row.signal.trigger),
    ("Dreiging", lambda row: row.signal.threat if row.signal.has_threat else ""),
    ("Kwetsbaarheid", lambda row: row.signal.vulnerability),
    ("Al gedaan", lambda row: row.signal.steps_taken),
    ("Betrouwbaarheid bron", lambda row: row.signal.get_source_reliability_display()),
    ("Betrouwbaarheid informatie", lambda row: row.signal.get_information_reliability_display()),
    ("Regime", lambda row: row.signal.get_regime_display()),
)
OF_DESK = (
    ("Weging", lambda row: row.weighing.get_state_display() if row.weighing else ""),
    ("Wegen voor", lambda row: f"{row.due_on:%d-%m-%Y}" if row.due_on else ""),
    ("Te laat", lambda row: row.late),
    ("Uitkomst", lambda row: row.weighing.get_outcome_display() if row.weighing else ""),
)


def _moment(at):
    return f"{timezone.localtime(at):%d-%m-%Y %H:%M}"


def defused(text):
    """Text that a spreadsheet does not run as a formula: such a beginning gets an apostrophe before it."""
    text = CONTROL.sub("", str(text))[:LONGEST_CELL]
    return f"'{text}" if text.lstrip(" ").startswith(UNSAFE) else text


def numbers_of(ids):
    """The signals with only their number, in this order: what the log names."""
    found = Signal.objects.only("number").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def lines(user, ids, *, more, weighs):
    """Lists of texts: the headings, a line for each signal the person may see at that moment, and what is left out."""
    columns = COLUMNS + (OF_DESK if weighs else ())
    yield [heading for heading, _ in columns]
    for start in range(0, len(ids), PIECE):
        with acting_as(user):
            rows = rows_of(ids[start : start + PIECE])
            made = [[defused(value(row)) for _, value in columns] for row in rows]
        yield from made
    if more:
        yield [MORE]


def csv_of(user, ids, *, more, weighs):
    """Pieces of a CSV file as a Dutch spreadsheet reads it: semicolons, UTF-8 with a mark."""
    yield "\ufeff".encode()
    made = lines(user, ids, more=more, weighs=weighs)
    while piece := list(islice(made, PIECE)):
        yield csv_text(piece).encode()


def csv_text(rows):
    """Lines of CSV; every value between quotes."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def excel_of(user, ids, *, more, weighs):
    """Pieces of an Excel file: its rows are written to disk one by one, and it is sent when the last is there."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Signalen")
    for line in lines(user, ids, more=more, weighs=weighs):
        sheet.append(line)
    with tempfile.TemporaryFile() as made:
        book.save(made)
        made.seek(0)
        while piece := made.read(64_000):
            yield piece


KINDS = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "xlsx": (excel_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def name_of(kind):
    return f"signalen-{timezone.localdate():%Y-%m-%d}.{kind}"
