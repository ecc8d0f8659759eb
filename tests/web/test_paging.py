"""Pages of a list."""

from hypothesis import given
from hypothesis import strategies as st

from lms.web.paging import Page, page_number, pages_of


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_pages_hold_everything_and_no_page_is_empty_but_the_only_one(total, size):
    pages = pages_of(total, size)
    assert (pages - 1) * size < max(total, 1) <= pages * size


@given(st.text() | st.none() | st.integers().map(str), st.integers(0, 500))
def test_whatever_is_asked_a_page_that_exists_is_shown(asked, total):
    assert 1 <= page_number(asked, total) <= pages_of(total)


def test_a_page_knows_its_neighbours():
    assert not Page([], 1, 0).has_next
    assert Page([1], 1, 21).has_next
    assert Page([1], 2, 21).has_previous
