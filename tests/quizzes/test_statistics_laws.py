"""What holds of item statistics whatever the numbers are."""

from collections import Counter
from fractions import Fraction
from math import atanh, isclose

from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from lms.quizzes.statistics.figures import Figure
from lms.quizzes.statistics.indices import discrimination, facility, reliability
from lms.quizzes.statistics.intervals import Z, fisher
from lms.quizzes.statistics.sums import Sitting, add_up
from tests.quizzes.test_statistics import ONE_EACH, sittings

MARKS = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
PAPERS = st.lists(
    st.lists(MARKS, min_size=4, max_size=4), min_size=10, max_size=40
).map(lambda rows: [Sitting(dict(zip("ABCD", row, strict=True))) for row in rows])
WORTH = {"A": 1, "B": 2, "C": 1, "D": 5}


@given(PAPERS)
def test_every_index_lies_within_its_bounds_and_its_interval(papers):
    totals = add_up(papers, WORTH)
    for item, worth in WORTH.items():
        ease = facility(totals, item, worth)
        assert 0 <= ease.low <= ease.value <= ease.high <= 1  # type: ignore[operator]
        power = discrimination(totals, item)
        if power.is_known:
            assert -1 <= power.low <= power.value <= power.high <= 1  # type: ignore[operator]
    trust = reliability(totals)
    if trust.is_known:
        assert trust.low <= trust.high <= 1  # type: ignore[operator]
        assert trust.value <= 1  # type: ignore[operator]


@given(PAPERS, st.randoms(use_true_random=False))
def test_the_order_and_the_bundling_of_attempts_change_nothing(papers, chance):
    shuffled = list(papers)
    chance.shuffle(shuffled)
    counted = Counter(tuple(sorted(p.marks.items())) for p in papers)
    bundled = [Sitting(dict(marks), times) for marks, times in counted.items()]
    first, second, third = (add_up(p, WORTH) for p in (papers, shuffled, bundled))
    assert first.items == second.items == third.items
    assert reliability(first) == reliability(second) == reliability(third)


@given(PAPERS, st.integers(2, 9))
def test_what_a_question_is_worth_changes_neither_its_facility_nor_the_unit(
    papers, factor
):
    dearer = {item: worth * factor for item, worth in WORTH.items()}
    first, second = add_up(papers, WORTH), add_up(papers, dearer)
    assert reliability(first) == reliability(second)
    for item in WORTH:
        assert facility(first, item, WORTH[item]) == facility(
            second, item, dearer[item]
        )
        assert discrimination(first, item) == discrimination(second, item)


@given(st.floats(-0.999, 0.999), st.integers(4, 5000))
def test_fishers_limits_are_even_around_the_transformed_value(r, n):
    low, high = fisher(r, n)
    assume(abs(low) < 1 - 1e-9 and abs(high) < 1 - 1e-9)
    assert isclose(atanh(r) - atanh(low), atanh(high) - atanh(r), rel_tol=1e-3)


def test_a_perfect_agreement_has_no_width():
    totals = add_up(sittings(["111", "000"] * 5), ONE_EACH)
    assert discrimination(totals, "A") == Figure(10, 1.0, 1.0, 1.0)
    assert reliability(totals) == Figure(10, Fraction(1), 1.0, 1.0)
    assert isclose(Z, stats.norm.ppf(0.975))
