"""Tables for spreadsheets: nothing in them is a formula, and all of it comes back."""

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.sheets import csv_bytes

MARK = b"\xef\xbb\xbf"


def read(table):
    assert table.startswith(MARK)
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_a_table_begins_with_its_mark_and_has_points_in_its_numbers():
    rows = [["Año", 3, Fraction(1, 3), -0.25, None], ["ñ", 0, Fraction(0), 1.0, None]]
    assert csv_bytes(["a", "b", "c", "d", "e"], rows) == MARK + (
        "a,b,c,d,e\r\nAño,3,0.3333,-0.2500,\r\nñ,0,0.0000,1.0000,\r\n".encode()
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r+", "  -", "＝", "＠"])
def test_what_a_program_would_take_for_a_formula_is_text(sign):
    [[header], [cell]] = read(csv_bytes([f"{sign}A1"], [[f"{sign}cmd|' /C calc'!A0"]]))
    assert header.startswith("'")
    assert cell.startswith("'")


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_every_text_comes_back_on_one_line_and_is_no_formula(texts):
    [found] = read(csv_bytes(texts, []))
    for text, cell in zip(texts, found, strict=True):
        assert cell in (" ".join(text.split()), "'" + " ".join(text.split()))
        assert not cell.startswith(("=", "+", "-", "@"))
