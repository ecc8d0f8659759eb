"""What a quiz comes to, told with each attempt that is marked."""

import pytest

from lms.learning.queries import list_done
from lms.quizzes import services
from lms.quizzes.states import State
from tests.factories.attempts import (
    RIGHT,
    WRONG,
    attempts,
    begin,
    publish_quiz,
    singles,
    submit,
)
from tests.factories.questions import make_question
from tests.factories.quizzes import ACTIVITY, make_learner


def results(heard):
    return [(event.percent, event.passed) for event in heard]


def is_done(learner):
    return ACTIVITY in list_done(learner.enrolment_id)


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        ("best", [(50, False), (100, True), (100, True)]),
        ("last", [(50, False), (100, True), (0, False)]),
        ("first", [(50, False), (50, False), (50, False)]),
        ("average", [(50, False), (75, True), (50, False)]),
    ],
)
def test_each_marked_attempt_tells_what_the_quiz_comes_to_now(
    inside, heard, grade, expected
):
    publish_quiz(*singles("uno", "dos"), grade=grade)
    ana = make_learner()
    for number, (one, two) in enumerate(
        [(RIGHT, WRONG), (RIGHT, RIGHT), (WRONG, WRONG)], start=1
    ):
        begin(ana, after=number - 1)
        submit(ana, number, uno=one, dos=two)
    assert results(heard) == expected
    assert is_done(ana) == any(passed for _, passed in expected)


def test_a_survey_is_done_when_it_is_handed_in(inside, heard):
    publish_quiz(make_question("likert"), make_question("reflection"), pass_mark=100)
    ana = make_learner()
    submit(ana, likert=("algo",))
    [line] = attempts(ana)
    assert (line.state, line.points, line.out_of) == (State.MARKED, 0, 0)
    assert results(heard) == [(100, True)]
    assert is_done(ana)


def test_a_survey_nobody_handed_in_in_time_is_not_done(inside, watch):
    publish_quiz(make_question("likert"), time_limit=10, on_expiry="abandon")
    ana = make_learner()
    begin(ana)
    watch.go(11)
    services.expire_overdue()
    assert attempts(ana)[0].state is State.ABANDONED
    assert not is_done(ana)
