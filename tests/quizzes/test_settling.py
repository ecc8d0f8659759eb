"""Points become final when people have marked, and it has been told."""

from fractions import Fraction

import pytest
from sqlalchemy import update

from lms.content.asking import ByHand
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.learning.queries import list_done
from lms.quizzes import queries, services
from lms.quizzes.errors import AttemptNotFound
from lms.quizzes.events import AttemptMarked, AttemptSubmitted
from lms.quizzes.models import Attempt
from lms.quizzes.states import State
from tests.factories.attempts import (
    RIGHT,
    attempts,
    begin,
    edition_of,
    mark_by_hand,
    publish_quiz,
    schedule,
    singles,
    submit,
)
from tests.factories.questions import make_question
from tests.factories.quizzes import ACTIVITY, make_learner

TEXT = ("Los hechos caen bajo la Convención de 1948.",)
TOGETHER = ByHand(together=True)


@pytest.fixture
def heard(inside):
    events = []
    for kind in (AttemptSubmitted, AttemptMarked):
        inside.extensions["lms"].bus.listen(kind, events.append)
    return events


def make(**rules):
    """A quiz of one point that marks itself and of three for a person."""
    publish_quiz(*singles("uno"), make_question("essay", "ensayo", points=3), **rules)
    return make_learner()


def release(learner):
    with atomic():
        return services.release_marks(
            edition_id=edition_of(learner),
            activity_id=ACTIVITY,
            by_id=learner.member_id,
        )


def results(heard):
    return [(e.percent, e.passed) for e in heard if isinstance(e, AttemptMarked)]


def is_done(learner):
    return ACTIVITY in list_done(learner.enrolment_id)


def test_what_a_person_has_to_mark_waits_with_its_points_so_far(inside, heard):
    ana = make()
    submit(ana, uno=RIGHT, ensayo=TEXT)
    [line] = attempts(ana)
    assert (line.state, line.points, line.out_of) == (State.SUBMITTED, 1, 4)
    assert (line.marks, line.marked_at) == ({"uno": 1}, None)
    assert [type(event) for event in heard] == [AttemptSubmitted]
    assert not is_done(ana)


def test_the_last_mark_makes_the_points_final(inside, heard):
    ana = make()
    submit(ana, uno=RIGHT, ensayo=TEXT)
    [line] = attempts(ana)
    assert mark_by_hand(line.id, "ensayo", 3, 4, ana.member_id)
    [line] = attempts(ana)
    assert (line.state, line.points) == (State.MARKED, Fraction(13, 4))
    assert line.marks == {"uno": 1, "ensayo": Fraction(3, 4)}
    assert line.marked_at is not None
    assert results(heard) == [(81, True)]
    assert is_done(ana)


def test_an_essay_left_empty_waits_for_nobody(inside, heard):
    ana = make()
    submit(ana, uno=RIGHT)
    [line] = attempts(ana)
    assert (line.state, line.points) == (State.MARKED, 1)
    assert line.marks == {"uno": 1, "ensayo": 0}
    assert results(heard) == [(25, False)]
    assert not is_done(ana)


def test_marks_come_one_by_one(inside, heard):
    publish_quiz(make_question("essay", "a"), make_question("essay", "b", points=2))
    ana = make_learner()
    submit(ana, a=TEXT, b=TEXT)
    [line] = attempts(ana)
    assert not mark_by_hand(line.id, "b", 1, 2, ana.member_id)
    [line] = attempts(ana)
    assert (line.state, line.points) == (State.SUBMITTED, 1)
    assert line.marks == {"b": Fraction(1, 2)}
    assert mark_by_hand(line.id, "a", 1, 1, ana.member_id)
    assert attempts(ana)[0].points == 2
    assert results(heard) == [(66, False)]


def test_a_mark_for_a_question_that_was_not_asked_changes_nothing(inside):
    ana = make()
    submit(ana, uno=RIGHT, ensayo=TEXT)
    [line] = attempts(ana)
    assert not mark_by_hand(line.id, "otra", 1, 1, ana.member_id)
    assert attempts(ana) == [line]


def test_settling_twice_tells_once(inside, heard):
    ana = make()
    submit(ana, uno=RIGHT, ensayo=TEXT)
    [line] = attempts(ana)
    mark_by_hand(line.id, "ensayo", 1, 1, ana.member_id)
    before = attempts(ana)
    with atomic():
        assert services.settle(line.id)
    assert attempts(ana) == before
    assert results(heard) == [(100, True)]


