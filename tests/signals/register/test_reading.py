"""A file becomes a table, or one sentence that says what to do."""

import io
import re
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from signals.register import apart
from signals.register.columns import LINE, PROBLEM
from signals.register.reading import table_of
from signals.register.refused import Refused
from tests import files, registers
from tests.registers import HEADERS, row


def read(content, sheet=""):
    table = table_of(content, sheet)
    return table["headers"], table["rows"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_whatever_its_delimiter_and_encoding(delimiter, encoding):
    content = registers.csv(row(omschrijving="Café één"), delimiter=delimiter, encoding=encoding)

    headers, rows = read(content)

    assert headers == HEADERS
    assert rows == [(2, row(omschrijving="Café één"))]


def test_csv_keeps_lines_within_quotes_and_counts_records_as_excel_does():
    content = (
        b'Datum;Gemeente;Omschrijving\n1-2-2024;Hoorn;"Eerste; regel\nTweede ""regel"""\n\n2-2-2024;Hoorn;x\n'
    )

    _headers, rows = read(content)

    assert rows == [
        (2, ["1-2-2024", "Hoorn", 'Eerste; regel\nTweede "regel"']),
        (4, ["2-2-2024", "Hoorn", "x"]),
    ]


def test_excel_gives_dates_as_dates_and_numbers_and_truths_as_people_write_them():
    content = registers.excel(
        [date(2024, 3, 14), datetime(2024, 3, 14, 9, 30, tzinfo=UTC).replace(tzinfo=None), 12.0, True],
        headers=["Datum", "Gemeld op", "Nummer", "Dreiging"],
    )

    _headers, rows = read(content)

    assert rows == [(2, ["2024-03-14", "2024-03-14 09:30", "12", "ja"])]


def test_excel_formula_counts_by_its_value_and_is_never_worked_out():
    _headers, rows = read(registers.with_formula())

    assert rows == [(2, ["2024-03-14", "Hoorn", "Leus op de gevel", ""])]


def test_rows_above_the_names_and_empty_rows_are_passed_over_and_numbers_stay_those_of_the_file():
    content = registers.excel(["Register 2024"], [], HEADERS, [], row(1), row(2), headers=None)

    headers, rows = read(content)

    assert headers == HEADERS
    assert [line for line, _ in rows] == [5, 6]


def test_name_of_a_column_may_be_a_year():
    headers, _ = read(
        registers.csv(["1-2-2024", "Hoorn", "x", "y"], headers=["Datum", "Gemeente", "Wat", "2023"])
    )

    assert headers == ["Datum", "Gemeente", "Wat", "2023"]


def test_rows_of_numbers_have_no_names():
    with pytest.raises(Refused) as refused:
        table_of(registers.csv(["1", "2", "x"], headers=["1", "2", "wat"]))

    assert refused.value.reason == "no_header"


def test_excel_value_that_was_worked_out_before_is_taken():
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(registers.with_formula())) as good, zipfile.ZipFile(made, "w") as counted:
        for part in good.infolist():
            content = good.read(part.filename)
            counted.writestr(part.filename, re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", content))

    assert read(made.getvalue())[1][0][1][3] == "2"


@pytest.mark.parametrize("made", [registers.csv, registers.excel])
def test_our_own_file_of_rows_with_errors_may_have_two_columns_more(made):
    wide = [f"Kolom {number}" for number in range(100)]
    content = made(["2", "Klopt niet", *("x" for _ in wide)], headers=[LINE, PROBLEM, *wide])

    headers, rows = read(content)

    assert headers == wide
    assert rows == [(2, ["x"] * 100)]


@pytest.mark.parametrize("added", [[], [LINE, PROBLEM]])
def test_a_hundred_and_one_columns_of_a_register_are_too_many(added):
    wide = [f"Kolom {number}" for number in range(101)]

    with pytest.raises(Refused) as refused:
        table_of(registers.csv(["x"] * len(added + wide), headers=added + wide))

    assert refused.value.reason == "too_many_columns"


def test_heading_between_the_rows_is_named_and_makes_no_row():
    content = registers.excel(row(1), ["Maart"], row(2))

    table = table_of(content)

    assert (len(table["rows"]), table["skipped"]) == (2, [3])


def test_other_sheet_is_read_when_it_is_chosen():
    content = registers.excel(row(1), Één=[HEADERS, row(7), row(8)])

    assert table_of(content)["sheets"] == ["Register", "Één"]
    assert [cells[0] for _, cells in apart.read(content, "Één")["rows"]] == ["R-007", "R-008"]


def test_column_without_a_name_gets_one():
    headers, _ = read(
        registers.csv(["1-2-2024", "Hoorn", "x", "y"], headers=["Datum", "Gemeente", "Wat", ""])
    )

    assert headers == ["Datum", "Gemeente", "Wat", "(zonder naam, kolom 4)"]


def test_values_of_a_column_are_listed_until_there_are_too_many():
    table = table_of(registers.csv(*(row(number) for number in range(1, 201))))

    by_header = dict(zip(HEADERS, table["values"], strict=True))
    assert by_header["Gemeente"] == ["Hoorn"]
    assert by_header["Kenmerk"] is None


def test_control_characters_and_the_apostrophe_of_our_own_files_go():
    _headers, rows = read(registers.csv(row(omschrijving="a\x01b\x07'", kenmerk="'=1+1")))

    assert rows[0][1][3] == "ab'"
    assert rows[0][1][0] == "=1+1"


def locked():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def with_macro():
    return files.office("xlsx", xl__vbaProject__bin="x").replace(b"vbaProject/bin", b"vbaProject.bin")


BROKEN = registers.excel(row())[:-200]
REFUSED = {
    "nothing": (b"", "empty"),
    "only white space": (b" \r\n \n", "empty"),
    "empty sheet": (registers.excel(headers=None), "empty"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
    "password": (locked(), "password"),
    "photo": (files.picture(), "unknown"),
    "pdf": (files.pdf(), "unknown"),
    "word": (files.office("docx"), "unknown"),
    "web page": (b"<!DOCTYPE html><table>", "unknown"),
    "cut off": (BROKEN, "broken"),
    "no workbook inside": (files.office("xlsx"), "broken"),
    "zip bomb": (files.office("xlsx", xl__leeg="0" * 300_000_000), "bomb"),
    "macro": (files.office("xlsx", xl__vbaProject="x"), "macro"),
    "no names": (registers.csv(row(), headers=row()), "no_header"),
    "two columns": (b"Datum;Gemeente\n1-2-2024;Hoorn\n", "no_header"),
    "only names": (registers.csv(), "no_rows"),
    "same name": (registers.csv(row(), headers=["Datum", "DATUM", *HEADERS[2:]]), "same_name"),
    "wild quote": (b'Datum;Gemeente;Wat\n1-2-2024;Hoorn;"a"b\n', "quotes"),
    "open quote": (b'Datum;Gemeente;Wat\n1-2-2024;Hoorn;"a\n', "quotes"),
    "wide": (registers.csv(["x"] * 120, headers=[f"k{n}" for n in range(120)]), "too_many_columns"),
    "long": (registers.csv(*([["1-2-2024", "Hoorn", "x"]] * 20_001), headers=HEADERS[1:4]), "too_many_rows"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_says_why(case):
    content, reason = REFUSED[case]

    with pytest.raises(Refused) as refused:
        table_of(content)

    assert refused.value.reason == reason


def test_sheet_that_is_not_there_is_refused():
    with pytest.raises(Refused) as refused:
        table_of(registers.excel(row()), "Weg")

    assert refused.value.reason == "no_sheet"


def test_sentence_names_the_columns_that_are_called_the_same():
    with pytest.raises(Refused) as refused:
        table_of(registers.csv(row(), headers=["Datum", "Datum", *HEADERS[2:]]))

    assert (
        str(refused.value)
        == "Twee kolommen heten hetzelfde: Datum. Geef ze in uw bestand elk een eigen naam."
    )


def test_just_enough_rows_are_read():
    table = table_of(registers.csv(*([["1-2-2024", "Hoorn", "x"]] * 20_000), headers=HEADERS[1:4]))

    assert len(table["rows"]) == 20_000


def test_sheet_with_a_formatted_far_corner_is_no_long_register():
    book = load_workbook(io.BytesIO(registers.excel(row())))
    book.active.cell(60_000, 3).number_format = "0.00"
    made = io.BytesIO()
    book.save(made)

    assert len(table_of(made.getvalue())["rows"]) == 1


# -- in a process of its own


def test_process_apart_gives_the_same_table():
    content = registers.excel(row(omschrijving="Café"))

    table = apart.read(content)

    assert table["headers"] == HEADERS
    assert table["rows"] == [[2, row(omschrijving="Café")]]


def test_process_apart_passes_the_reason_and_its_detail_on():
    with pytest.raises(Refused) as refused:
        apart.read(registers.csv(row(), headers=["Datum", "Datum", *HEADERS[2:]]))

    assert (refused.value.reason, refused.value.detail) == ("same_name", "Datum")


def test_process_apart_that_takes_too_much_ends_and_the_file_is_refused():
    with pytest.raises(Refused) as refused:
        apart.read(registers.csv(*([row()] * 19_000)), memory=40_000_000)

    assert refused.value.reason == "broken"


def test_entities_that_grow_do_not_fill_the_machine():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(registers.excel(row()))) as good, zipfile.ZipFile(made, "w") as evil:
        for part in good.infolist():
            text = good.read(part.filename)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = (bomb + "]>").encode() + text.replace(b"Kenmerk", b"&j;")
            evil.writestr(part.filename, text)

    with pytest.raises(Refused) as refused:
        apart.read(made.getvalue())

    assert refused.value.reason == "broken"
