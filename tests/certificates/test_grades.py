"""Which grade is earned, over all that can be reached and every rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lms.certificates.grades import ORDER, Grade, Reached, grade_of, is_better
from lms.enrolment.rules import CertificateRules

PERCENT = some.integers(0, 100)
MEAN = some.none() | some.fractions(0, 100)
RULES = some.builds(
    CertificateRules,
    participation=PERCENT,
    completion=PERCENT,
    diploma=PERCENT,
    diploma_score=PERCENT,
)


def rank(grade: Grade | None) -> int:
    return ORDER.index(grade) + 1 if grade else 0


@pytest.mark.parametrize(
    ("percent", "mean", "grade"),
    [
        (49, None, None),
        (50, None, Grade.PARTICIPATION),
        (89, Fraction(100), Grade.PARTICIPATION),
        (90, Fraction(100), Grade.COMPLETION),
        (100, None, Grade.COMPLETION),
        (100, Fraction(79999, 1000), Grade.COMPLETION),
        (100, Fraction(80), Grade.DIPLOMA),
    ],
)
def test_the_usual_rules_give_these_grades(percent, mean, grade):
    assert grade_of(Reached(percent, mean), CertificateRules()) is grade


@given(RULES, PERCENT, PERCENT, MEAN)
def test_more_progress_never_earns_less(rules, one, other, mean):
    less, more = sorted((one, other))
    before = grade_of(Reached(less, mean), rules)
    assert rank(before) <= rank(grade_of(Reached(more, mean), rules))


@given(RULES, PERCENT, some.fractions(0, 100), some.fractions(0, 100))
def test_a_better_mean_never_earns_less(rules, percent, one, other):
    less, more = sorted((one, other))
    before = grade_of(Reached(percent, less), rules)
    assert rank(before) <= rank(grade_of(Reached(percent, more), rules))


@given(RULES, PERCENT, MEAN)
def test_a_grade_is_earned_only_where_its_own_rule_is_met(rules, percent, mean):
    match grade_of(Reached(percent, mean), rules):
        case Grade.DIPLOMA:
            assert percent >= rules.diploma
            assert mean is not None and mean >= rules.diploma_score
        case Grade.COMPLETION:
            assert percent >= rules.completion
        case Grade.PARTICIPATION:
            assert percent >= rules.participation
        case None:
            assert percent < min(rules.participation, rules.completion)


@given(some.sampled_from(ORDER), some.sampled_from(ORDER))
def test_of_two_grades_at_most_one_is_better(one, other):
    assert is_better(one, other) + is_better(other, one) == (one is not other)
