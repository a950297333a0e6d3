"""Registers as houses keep them, made here: good ones, and what somebody sends by mistake or to do harm."""

import io
from datetime import date

from openpyxl import Workbook

HEADERS = ["Kenmerk", "Datum", "Gemeente", "Omschrijving", "Thema", "Melder", "Organisatie", "Uitkomst"]


def row(number=1, **changes):
    """One row of a register under HEADERS; `changes` are values by header in lower case."""
    values = {
        "kenmerk": f"R-{number:03d}",
        "datum": "14-03-2024",
        "gemeente": "Hoorn",
        "omschrijving": f"Leus {number} op de gevel van het buurthuis.",
        "thema": "wonen",
        "melder": "wijkagent",
        "organisatie": "Politie",
        "uitkomst": "",
    } | changes
    return [values[header.lower()] for header in HEADERS]


def csv(*rows, headers=HEADERS, delimiter=";", encoding="utf-8-sig"):
    lines = [delimiter.join(str(cell) for cell in line) for line in [headers, *rows]]
    return "\r\n".join(lines).encode(encoding)


def excel(*rows, headers=HEADERS, **sheets):
    """`sheets` are further sheets by title, each a list of rows; a title that is 'first' names the first one."""
    book = Workbook()
    book.active.title = sheets.pop("first", "Register")
    for line in [headers, *rows] if headers else rows:
        book.active.append(line)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_formula():
    """A sum of which Excel kept the value, and one that was never worked out."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Datum", "Gemeente", "Omschrijving", "Aantal"])
    sheet.append([date(2024, 3, 14), "Hoorn", "Leus op de gevel", "=1+1"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
