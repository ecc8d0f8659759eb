"""Tables as files for a spreadsheet: CSV that every program opens as it is meant. Pure.

UTF-8 with a mark at the beginning, without which some programs take accents for other
signs; numbers with a point. Text that a program would take for a formula is kept from
being one (OWASP, "CSV injection"): it gets an apostrophe in front.
"""

import csv
from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import StringIO

Cell = str | int | float | Fraction | None

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_DECIMALS = 4


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a file; ``None`` is an empty cell."""
    written = StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([_text(name) for name in header])
    lines.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return str(value)
    return f"{float(value):.{_DECIMALS}f}"


def _text(words: str) -> str:
    line = " ".join(words.split())
    return f"'{line}" if line.startswith(_FORMULA) else line
