"""Codes hide which attempt is which, and numbers of a rubric become a mark."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.codes import hide, reveal
from lms.quizzes.rubrics import mark_of_levels, mark_of_points, rubric_of
from tests.factories.questions import ESSAY, make_question

NUMBERS = st.integers(0, 2**32 - 1)


@given(NUMBERS, st.text())
def test_a_code_leads_back_to_its_attempt_and_no_other(number, secret):
    code = hide(number, secret)
    assert reveal(code, secret) == number
    assert len(code) == 8


@given(st.sets(NUMBERS, max_size=50), st.text())
def test_no_two_attempts_share_a_code(numbers, secret):
    assert len({hide(number, secret) for number in numbers}) == len(numbers)


@given(st.text())
def test_what_is_no_code_leads_nowhere(words):
    found = reveal(words, "secret")
    assert found is None or hide(found, "secret") == words


def test_codes_of_neighbours_tell_neither_their_order_nor_their_distance():
    codes = [hide(number, "a secret of a site") for number in range(1, 2001)]
    assert codes != sorted(codes)
    later = sum(one < two for one, two in pairwise(codes))
    assert 900 < later < 1100  # as of things in an order of chance
    assert len({code[:2] for code in codes}) > 100
    assert [hide(n, "another") for n in range(1, 5)] != codes[:4]


@pytest.mark.parametrize("words", ["", "zzz-zzzz", "000-000", "ABC-DEFG", "il0-oooo"])
def test_a_code_that_was_mistyped_leads_nowhere(words):
    assert reveal(words, "secret") is None


RUBRIC = rubric_of(make_question("essay"))


@pytest.mark.parametrize(
    ("levels", "mark"),
    [
        ({"norma": "si", "caso": "si"}, Fraction(1)),
        ({"norma": "si", "caso": "algo"}, Fraction(3, 4)),
        ({"norma": "no", "caso": "no"}, Fraction(0)),
        ({"norma": "si"}, None),
        ({"norma": "si", "caso": "mucho"}, None),
        ({}, None),
    ],
)
def test_levels_give_their_points_over_the_most_there_could_be(levels, mark):
    assert mark_of_levels(RUBRIC, levels) == mark


def test_a_rubric_that_gives_nothing_is_met_by_being_there():
    none = [
        replace(c, levels=tuple(replace(lv, points=0) for lv in c.levels))
        for c in RUBRIC
    ]
    assert mark_of_levels(none, {"norma": "no", "caso": "no"}) == 1


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("0", Fraction(0)),
        ("3", Fraction(1)),
        (" 1,5 ", Fraction(1, 2)),
        ("0.75", Fraction(1, 4)),
        ("0.10", Fraction(1, 30)),
        ("0.125", None),
        ("3.01", None),
        ("-1", None),
        ("", None),
        ("dos", None),
        ("1e0", None),
        ("1,5,0", None),
        ("٣", None),
    ],
)
def test_points_as_typed_are_a_mark(words, mark):
    assert mark_of_points(words, 3) == mark


@given(st.integers(1, 100), st.integers(0, 10_000))
def test_every_number_of_two_decimals_up_to_the_worth_is_exact(worth, hundredths):
    points = Fraction(hundredths, 100)
    typed = f"{hundredths // 100}.{hundredths % 100:02}"
    found = mark_of_points(typed, worth)
    assert found == (points / worth if points <= worth else None)


def test_only_an_essay_has_a_rubric():
    assert rubric_of(make_question("single")) == ()
    assert rubric_of(make_question("essay")) == ESSAY.rubric
