"""From answers to the result of a quiz."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.asking import Grade
from lms.quizzes import grading, marking
from lms.quizzes.grading import Result, result
from lms.quizzes.lines import AttemptLine
from lms.quizzes.states import State
from tests.factories.questions import ANSWERS, KEYS, KINDS, make_question, one_of_each

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def attempt(number, points, out_of=10, state=State.MARKED):
    return AttemptLine(
        id=number,
        release_id=1,
        number=number,
        seed=0,
        started_at=NOON,
        submitted_at=None if state is State.STARTED else NOON,
        points=None if points is None else Fraction(points),
        out_of=out_of,
        state=state,
    )


ATTEMPTS = [attempt(1, 4), attempt(2, 8), attempt(3, 8), attempt(4, 6)]


@pytest.mark.parametrize(
    ("grade", "share", "counted"),
    [
        (Grade.BEST, Fraction(8, 10), (2,)),
        (Grade.LAST, Fraction(6, 10), (4,)),
        (Grade.FIRST, Fraction(4, 10), (1,)),
        (Grade.AVERAGE, Fraction(65, 100), (1, 2, 3, 4)),
    ],
)
@pytest.mark.parametrize("turn", [1, -1])
def test_the_author_says_which_attempt_counts(grade, share, counted, turn):
    assert result(grade, ATTEMPTS[::turn]) == Result(share, counted)


@pytest.mark.parametrize("grade", Grade)
def test_only_marked_attempts_count(grade):
    others = [
        attempt(9, None, state=State.STARTED),
        attempt(8, 10, state=State.SUBMITTED),
        attempt(7, 10, state=State.EXPIRED),
        attempt(6, 0, state=State.ABANDONED),
    ]
    assert result(grade, others) is None
    assert result(grade, [*others, attempt(1, 5)]) == Result(Fraction(1, 2), (1,))


def test_attempts_worth_different_points_are_compared_by_their_shares():
    found = result(Grade.BEST, [attempt(1, 9, 10), attempt(2, 18, 30)])
    assert found == Result(Fraction(9, 10), (1,))
    found = result(Grade.AVERAGE, [attempt(1, 9, 10), attempt(2, 18, 30)])
    assert found is not None
    assert found.share == Fraction(3, 4)


def test_a_percentage_is_never_rounded_up_and_passing_is_exact():
    found = Result(Fraction(6999, 10000), (1,))
    assert (found.percent, found.passes(70), found.passes(69)) == (69, False, True)
    found = Result(Fraction(2, 3), (1,))
    assert (found.percent, found.passes(66), found.passes(67)) == (66, True, False)


def test_where_nothing_can_be_earned_handing_in_is_all():
    found = result(Grade.BEST, [attempt(1, 0, 0)])
    assert found is not None
    assert (found.percent, found.passes(100)) == (100, True)


points = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 20)).map(
        lambda pair: (min(pair), max(pair))
    ),
    min_size=1,
    max_size=6,
)


@given(points)
def test_no_rule_gives_more_than_the_best_nor_less_than_the_worst(points):
    lines = [attempt(n, p, most) for n, (p, most) in enumerate(points, 1)]
    shares = [Fraction(p, most) for p, most in points]
    for grade in Grade:
        found = result(grade, lines)
        assert found is not None
        assert min(shares) <= found.share <= max(shares)
        assert 0 <= found.percent <= 100
        assert set(found.counted) <= {line.number for line in lines}


# Marks at the end of an attempt


def test_the_marks_of_everything_that_marks_itself():
    questions = one_of_each()
    marks = grading.mark_answers(questions, ANSWERS)
    assert marks == {kind: 1 for kind in KINDS if KEYS[kind]}
    assert grading.waiting(questions, marks) == ("essay",)


def test_an_essay_nobody_wrote_is_marked_at_once():
    questions = one_of_each()
    marks = grading.mark_answers(questions, {})
    assert marks == {kind: 0 for kind in KINDS if kind not in ("likert", "reflection")}
    assert grading.waiting(questions, marks) == ()


def test_what_nobody_marks_is_worth_nothing():
    survey = (make_question("likert"), make_question("reflection", points=5))
    assert marking.worth(survey) == 0
    assert grading.mark_answers(survey, ANSWERS) == {}
    assert grading.waiting(survey, {}) == ()
    assert [grading.marks_itself(q) for q in survey] == [False, False]


@given(st.dictionaries(st.sampled_from(KINDS), st.fractions(0, 1)))
def test_marks_are_kept_exactly(marks):
    assert grading.read(grading.written(marks)) == marks
