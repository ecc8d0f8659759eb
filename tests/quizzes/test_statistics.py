"""Item statistics against numbers worked by hand, and against scipy and numpy."""

from collections import Counter
from fractions import Fraction
from math import isclose, sqrt, tanh

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from lms.quizzes.statistics.figures import Figure, Reason
from lms.quizzes.statistics.indices import (
    discrimination,
    facility,
    reliability,
    share,
)
from lms.quizzes.statistics.intervals import bonett, wilson
from lms.quizzes.statistics.sums import Sitting, Totals, add_up
from lms.quizzes.statistics.times import quartiles

# Ten people, three questions of one point. By hand:
#
#            A  B  C   sum  rest of A (B+C)
#     1      1  1  1    3        2
#     2      1  1  1    3        2
#     3      1  1  0    2        1
#     4      1  1  0    2        1
#     5      1  0  1    2        1
#     6      1  0  0    1        0
#     7      0  1  0    1        1
#     8      0  0  0    0        0
#     9      0  0  0    0        0
#    10      0  0  1    1        1
#     sum    6  5  4   15        9
#     of squares        33       13
TEN = ["111", "111", "110", "110", "101", "100", "010", "000", "000", "001"]


def sittings(rows: list[str]) -> list[Sitting]:
    return [
        Sitting(
            {name: Fraction(int(sign)) for name, sign in zip("ABC", row, strict=True)}
        )
        for row in rows
    ]


ONE_EACH = dict.fromkeys("ABC", 1)


def close(figure: Figure, value: float, low: float, high: float) -> bool:
    assert figure.value is not None
    assert figure.low is not None and figure.high is not None
    found = (float(figure.value), figure.low, figure.high)
    return all(
        isclose(a, b, abs_tol=1e-6)
        for a, b in zip(found, (value, low, high), strict=True)
    )


def test_a_facility_is_the_mean_mark_with_wilsons_limits():
    totals = add_up(sittings(TEN), ONE_EACH)
    # p = 6/10; z² = 3.8414588, z²/n = 0.3841459, z²/2n = 0.1920729.
    # Middle (0.6 + 0.1920729) / 1.3841459 = 0.5722467; half of the width
    # 1.9599640/1.3841459 · √(0.24/10 + 0.3841459/40) = 0.2595729.
    found = facility(totals, "A", 1)
    assert found.value == Fraction(6, 10)
    assert close(found, 0.6, 0.3126738, 0.8318197)


def test_a_discrimination_is_the_correlation_with_the_rest():
    totals = add_up(sittings(TEN), ONE_EACH)
    # A with B+C: Σxy = 2+2+1+1+1+0 = 7, so (10·7 − 6·9) / √((10·6 − 6²)(10·13 − 9²))
    # = 16 / √(24 · 49) = 0.4665695.
    assert isclose(discrimination(totals, "A").value or 0, 16 / sqrt(24 * 49))
    # B with A+C: (10·6 − 5·10) / √((10·5 − 5²)(10·16 − 10²)) = 10 / √(25 · 60).
    assert isclose(discrimination(totals, "B").value or 0, 10 / sqrt(25 * 60))
    # C with A+B: (10·5 − 4·11) / √((10·4 − 4²)(10·19 − 11²)) = 6 / √(24 · 69).
    assert isclose(discrimination(totals, "C").value or 0, 6 / sqrt(24 * 69))
    # Fisher: artanh 0.4665695 = 0.5056762 ± 1.9599640/√7 = 0.7407967.
    assert close(
        discrimination(totals, "A"),
        0.4665695,
        tanh(0.5056762 - 0.7407967),
        tanh(0.5056762 + 0.7407967),
    )


def test_alpha_is_exact_with_bonetts_limits():
    totals = add_up(sittings(TEN), ONE_EACH)
    # Variances times n²: 24 + 25 + 24 = 73 of the questions, 10·33 − 15² = 105 of the
    # sum: 3/2 · (1 − 73/105) = 16/35.
    found = reliability(totals)
    assert found.value == Fraction(16, 35)
    # ln(19/35) = −0.6109091, ln(10/9) = 0.1053605, half of the width
    # 1.9599640 · √(2·3/(2·8)) = 1.2002280: 1 − e^0.4839584 and 1 − e^−1.9164976.
    assert close(found, 0.4571429, -0.6224841, 0.8528788)


def test_quartiles_lie_between_values_by_their_distance():
    # Ten values: places 2.25, 4.5 and 6.75 of 0 … 9.
    counts = {10: 2, 20: 1, 30: 2, 44: 1, 50: 3, 900: 1}
    found = quartiles(counts)
    # 10 10 20 30 30 44 50 50 50 900
    assert found is not None
    assert (found.first, found.median, found.third) == (
        Fraction(45, 2),
        Fraction(37),
        Fraction(50),
    )
    assert quartiles({10: 9}) is None


@pytest.mark.parametrize(
    ("rows", "item", "reason"),
    [
        (TEN[:9], "A", Reason.FEW),
        (["1" + row[1:] for row in TEN], "A", Reason.SAME_MARKS),
        ([row[0] + "01" for row in TEN], "A", Reason.SAME_REST),
    ],
)
def test_what_cannot_be_told_apart_is_said_not_computed(rows, item, reason):
    assert discrimination(add_up(sittings(rows), ONE_EACH), item) == Figure(
        len(rows), missing=reason
    )


def test_below_ten_attempts_there_is_no_index_at_all():
    totals = add_up(sittings(TEN[:9]), ONE_EACH)
    few = Figure(9, missing=Reason.FEW)
    assert facility(totals, "A", 1) == reliability(totals) == share(3, 9) == few


