"""Shares of a mark in percent: what was meant by what was written."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lms.content.exchange.weights import is_common, is_kept, percent_of, share_of


@pytest.mark.parametrize(
    ("percent", "share"),
    [
        ("100", "1"),
        ("100.0000000", "1"),
        ("0", "0"),
        ("-0.0", "0"),
        ("50", "1/2"),
        ("33.33333", "1/3"),
        ("33.3333333", "1/3"),
        ("33.333", "1/3"),
        ("33.33", "1/3"),
        ("33.3", "1/3"),
        ("33,33", "1/3"),
        (" 33.33 % ", "1/3"),
        ("33", "33/100"),
        ("66.66667", "2/3"),
        ("66.67", "2/3"),
        ("66.66", "2/3"),
        ("16.66667", "1/6"),
        ("83.33333", "5/6"),
        ("14.28571", "1/7"),
        ("11.11111", "1/9"),
        ("12.5", "1/8"),
        ("66.666", "2/3"),
        ("14.2857", "1/7"),
        ("9.09091", "1/11"),
        ("9.09", "1/11"),
        ("9.1", "91/1000"),
        ("9.0", "9/100"),
        ("90.90", "909/1000"),
        ("28.6", "143/500"),
        ("28.57", "2/7"),
        ("17.65", "353/2000"),
        ("17.64706", "3/17"),
        ("1.01010", "1/99"),
        ("33.30", "333/1000"),
        ("33.333000", "33333/100000"),
        ("-33.33333", "-1/3"),
        ("+5", "1/20"),
        ("99.99", "9999/10000"),
        (".5", "1/200"),
        ("250", "5/2"),
    ],
)
def test_a_percentage_means_the_share_that_was_cut_or_rounded(
    percent: str, share: str
) -> None:
    assert share_of(percent) == Fraction(share)


@pytest.mark.parametrize("words", ["", "x", "1e9", "nan", "--5", "5 5", "½", "9" * 50])
def test_what_is_no_percentage_means_nothing(words: str) -> None:
    assert share_of(words) is None


@pytest.mark.parametrize(
    ("share", "percent"),
    [("1", "100"), ("0", "0"), ("1/3", "33.33333"), ("-1/8", "-12.5"), ("1/20", "5")],
)
def test_a_share_is_written_with_five_decimals_at_most(
    share: str, percent: str
) -> None:
    assert percent_of(Fraction(share)) == percent


@given(st.fractions(-1, 1, max_denominator=100))
def test_every_share_of_up_to_a_hundred_parts_is_read_back(share: Fraction) -> None:
    assert is_kept(share)


@given(st.fractions(-1, 1))
@example(Fraction(851, 24254))
def test_what_is_read_back_never_differs_by_more_than_was_rounded(
    share: Fraction,
) -> None:
    again = share_of(percent_of(share))
    assert again is not None
    assert abs(again - share) <= Fraction(1, 10**7)
    assert is_kept(share) == (again == share)


ENDLESS = ["83.33333", "66.66667", "33.33333", "16.66667", "14.28571", "11.11111"]
OFFERED = [100, 90, 80, 75, 70, 60, 50, 40, 30, 25, 20, 12.5, 10, 5, 0, *ENDLESS]
"""The per cents that Moodle offers; those that do not end as it writes them."""
ROUGHLY = {f"{float(each):.1f}" for each in ENDLESS} | {each[:4] for each in ENDLESS}
"""The same with one decimal, rounded or cut."""


def test_of_one_decimal_only_what_moodle_offers_is_more_than_it_says() -> None:
    tenths = [f"{each // 10}.{each % 10}" for each in range(1001)]
    guessed = {each for each in tenths if share_of(each) != Fraction(each) / 100}
    assert guessed == ROUGHLY


@given(st.integers(0, 1000), st.integers(0, 6), st.sampled_from(["", "-"]))
def test_zeros_at_the_end_guess_nothing(tenths: int, zeros: int, sign: str) -> None:
    short = f"{sign}{tenths // 10}.{tenths % 10}"
    if short.removeprefix("-") not in ROUGHLY:
        assert share_of(short + "0" * zeros) == Fraction(short) / 100


@given(st.integers(0, 10**9 - 1), st.integers(0, 7), st.sampled_from([1, -1]))
def test_the_share_that_is_guessed_has_the_digits_that_were_written(
    number: int, digits: int, sign: int
) -> None:
    share = share_of(format(Decimal(sign * number).scaleb(-digits), "f"))
    assert share is not None
    whole = abs(share) * 100 * 10**digits
    assert number in (int(whole), int(whole + Fraction(1, 2)))
    assert share * sign >= 0


@given(st.fractions(0, 1, max_denominator=100), st.integers(4, 9), st.booleans())
def test_four_decimals_are_enough_for_a_hundred_parts(
    share: Fraction, digits: int, cut: bool
) -> None:
    more = Fraction(0) if cut else Fraction(1, 2)
    written = Decimal(int(share * 100 * 10**digits + more)).scaleb(-digits)
    if -written.normalize().as_tuple().exponent >= 4:
        assert share_of(format(written, "f")) == share


@given(st.text(max_size=12))
def test_any_words_mean_a_share_or_nothing(words: str) -> None:
    assert share_of(words) is None or isinstance(share_of(words), Fraction)


def test_the_shares_that_moodle_offers_are_known() -> None:
    for percent in OFFERED:
        share = share_of(str(percent))
        assert share is not None and is_common(share) and is_common(-share)
    assert not is_common(Fraction(1, 11))
    assert not is_common(Fraction(2, 7))
