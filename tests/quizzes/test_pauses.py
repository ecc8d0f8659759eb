"""The clock stands still for those who were given pauses."""

from datetime import timedelta

import pytest

from lms.foundation.work import atomic
from lms.quizzes import queries, services
from lms.quizzes.errors import (
    AttemptClosed,
    AttemptExpired,
    AttemptNotFound,
    NoPauseLeft,
)
from lms.quizzes.states import State
from tests.factories.attempts import (
    RIGHT,
    attempts,
    begin,
    needs,
    publish_quiz,
    save,
    schedule,
    stands,
    submit,
)
from tests.factories.quizzes import ACTIVITY, make_learner

from .timing import NOON, at


@pytest.fixture
def ana(inside, watch):
    """Somebody with ten minutes of pause in a quiz of forty."""
    publish_quiz(time_limit=40, grace=0)
    made = make_learner()
    needs(made, pause_minutes=10)
    return made


def pause(learner):
    with atomic():
        return services.pause(taking=learner.taking())


def resume(learner):
    with atomic():
        return services.resume(taking=learner.taking())


def clock_of(learner):
    [line] = attempts(learner)
    return line.due_at, line.paused_at, line.paused_seconds


def left(learner, watch):
    [line] = attempts(learner)
    terms = queries.find_terms(learner.enrolment_id, ACTIVITY, learner.release_id)
    found = terms.clock.left(
        line.started_at, line.paused_at, line.paused_seconds, watch.now
    )
    return found / timedelta(minutes=1)


def test_a_pause_puts_the_end_off_by_its_length(ana, watch):
    begin(ana)
    watch.go(15)
    assert pause(ana)
    assert clock_of(ana) == (at(50), at(15), 0)
    watch.go(4)
    assert left(ana, watch) == 25
    assert resume(ana)
    assert clock_of(ana) == (at(44), None, 240)
    assert left(ana, watch) == 25


def test_several_pauses_last_together_what_was_granted(ana, watch):
    begin(ana)
    for _ in range(2):
        pause(ana)
        watch.go(4)
        resume(ana)
        watch.go(1)
    assert clock_of(ana) == (at(48), None, 480)
    pause(ana)
    watch.go(5)
    resume(ana)
    assert clock_of(ana) == (at(50), None, 600)
    with pytest.raises(NoPauseLeft):
        pause(ana)


def test_after_the_longest_pause_the_clock_goes_on_by_itself(ana, watch):
    begin(ana)
    assert pause(ana)
    watch.go(11)
    assert not pause(ana)
    assert left(ana, watch) == 39
    watch.go(39, 1)
    assert not resume(ana)
    [line] = attempts(ana)
    assert (line.state, line.submitted_at, line.paused_at) == (
        State.MARKED,
        at(50),
        None,
    )


def test_pausing_and_going_on_twice_is_once(ana, watch):
    begin(ana)
    assert pause(ana)
    watch.go(3)
    assert pause(ana)
    assert clock_of(ana) == (at(50), NOON, 0)
    assert resume(ana)
    assert resume(ana)
    assert clock_of(ana) == (at(43), None, 180)


def test_whoever_answers_in_another_window_goes_on(ana, watch):
    begin(ana)
    pause(ana)
    watch.go(3)
    assert save(ana, uno=RIGHT).saved_at
    assert clock_of(ana) == (at(43), None, 180)
    assert stands(ana) == {"uno": RIGHT}


def test_a_window_that_says_nothing_new_lets_the_pause_last(ana, watch):
    begin(ana)
    save(ana, uno=RIGHT)
    pause(ana)
    watch.go(3)
    assert save(ana, uno=RIGHT).saved_at is None
    assert clock_of(ana)[1] == NOON


def test_handing_in_ends_a_pause_for_good(ana, watch):
    begin(ana)
    pause(ana)
    watch.go(3)
    submit(ana, uno=RIGHT)
    [line] = attempts(ana)
    assert (line.state, line.points, line.paused_at) == (State.MARKED, 1, None)
    for act in (pause, resume):
        with pytest.raises(AttemptClosed):
            act(ana)


def test_a_pause_does_not_put_off_the_closing(ana, watch):
    schedule(ana, closes_at=at(45))
    begin(ana)
    watch.go(39)
    pause(ana)
    assert clock_of(ana)[0] == at(45)
    watch.go(7)
    assert not resume(ana)
    assert attempts(ana)[0].submitted_at == at(45)


def test_a_pause_that_comes_too_late_ends_the_attempt(ana, watch):
    begin(ana)
    save(ana, uno=RIGHT)
    watch.go(41)
    assert not pause(ana)
    assert attempts(ana)[0].points == 1
    for act in (pause, resume):
        with pytest.raises(AttemptExpired):
            act(ana)


def test_who_was_given_none_has_no_pause(ana, watch):
    berta = make_learner()
    begin(berta)
    with pytest.raises(NoPauseLeft):
        pause(berta)
    needs(berta, pause_minutes=5)
    assert pause(berta)


def test_there_is_no_pause_before_the_attempt_nor_without_a_clock(inside, watch):
    publish_quiz()
    ana = make_learner()
    needs(ana, pause_minutes=5)
    for act in (pause, resume):
        with pytest.raises(AttemptNotFound):
            act(ana)
    save(ana, uno=RIGHT)
    with pytest.raises(NoPauseLeft):
        pause(ana)
    assert resume(ana)
    assert attempts(ana)[0].due_at is None


def test_a_pause_cut_short_by_the_secretariat_ends_now_not_some_time_ago(ana, watch):
    begin(ana)
    watch.go(39)
    pause(ana)
    watch.go(9)
    needs(ana, pause_minutes=1)
    assert clock_of(ana)[0] == at(48)
    assert resume(ana)
    assert clock_of(ana) == (at(48), None, 60)
