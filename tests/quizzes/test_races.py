"""Many at the very same moment, on the real database."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.learning.models import Completion
from lms.quizzes import services
from lms.quizzes.errors import AttemptClosed, NoPauseLeft
from lms.quizzes.events import AttemptMarked, AttemptSubmitted
from lms.quizzes.models import Attempt
from lms.quizzes.services import Given
from lms.quizzes.states import State
from tests.factories.attempts import (
    RIGHT,
    WRONG,
    attempts,
    begin,
    needs,
    publish_quiz,
    save,
    schedule,
    singles,
    stands,
    submit,
)
from tests.factories.quizzes import ACTIVITY, make_learner

IDS = ("uno", "dos", "tres")
TEXT = ("Los hechos caen bajo la Convención.",)


@pytest.fixture
def heard(app):
    events = []
    for kind in (AttemptSubmitted, AttemptMarked):
        app.extensions["lms"].bus.listen(kind, events.append)
    return events


def quiz(*items, **rules):
    publish_quiz(*(items or singles(*IDS)), **rules)
    return make_learner()


def overdue():
    """Let all open attempts be out of time."""
    with atomic():
        session.execute(update(Attempt).values(due_at=now() - timedelta(hours=1)))


def told(heard):
    return Counter((type(event), event.attempt_id) for event in heard)


def completions():
    return session.scalar(select(func.count()).select_from(Completion))


def failures(found):
    return [one for one in found if isinstance(one, Exception)]


def test_handing_in_many_times_is_once(made, together, heard):
    ana = made(quiz)
    found = together(
        *[lambda: submit(ana, uno=RIGHT, dos=RIGHT, tres=RIGHT)] * 6,
        *[lambda: submit(ana, uno=WRONG)] * 2,
    )
    assert failures(found) == []
    assert len(heard) == 2
    assert set(told(heard).values()) == {1}
    [line] = made(attempts, ana)
    right = made(stands, ana) == dict.fromkeys(IDS, RIGHT)
    assert (line.state, line.points) == (State.MARKED, 3 if right else 0)
    assert made(completions) == right


def test_first_answers_at_once_begin_one_attempt_and_are_all_kept(made, together):
    ana = made(quiz)
    found = together(*[lambda id_=id_: save(ana, **{id_: RIGHT}) for id_ in IDS * 3])
    assert failures(found) == []
    assert len(made(attempts, ana)) == 1
    assert made(stands, ana) == dict.fromkeys(IDS, RIGHT)


def test_of_careful_pages_one_is_kept_and_the_others_are_told(app, made, together):
    ana = made(quiz)

    def careful(value):
        with atomic():
            return services.save_answers(
                taking=ana.taking(),
                given=[Given(question_id="uno", values=(value,), version=0)],
                careful=True,
            )

    found = together(*[lambda v=v: careful(v) for v in ("a", "b", "c", "d")])
    assert failures(found) == []
    [kept] = [saved for saved in found if saved.saved_at]
    stands_now = made(stands, ana)["uno"]
    assert kept.answers["uno"].value == stands_now
    lost = [clash for saved in found for clash in saved.clashes]
    assert len(lost) == 3
    assert {clash.kept for clash in lost} == {stands_now}
    assert {clash.given for clash in lost} | {stands_now} == {
        ("a",),
        ("b",),
        ("c",),
        ("d",),
    }


def test_beginning_many_times_is_once(made, together):
    ana = made(quiz, time_limit=10)
    assert together(*[lambda: begin(ana)] * 6) == [1] * 6
    made(submit, ana)
    assert together(*[lambda: begin(ana, after=1)] * 6) == [2] * 6
    assert [line.number for line in made(attempts, ana)] == [1, 2]


def test_whoever_ends_an_attempt_out_of_time_ends_it_once(made, together, heard):
    learners = [made(quiz, time_limit=10), *(made(make_learner) for _ in range(5))]
    for learner in learners:
        made(begin, learner)
        made(save, learner, uno=RIGHT, dos=RIGHT, tres=RIGHT)
    made(overdue)

    def come_by(learner):
        with atomic():
            return services.expire_if_due(
                enrolment_id=learner.enrolment_id, activity_id=ACTIVITY
            )

    ana = learners[0]
    found = together(
        services.expire_overdue,
        services.expire_overdue,
        services.sweep,
        lambda: come_by(ana),
        lambda: save(ana, uno=WRONG),
        lambda: submit(ana, uno=WRONG),
        lambda: begin(ana, after=1),
        lambda: come_by(learners[1]),
    )
    assert failures(found) == []
    made(services.sweep)
    assert len(told(heard)) == 12
    assert set(told(heard).values()) == {1}
    for learner in learners:
        first = made(attempts, learner)[0]
        assert (first.state, first.points, first.ended_by_clock) == ("marked", 3, True)
    assert made(completions) == 6


def test_handing_in_and_running_out_at_the_same_moment_is_one_end(
    made, together, heard
):
    """Whoever comes first decides; what is kept, marked and told is one of the two."""
    learners = [made(quiz, time_limit=10), *(made(make_learner) for _ in range(3))]
    for learner in learners:
        made(begin, learner)
        made(save, learner, uno=RIGHT)
    found = together(
        overdue,
        services.expire_overdue,
        services.expire_overdue,
        *[
            lambda learner=learner: submit(learner, dos=RIGHT, tres=RIGHT)
            for learner in learners
        ],
    )
    assert failures(found) == []
    made(services.sweep)
    for learner in learners:
        [line] = made(attempts, learner)
        answers = made(stands, learner)
        assert line.points == len(answers)
        assert line.ended_by_clock == (len(answers) == 1)
    assert set(told(heard).values()) == {1}
    assert len(told(heard)) == 8


def test_a_new_closing_and_answers_at_the_same_moment_get_along(made, together):
    learners = [made(quiz, time_limit=60), *(made(make_learner) for _ in range(4))]
    for learner in learners:
        made(begin, learner)
    closes_at = now() + timedelta(minutes=5)
    found = together(
        lambda: schedule(learners[0], closes_at=closes_at),
        lambda: needs(learners[1], extra_time=50),
        *[lambda learner=learner: save(learner, uno=RIGHT) for learner in learners],
        lambda: submit(learners[4], dos=RIGHT),
    )
    # The one who hands in may be told that it was handed in before the answer came.
    assert [one for one in failures(found) if not isinstance(one, AttemptClosed)] == []
    for learner in learners[:4]:
        [line] = made(attempts, learner)
        assert line.due_at == closes_at
        assert made(stands, learner) == {"uno": RIGHT}


@pytest.mark.parametrize("turn", range(5))
@pytest.mark.parametrize("limit", [None, 60])
def test_an_attempt_that_begins_as_the_closing_is_set_knows_it(
    made, together, limit, turn
):
    learners = [made(quiz, time_limit=limit), *(made(make_learner) for _ in range(5))]
    closes_at = now() + timedelta(minutes=5)
    found = together(
        *[lambda learner=learner: begin(learner) for learner in learners[:3]],
        lambda: schedule(learners[0], closes_at=closes_at),
        *[lambda learner=learner: begin(learner) for learner in learners[3:]],
        lambda: needs(learners[2], extra_time=300),
    )
    assert failures(found) == []
    due = {line.due_at for one in learners for line in made(attempts, one)}
    assert due == {closes_at}


def test_one_pause_is_one_pause(made, together):
    ana = made(quiz, time_limit=10)
    made(needs, ana, pause_minutes=5)
    made(begin, ana)

    def rest(act):
        with atomic():
            return act(taking=ana.taking())

    assert together(*[lambda: rest(services.pause)] * 6) == [True] * 6
    found = together(
        *[lambda: rest(services.resume)] * 3, *[lambda: rest(services.pause)] * 3
    )
    assert [one for one in failures(found) if not isinstance(one, NoPauseLeft)] == []
    made(rest, services.resume)
    [line] = made(attempts, ana)
    assert line.paused_at is None
    assert line.paused_seconds <= 60