def test_one_question_alone_has_no_rest_and_no_alpha():
    totals = add_up([Sitting({"A": Fraction(int(r[0]))}) for r in TEN], {"A": 2})
    assert facility(totals, "A", 2).value == Fraction(6, 10)
    assert discrimination(totals, "A").missing is Reason.NO_REST
    assert reliability(totals).missing is Reason.ONE_ITEM


def test_alpha_needs_a_spread_and_the_same_questions_for_everybody():
    same = add_up(sittings(["100", "010"] * 5), ONE_EACH)
    assert reliability(same).missing is Reason.SAME_TOTAL
    unlike = [*sittings(TEN), Sitting({"A": Fraction(1), "B": Fraction(1)})]
    assert reliability(add_up(unlike, ONE_EACH)).missing is Reason.UNLIKE


def test_drawn_questions_are_compared_with_the_share_of_their_own_rest():
    """Whoever drew A with B and whoever drew A with C count alike for A."""
    rows = [("B", r) for r in TEN] + [("C", r) for r in TEN]
    drawn = [
        Sitting({"A": Fraction(int(r[0])), other: Fraction(int(r["ABC".index(other)]))})
        for other, r in rows
    ]
    totals = add_up(drawn, {"A": 1, "B": 2, "C": 5})
    first = [int(r[0]) for _, r in rows]
    rest = [int(r["ABC".index(other)]) for other, r in rows]
    expected = stats.pearsonr(first, rest)
    assert isclose(discrimination(totals, "A").value or 0, expected.statistic)
    assert (discrimination(totals, "A").n, discrimination(totals, "B").n) == (20, 10)


# Against other people's work


def simulated(seed: int, people: int, items: int) -> np.ndarray:
    """Marks that depend on ability: whole, half or nothing."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(size=(people, 1))
    hardness = chance.normal(size=(1, items))
    drive = ability - hardness + chance.logistic(size=(people, items))
    return np.where(drive > 0.5, 4, np.where(drive > -0.5, 2, 0)) / 4


def summed(marks: np.ndarray, worth: list[int]) -> Totals:
    rows = [
        Sitting({n: Fraction(float(mark)) for n, mark in enumerate(row)})
        for row in marks
    ]
    return add_up(rows, dict(enumerate(worth)))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("people", [12, 300])
def test_indices_are_those_of_scipy_and_numpy(seed, people):
    marks, worth = simulated(seed, people, 6), [1, 2, 1, 3, 1, 2]
    points = marks * np.array(worth)
    totals = summed(marks, worth)
    for n in range(6):
        rest = points.sum(axis=1) - points[:, n]
        expected = stats.pearsonr(points[:, n], rest)
        limits = expected.confidence_interval(0.95)
        assert close(
            discrimination(totals, n), expected.statistic, limits.low, limits.high
        )
        assert isclose(facility(totals, n, worth[n]).value or 0, marks[:, n].mean())
    parts, whole = points.var(axis=0, ddof=1).sum(), points.sum(axis=1).var(ddof=1)
    assert isclose(reliability(totals).value or 0, 6 / 5 * (1 - parts / whole))


@given(st.integers(10, 400), st.data())
def test_wilsons_limits_are_those_of_scipy(n, data):
    hits = data.draw(st.integers(0, n))
    expected = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
    assert np.allclose(wilson(Fraction(hits, n), n), expected, atol=1e-12)


@given(st.lists(st.integers(0, 3000), min_size=10, max_size=60))
def test_quartiles_are_those_of_numpy(values):
    found = quartiles(Counter(values))
    assert found is not None
    expected = np.quantile(values, [0.25, 0.5, 0.75])
    assert np.allclose(
        [float(found.first), float(found.median), float(found.third)], expected
    )


def test_bonetts_limits_are_close_to_feldts():
    for alpha, items, n in [(0.85, 7, 89), (0.6, 20, 300), (0.3, 5, 60)]:
        one, two = n - 1, (n - 1) * (items - 1)
        feldt = [
            1 - (1 - alpha) * stats.f.ppf(point, one, two) for point in (0.975, 0.025)
        ]
        found = bonett(Fraction(str(alpha)), items, n)
        assert np.allclose(found, feldt, atol=0.015)


def test_in_95_of_100_samples_the_interval_of_alpha_holds_the_true_one():
    chance = np.random.default_rng(7)
    items, people, samples = 8, 60, 2_000
    true = 8 * 0.5 / (1 + 7 * 0.5)  # parallel questions that correlate with 0.5
    common = chance.normal(size=(samples, people, 1)) * sqrt(0.5)
    marks = common + chance.normal(size=(samples, people, items)) * sqrt(0.5)
    parts = marks.var(axis=1, ddof=1).sum(axis=1)
    alphas = items / (items - 1) * (1 - parts / marks.sum(axis=2).var(axis=1, ddof=1))
    held = [
        low <= true <= high
        for alpha in alphas
        for low, high in [bonett(Fraction(float(alpha)), items, people)]
    ]
    assert 0.935 <= sum(held) / samples <= 0.965


def test_the_limits_of_a_mean_of_partial_marks_are_never_too_narrow():
    chance = np.random.default_rng(11)
    marks = chance.choice([0, 0.25, 0.5, 1], p=[0.1, 0.2, 0.3, 0.4], size=(2_000, 40))
    held = [
        low <= 0.6 <= high
        for row in marks
        for low, high in [wilson(Fraction(float(row.sum())) / 40, 40)]
    ]
    assert sum(held) / len(held) >= 0.95