def test_an_open_an_abandoned_and_a_missing_attempt_are_not_settled(inside, watch):
    ana = make(time_limit=10, on_expiry="abandon")
    begin(ana)
    [line] = attempts(ana)
    assert not mark_by_hand(line.id, "ensayo", 1, 1, ana.member_id)
    watch.go(11)
    submit(ana)
    with atomic():
        assert not services.settle(line.id)
    assert attempts(ana)[0].state is State.ABANDONED
    with pytest.raises(AttemptNotFound), atomic():
        services.settle(line.id + 999)


def test_an_attempt_out_of_time_waits_for_its_marks_too(inside, watch, heard):
    ana = make(time_limit=10)
    begin(ana)
    with atomic():
        services.save_answers(
            taking=ana.taking(),
            given=[services.Given(question_id="ensayo", values=TEXT)],
        )
    watch.go(20)
    services.expire_overdue()
    [line] = attempts(ana)
    assert (line.state, line.ended_by_clock) == (State.EXPIRED, True)
    assert mark_by_hand(line.id, "ensayo", 1, 1, ana.member_id)
    [line] = attempts(ana)
    assert (line.state, line.ended_by_clock) == (State.MARKED, True)
    assert results(heard) == [(75, True)]


# Told together


def test_marks_told_together_wait_for_each_other(inside, heard):
    ana = make(by_hand=TOGETHER)
    berta = make_learner()
    for learner in (ana, berta):
        submit(learner, uno=RIGHT, ensayo=TEXT)
    [one], [two] = attempts(ana), attempts(berta)
    assert not mark_by_hand(one.id, "ensayo", 1, 1, ana.member_id)
    assert attempts(ana)[0].state is State.SUBMITTED
    assert results(heard) == []
    assert release(ana) == 1
    assert attempts(ana)[0].state is State.MARKED
    assert attempts(berta)[0].state is State.SUBMITTED
    assert results(heard) == [(100, True)]
    # From then on each is told as soon as it is marked.
    assert mark_by_hand(two.id, "ensayo", 0, 1, ana.member_id)
    assert results(heard) == [(100, True), (25, False)]


def test_where_all_are_told_together_an_empty_essay_is_told_with_them(inside, heard):
    ana = make(by_hand=TOGETHER)
    submit(ana, uno=RIGHT)
    assert attempts(ana)[0].state is State.SUBMITTED
    assert release(ana) == 1
    assert attempts(ana)[0].state is State.MARKED


def test_releasing_twice_is_once_and_keeps_the_first_moment(inside, watch):
    ana = make(by_hand=TOGETHER)
    submit(ana, uno=RIGHT)
    assert release(ana) == 1
    first = terms_of(ana).released_at
    watch.go(5)
    assert release(ana) == 0
    assert terms_of(ana).released_at == first


def test_releasing_and_scheduling_leave_each_other_alone(inside, watch):
    ana = make(by_hand=TOGETHER)
    release(ana)
    schedule(ana, closes_at=watch.now)
    terms = terms_of(ana)
    assert (terms.released_at, terms.closes_at) == (watch.now, watch.now)


def test_where_nothing_is_marked_by_hand_nothing_is_held_back(inside):
    publish_quiz(*singles("uno"), by_hand=TOGETHER)
    ana = make_learner()
    submit(ana, uno=RIGHT)
    assert attempts(ana)[0].state is State.MARKED


def test_only_marks_of_this_quiz_and_edition_are_told(inside):
    ana = make(by_hand=TOGETHER)
    publish_quiz(make_question("essay", "ensayo"), course_id="otro", by_hand=TOGETHER)
    berta = make_learner("otro")
    for learner in (ana, berta):
        submit(learner)
    assert release(ana) == 1
    assert attempts(berta)[0].state is State.SUBMITTED


def test_who_handed_in_at_the_moment_of_telling_is_settled_by_the_sweep(inside, heard):
    ana = make(by_hand=TOGETHER)
    release(ana)
    submit(ana, uno=RIGHT)
    with atomic():  # as if handing in had not seen that marks were being told
        session.execute(
            update(Attempt).values(state=State.SUBMITTED.value, marked_at=None)
        )
    heard.clear()
    assert services.settle_released() == 1
    assert services.settle_released() == 0
    assert attempts(ana)[0].state is State.MARKED
    assert results(heard) == [(25, False)]


def test_the_sweep_settles_nothing_that_still_waits(inside):
    ana = make(by_hand=TOGETHER)
    submit(ana, uno=RIGHT)
    assert services.settle_released() == 0
    berta = make_learner()
    submit(berta, ensayo=TEXT)
    release(ana)
    assert services.settle_released() == 0
    assert attempts(berta)[0].state is State.SUBMITTED


def terms_of(learner):
    return queries.find_terms(learner.enrolment_id, ACTIVITY, learner.release_id)
