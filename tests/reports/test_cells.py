"""Small numbers of people: what is hidden cannot be worked out from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from lms.reports.cells import HIDDEN, beside, table

ROWS, COLUMNS, GRADES = ("a", "b", "c"), ("x", "y", "z"), ("p", "q")
LEAST = st.integers(0, 8)
SIZES = st.integers(0, 14)


def of(columns):
    return st.fixed_dictionaries({(r, c): SIZES for r in ROWS for c in columns})


def small(least):
    return st.integers(1, least - 1)


@given(of(COLUMNS), LEAST, st.data())
def test_any_other_small_number_would_look_the_same(counts, least, data):
    """Whoever reads the table can tell of a hidden number only that it is small."""
    shown = table(ROWS, COLUMNS, counts, least)
    other = {
        place: data.draw(small(least)) if shown.cells[place] is HIDDEN else number
        for place, number in counts.items()
    }
    assert table(ROWS, COLUMNS, other, least) == shown


@given(of(COLUMNS), of(GRADES), LEAST, st.data())
def test_nor_does_the_table_beside_it_tell_more(counts, grades, least, data):
    main = table(ROWS, COLUMNS, counts, least)
    shown = beside(main, GRADES, grades, least)
    other = {
        place: data.draw(small(least)) if main.cells[place] is HIDDEN else number
        for place, number in counts.items()
    }
    hidden_by_main = {row for row in ROWS if main.row_sums[row] is HIDDEN}
    others = {
        (row, grade): data.draw(SIZES) if row in hidden_by_main else number
        for (row, grade), number in grades.items()
    }
    assert beside(table(ROWS, COLUMNS, other, least), GRADES, others, least) == shown


@given(of(COLUMNS), of(GRADES), LEAST)
def test_of_a_row_beside_all_is_shown_or_nothing(counts, grades, least):
    shown = beside(table(ROWS, COLUMNS, counts, least), GRADES, grades, least)
    for row in ROWS:
        cells = [shown.cells[row, grade] for grade in GRADES]
        assert all(cell is HIDDEN for cell in cells) or cells == [
            grades[row, grade] for grade in GRADES
        ]


@given(of(COLUMNS), LEAST)
def test_what_is_shown_is_true(counts, least):
    shown = table(ROWS, COLUMNS, counts, least)
    for place, number in shown.cells.items():
        assert number == counts[place] or (number is HIDDEN and counts[place] < least)
    for row, number in shown.row_sums.items():
        assert number in (HIDDEN, sum(counts[row, column] for column in COLUMNS))
    for column, number in shown.column_sums.items():
        assert number in (HIDDEN, sum(counts[row, column] for row in ROWS))
    assert shown.whole in (HIDDEN, sum(counts.values()))


@given(of(COLUMNS))
def test_without_a_limit_everything_is_shown(counts):
    shown = table(ROWS, COLUMNS, counts, 0)
    assert not shown.hides
    assert shown.cells == counts
    assert shown.whole == sum(counts.values())


def test_none_at_all_is_shown_and_few_are_not():
    shown = table(("a",), ("x", "y"), {("a", "x"): 0, ("a", "y"): 4}, 5)
    assert shown.cells == {("a", "x"): 0, ("a", "y"): HIDDEN}
    assert shown.row_sums == {"a": HIDDEN}
    assert shown.column_sums == {"x": 0, "y": HIDDEN}
    assert shown.hides
