"""Tables as files: what comes back, what carries no formula, what is refused."""

import io
import zipfile
from datetime import UTC, date, datetime
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation import sheets
from lms.foundation.sheets import SheetTooLarge, SheetUnreadable

LETTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"
)
SOME = st.text(LETTERS, max_size=12) | st.sampled_from(
    ["=1+1", "'=1", "''-2", "a,=b", "x; @y", 'd"-e', "ñ,\n+1", "＝A1", ", '=3", '",=1"']
)
TABLES = st.lists(st.lists(SOME, min_size=3, max_size=3), max_size=6)
HEADER = ["Correo", "Nombre, apellido", "País; Estado"]


def bare(rows):
    """The rows as reading gives them: no space around, nothing empty at the end."""
    plain = [[cell.strip() for cell in row] for row in rows]
    for row in plain:
        while row and not row[-1]:
            row.pop()
    while plain and not plain[-1]:
        plain.pop()
    return plain


def book(**parts):
    """A packed file with these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return packed.getvalue()


@given(TABLES)
def test_what_is_written_as_csv_comes_back(rows):
    assert sheets.read(sheets.write_csv(rows, HEADER), "x.csv") == bare([HEADER, *rows])


@given(TABLES)
def test_what_is_written_as_a_book_comes_back(rows):
    body = sheets.write_xlsx("Personas", HEADER, rows)
    assert sheets.read(body, "x.xlsx") == bare([HEADER, *rows])


@given(st.text())
def test_no_text_begins_a_formula_with_any_separator(text):
    body = sheets.write_csv([["a", text]], ["x", "y"]).decode("utf-8-sig", "replace")
    for separator in ";,\t":
        for line in body.replace("\r", "\n").split("\n"):
            for cell in line.split(separator):
                assert cell.strip(' "\t')[:1] not in ("=", "+", "-", "@", "＝", "＠")


@pytest.mark.parametrize("text", ["=1+1", "+34", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_only_a_text(text):
    assert sheets.guard(text).startswith("'")
    body = sheets.write_xlsx("x", ["a"], [[text]])
    cell = openpyxl.load_workbook(io.BytesIO(body)).active["A2"]
    assert cell.data_type == "s"
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(body)).read(
        "xl/worksheets/sheet1.xml"
    )


def test_excel_in_spanish_finds_its_mark_its_separator_and_its_comma():
    rows = [["Ñandú", 3, Fraction(7, 2), date(2027, 3, 1), None]]
    body = sheets.write_csv(rows, ["Nombre", "n", "Nota", "Día", "?"])
    assert (
        body
        == (
            '\ufeff"Nombre";"n";"Nota";"Día";"?"\r\n'
            '"Ñandú";"3";"3,5";"2027-03-01";""\r\n'
        ).encode()
    )


def test_dates_are_dates_and_the_header_stays_in_sight():
    moment = datetime(2027, 3, 1, 14, 5, tzinfo=UTC)
    body = sheets.write_xlsx("Las [personas]", ["a", "b"], [[moment, Fraction(1, 2)]])
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert (sheet["A2"].value, sheet["B2"].value) == (moment.replace(tzinfo=None), 0.5)
    assert (sheet["A1"].font.bold, sheet.freeze_panes) == (True, "A2")
    assert sheet.title == "Las  personas"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_is_read_however_it_was_saved(encoding, separator):
    lines = [["Correo", "Nombre"], ["ana@example.org", "Ana Ñáñez"]]
    body = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    assert sheets.read(body, "lista.csv") == lines


def test_values_of_a_book_are_read_as_people_see_them():
    made = openpyxl.Workbook()
    made.active.append([1.0, 2.5, True, datetime(2027, 3, 1), None])  # noqa: DTZ001
    made.active["G4"] = "abajo"
    kept = io.BytesIO()
    made.save(kept)
    first, *rest = sheets.read(kept.getvalue(), "x.xlsx")
    assert first == ["1", "2.5", "1", "2027-03-01"]
    assert rest == [[], [], ["", "", "", "", "", "", "abajo"]]


def test_an_empty_file_has_no_rows():
    assert sheets.read(b"", "x.csv") == sheets.read(b"\n\n;;\n", "x.csv") == []


WORKBOOK = "xl/workbook.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        (b"\xd0\xcf\x11\xe0" + b"old" * 50, SheetUnreadable),
        (b"PK\x03\x04 nothing packed here", SheetUnreadable),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", SheetUnreadable),
        (b"a;b\x00;c", SheetUnreadable),
        (b"\xff\xfea", SheetUnreadable),
        (b'a;"' + b"x" * 200_000, SheetUnreadable),
        (book(**{"readme.txt": "no book"}), SheetUnreadable),
        (book(**{WORKBOOK: DOCTYPE}), SheetUnreadable),
        (book(**{WORKBOOK: "<broken"}), SheetUnreadable),
        (book(**{WORKBOOK: "0" * 21_000_000}), SheetTooLarge),
        (b"a" * 2_000_001, SheetTooLarge),
        (b"a\n" * 5_001, SheetTooLarge),
        (b"a;" * 70 + b"a", SheetTooLarge),
        (b"a;" + b"x" * 40_000, SheetTooLarge),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(body, failure):
    with pytest.raises(failure) as refused:
        sheets.read(body, "x.csv")
    assert str(refused.value)


def test_a_book_that_lies_about_its_rows_is_bounded():
    made = openpyxl.Workbook()
    made.active["XFD1048576"] = "lejos"
    kept = io.BytesIO()
    made.save(kept)
    with pytest.raises(SheetTooLarge):
        sheets.read(kept.getvalue(), "x.xlsx")


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused(body, start):
    try:
        rows = sheets.read(start + body, "x")
    except (SheetUnreadable, SheetTooLarge):
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)
