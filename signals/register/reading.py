"""A file with a register as a plain table: names of columns, and rows of texts with the number they have in the file.

Called in a process of its own (apart.py): somebody may have made the file to do harm.
"""

import csv
import io
import re
from datetime import date, datetime, time

import openpyxl

from signals.files import office
from signals.files.kinds import ENCRYPTED_PART, OLD_OFFICE
from signals.files.refused import Refused as FileRefused
from signals.register.columns import OURS
from signals.register.refused import Refused

MOST_ROWS = 20_000
MOST_COLUMNS = 100
READ_COLUMNS = MOST_COLUMNS + len(OURS) + 1  # one more than can be right, to see that it is wrong
LEAST_COLUMNS = 3  # date, municipality and description
LOOK_FOR_HEADER = 20  # rows from the top: above the names often stand a title and a date
MOST_VALUES = 150  # different values of a column that somebody can still choose among
MOST_SHOWN = 50
LONGEST_TITLE = 100  # of a sheet; Excel allows 31
DELIMITERS = ";,\t"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ADDED_BY_US = re.compile(r"^'(?=[=+\-@])")  # the apostrophe of our own files (signals/export.py)
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")
NUMBER = re.compile(r"[\d\s.,-]+")
FOREIGN_OFFICE = {"encrypted": "password", "bomb": "bomb", "macro": "macro", "outside": "outside"}


def table_of(content, sheet=""):
    """{kind, sheets, sheet, headers, rows, skipped, values} of a file; raises Refused."""
    if not content.strip():
        raise Refused("empty")
    if content.startswith(b"PK\x03\x04"):
        sheets, sheet, records = _excel(content, sheet)
    else:
        sheets, sheet, records = [], "", _csv(content)
    return {"sheets": sheets, "sheet": sheet, **_table(records)}


# -- Excel


def _excel(content, sheet):
    _refuse_office(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        names = [one.title for one in book.worksheets if len(one.title) <= LONGEST_TITLE]
        if sheet and sheet not in names:
            raise Refused("no_sheet")
        chosen = sheet or (names[0] if names else "")
        return names, chosen, _records_of(book[chosen]) if chosen else []
    except Refused:
        raise
    except Exception as broken:  # openpyxl raises many kinds for a file that somebody made up
        raise Refused("broken") from broken


def _refuse_office(content):
    try:
        kind = office.kind_of(content)
    except FileRefused as refused:
        reason = FOREIGN_OFFICE.get(refused.reason, "unknown" if refused.reason == "unknown" else "broken")
        raise Refused(reason) from refused
    if kind != "xlsx":
        raise Refused("unknown")


def _records_of(sheet):
    """Rows of texts; what the file says about its size is not believed."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=READ_COLUMNS, values_only=True)
    return _collected([_text_of(value) for value in row] for row in rows)


def _text_of(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = clean(str(value))
    return "" if re.fullmatch(r"#[A-Z/0]+[!?A]?", text) else text  # a formula that failed


# -- CSV


def _csv(content):
    _refuse_other_kinds(content)
    text = _decoded(content)
    if text.lower().startswith("sep="):  # a line for Excel alone
        text = text.partition("\n")[2]
    return _split(text, max(DELIMITERS, key=lambda sign: _widest(text, sign)))


def _refuse_other_kinds(content):
    if content.startswith(OLD_OFFICE):
        raise Refused("password" if ENCRYPTED_PART in content else "old_excel")
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("unknown")
    if content.lstrip()[:5].lower() in {b"%pdf-", b"<html", b"<?xml", b"<!doc"}:
        raise Refused("unknown")


def _decoded(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _widest(text, delimiter):
    """How many fields the top rows have with this delimiter; the sign that gives the most is the one."""
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        return max((len(row) for row, _ in zip(rows, range(LOOK_FOR_HEADER), strict=False)), default=0)
    except csv.Error:
        return 0


def _split(text, delimiter):
    csv.field_size_limit(10_000_000)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _collected([clean(cell) for cell in row[:READ_COLUMNS]] for row in rows)
    except csv.Error as wrong:
        raise Refused("quotes", rows.line_num) from wrong


# -- the table


def clean(text):
    """A cell without what is not text, and without what our own files put before a formula."""
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")).strip()
    return ADDED_BY_US.sub("", text)


def _collected(rows):
    """All rows, the empty ones as nothing: a sheet is often coloured far below its last row."""
    records, filled = [], 0
    for row in rows:
        records.append(row if any(row) else [])
        filled += bool(records[-1])
        if filled > MOST_ROWS + LOOK_FOR_HEADER:
            raise Refused("too_many_rows")
    return records


def _table(records):
    start = _header_at(records)
    records[start:] = _without_ours(records[start:])
    width = max(len(_trimmed(row)) for row in records[start:])
    if width > MOST_COLUMNS:
        raise Refused("too_many_columns")
    headers = _names(_padded(records[start], width))
    numbered = [(number, _padded(row, width)) for number, row in enumerate(records[start + 1 :], start + 2)]
    filled = [(number, row) for number, row in numbered if any(row)]
    rows = [(number, row) for number, row in filled if sum(map(bool, row)) > 1]
    if not rows:
        raise Refused("no_rows")
    if len(rows) > MOST_ROWS:
        raise Refused("too_many_rows")
    lone = [number for number, row in filled if sum(map(bool, row)) == 1]  # a heading between the rows
    return {"headers": headers, "rows": rows, "skipped": lone[:MOST_SHOWN], "values": _values(rows, width)}


def _header_at(records):
    """The first row near the top that can be names: several cells, none of them a date, not mostly numbers."""
    for place, row in enumerate(records[:LOOK_FOR_HEADER]):
        filled = [cell for cell in row if cell]
        if len(filled) >= LEAST_COLUMNS:
            if any(map(DATE.fullmatch, filled)) or sum(map(bool, map(NUMBER.fullmatch, filled))) * 2 > len(
                filled
            ):
                break
            return place
    raise Refused("no_header" if any(any(row) for row in records) else "empty")


def _without_ours(records):
    """The columns that our own file of rows with errors adds are none of the register."""
    ours = {place for place, name in enumerate(records[0]) if name in OURS}
    return [[cell for place, cell in enumerate(row) if place not in ours] for row in records]


def _trimmed(row):
    row = list(row)
    while row and not row[-1]:
        row.pop()
    return row


def _padded(row, width):
    return (row + [""] * width)[:width]


def _names(header):
    names = [
        " ".join(cell.split())[:80] or f"(zonder naam, kolom {number})"
        for number, cell in enumerate(header, 1)
    ]
    folded = [name.casefold() for name in names]
    if twice := sorted({name for name in names if folded.count(name.casefold()) > 1}):
        raise Refused("same_name", ", ".join(twice))
    return names


def _values(rows, width):
    """Per column the different values, or None where there are too many to choose among."""
    found = [sorted({row[column] for _, row in rows if row[column]}) for column in range(width)]
    return [values if len(values) <= MOST_VALUES else None for values in found]
