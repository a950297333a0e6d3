"""Files that a register gives: the rows to put right, and an example of how a register can look."""

import io
from datetime import timedelta

from django.utils import timezone
from openpyxl import Workbook

from signals.export import csv_text, defused

CSV = "text/csv; charset=utf-8"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE_HEADERS = (
    *("Kenmerk", "Datum", "Gemeente", "Plaats of wijk", "Thema", "Omschrijving"),
    *("Functie van de melder", "Organisatie van de melder", "Uitkomst"),
)


def csv_of(lines):
    return "\ufeff".encode() + csv_text([[defused(cell) for cell in line] for line in lines]).encode()


def excel_of(lines):
    return _book([[defused(cell) for cell in line] for line in lines])


KINDS = {"csv": (csv_of, CSV), "xlsx": (excel_of, EXCEL)}


def example(municipality, theme):
    """An Excel file with two rows, in the words of this house; a date is a real date there."""
    today = timezone.localdate()
    rows = [
        *(["2024-001", today - timedelta(days=90), municipality, "Stationsplein", theme],),
        *(["2024-002", today - timedelta(days=60), municipality, "", theme],),
    ]
    rows[0] += [
        "Op een muur staat een leus tegen nieuwkomers.",
        "handhaver",
        "",
        "alleen voor het trendbeeld",
    ]
    rows[1] += ["In de wijk gaan flyers rond met bedreigende tekst.", "wijkagent", "", ""]
    return _book([list(EXAMPLE_HEADERS), *rows])


def _book(lines):
    book, made = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Register")
    for line in lines:
        sheet.append(line)
    book.save(made)
    return made.getvalue()
