"""Tables as files: written so that spreadsheets open them right, read with distrust.

What is written carries no formulas, whatever people typed. What is read is bounded in
bytes, rows and columns, also once unpacked, and comes out as plain strings.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import openpyxl
import xlsxwriter

from lms.kernel.errors import Invalid

from .i18n import _

Cell = str | int | Fraction | date | datetime | None
"""What a cell may hold; a moment is written as the hour it says, without its zone."""

MAX_BYTES = 2_000_000
MAX_UNPACKED = 20_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 32_000
"""Characters: a spreadsheet holds few more."""

SEPARATORS = ";,\t"
_FORMULA = "=+@＝＋－＠-"
_RISKY = re.compile(rf"((?:^|[,;\t\n\r])[\s'\"]*)(?=[{_FORMULA}])")
_GUARDED = re.compile(rf"((?:^|[,;\t\n\r])[\s'\"]*)'(?=[{_FORMULA}])")
_BLANK_FIRST = re.compile(r"^('*)(?=[\t\r])")
_BLANK_GUARDED = re.compile(r"^('*)'(?=[\t\r])")
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, zlib.error)
"""How opening a book that is none may fail, or one that wants a password."""

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class SheetUnreadable(Invalid):
    def __init__(self, reason: str = "") -> None:
        super().__init__(
            reason
            or _(
                "No pudimos leer el archivo. Guárdelo como CSV o como libro de Excel "
                "(.xlsx) y vuelva a subirlo."
            )
        )


class SheetTooLarge(Invalid):
    """More than anybody types by hand: ``reason`` names the limit."""


def write_csv(rows: Iterable[Sequence[Cell]], header: Sequence[str]) -> bytes:
    """Return a table as CSV that Excel in Spanish opens right: a mark, semicolons."""
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL
    )
    writer.writerow([guard(name) for name in header])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Also after a comma or semicolon within: opened with another separator, it would
    begin a cell. Reading takes the apostrophe away again.
    """
    return _BLANK_FIRST.sub(r"\1'", _RISKY.sub(r"\1'", text.replace("\x00", "")))


def _unguard(text: str) -> str:
    return _GUARDED.sub(r"\1", _BLANK_GUARDED.sub(r"\1", text))


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(cell)
    if isinstance(cell, Fraction):
        return f"{float(cell):.4f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def write_xlsx(
    title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """Return a table as a workbook of one sheet; texts are texts, dates are dates."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(_sheet_title(title))
    bold = book.add_format({"bold": True})
    formats = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    widths = [len(name) for name in header]
    for column, name in enumerate(header):
        sheet.write_string(0, column, _fit(name), bold)
    for place, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, place, column, cell, formats)
            if column < len(widths):
                widths[column] = max(widths[column], len(_as_text(cell)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, 60))
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _write_cell(
    sheet: Any, row: int, column: int, cell: Cell, formats: dict[type[date], Any]
) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, _fit(cell))
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), formats[datetime])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats[date])
    else:
        sheet.write_number(row, column, float(cell))


def _fit(text: str) -> str:
    clean = text.replace("\x00", "").encode("utf-8", "replace").decode()
    return clean[:MAX_CELL]


def _sheet_title(title: str) -> str:
    clean = _NOT_IN_TITLES.sub(" ", _fit(title)).strip(" '")[:31].strip(" '")
    return "Hoja" if clean.lower() in ("", "history") else clean


def read(body: bytes, name: str = "") -> list[list[str]]:
    """Return the rows of a CSV or XLSX file as strings without space around them.

    What it is shows in its bytes, whatever its ``name`` says. Empty rows keep their
    place, but for those at the end. Raises ``SheetUnreadable`` or ``SheetTooLarge``.
    """
    if len(body) > MAX_BYTES:
        raise SheetTooLarge(_("El archivo es demasiado grande: caben 2 MB."))
    if body.startswith(_OLD):
        raise SheetUnreadable(
            _(
                "Es un libro de Excel antiguo. Ábralo, guárdelo como .xlsx y vuelva a "
                "subirlo."
            )
        )
    found = _read_xlsx(body) if body.startswith(_ZIP) else _read_csv(body, name)
    rows: list[list[str]] = []
    for row in found:
        if len(rows) == MAX_ROWS:
            raise SheetTooLarge(
                _("La tabla tiene demasiadas filas: caben %(most)s.", most=MAX_ROWS)
            )
        rows.append(_checked(row))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def try_read(body: bytes, name: str = "") -> tuple[list[list[str]], str]:
    """Return the rows of a file, or none and a sentence on why it was not read."""
    try:
        return read(body, name), ""
    except (SheetUnreadable, SheetTooLarge) as refused:
        return [], str(refused)


def _checked(row: list[str]) -> list[str]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise SheetTooLarge(
            _("La tabla tiene demasiadas columnas: caben %(most)s.", most=MAX_COLUMNS)
        )
    if any(len(cell) > MAX_CELL for cell in cells):
        raise SheetTooLarge(_("Una celda tiene un texto demasiado largo."))
    return cells


def _read_csv(body: bytes, name: str) -> Iterator[list[str]]:
    text = _decoded(body)
    if "\x00" in text:
        raise SheetUnreadable
    separator = "\t" if name.lower().endswith(".tsv") else _separator(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in rows:
            yield [_unguard(cell) for cell in row]
    except csv.Error:
        raise SheetUnreadable from None


def _decoded(body: bytes) -> str:
    """Guess how a text was written: Excel marks it, or it is the old Windows table."""
    marked = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"))
    for mark, encoding in (*marked, (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            try:
                return body.decode(encoding)
            except UnicodeDecodeError:
                raise SheetUnreadable from None
    for encoding in ("utf-8", "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable


def _separator(text: str) -> str:
    """Return what stands most often between the cells of the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"?', "", first)
    return max(SEPARATORS, key=bare.count)


def _read_xlsx(body: bytes) -> Iterator[list[str]]:
    _look_inside(body)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(body), read_only=True, data_only=True, keep_links=False
        )
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size may be a lie
        for row in sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
            yield [_cell_text(value) for value in row]
    except Invalid:
        raise
    except Exception:  # a broken book breaks its reader in every way there is
        raise SheetUnreadable from None


def _look_inside(body: bytes) -> None:
    """Refuse a book that unpacks to too much, or that names things outside itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SheetTooLarge(_("El libro es demasiado grande al abrirlo."))
            for part in parts:
                if b"<!DOCTYPE" in packed.read(part) or part.flag_bits & 0x1:
                    raise SheetUnreadable
    except _BROKEN:
        raise SheetUnreadable from None


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        whole = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if whole else f"{value:%Y-%m-%d %H:%M}"
    return str(value).replace("\x00", "")
