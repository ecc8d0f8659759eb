"""The sweep that ends attempts whose time is up."""

import threading

import pytest
from sqlalchemy import update

from lms.foundation import postman
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.learning.queries import list_done
from lms.quizzes import services
from lms.quizzes.events import AttemptMarked
from lms.quizzes.models import Attempt
from lms.quizzes.states import State
from tests.factories.attempts import (
    RIGHT,
    attempts,
    begin,
    needs,
    publish_quiz,
    save,
    schedule,
    submit,
)
from tests.factories.quizzes import ACTIVITY, make_learner

from .timing import at


def make(**rules):
    publish_quiz(**{"time_limit": 10, "grace": 30, **rules})
    return make_learner()


def states(*learners):
    return [line.state for learner in learners for line in attempts(learner)]


def test_the_sweep_ends_what_is_overdue_and_nothing_else(inside, watch):
    ana, berta, carla, diego = make(), *(make_learner() for _ in range(3))
    begin(ana)
    begin(carla)
    needs(carla, extra_time=100)
    begin(diego)
    submit(diego)
    watch.go(5)
    begin(berta)
    watch.go(6)
    assert services.expire_overdue() == 1
    assert states(ana, berta, carla) == [State.MARKED, State.STARTED, State.STARTED]
    assert services.expire_overdue() == 0
    watch.go(60)
    assert services.expire_overdue() == 2


def test_the_grace_is_waited_for(inside, watch):
    ana = make()
    begin(ana)
    watch.go(10, 30)
    assert services.expire_overdue() == 0
    watch.go(0, 1)
    assert services.expire_overdue() == 1
    assert attempts(ana)[0].submitted_at == at(10)


def test_what_was_saved_counts_and_completes_the_activity(inside, watch):
    ana = make()
    begin(ana)
    save(ana, uno=RIGHT, dos=RIGHT)
    watch.go(11)
    services.expire_overdue()
    assert attempts(ana)[0].points == 2
    assert ACTIVITY in list_done(ana.enrolment_id)


def test_a_quiz_that_closed_ends_for_who_never_came_back(inside, watch):
    ana = make(time_limit=None)
    schedule(ana, closes_at=at(60))
    save(ana, uno=RIGHT)
    watch.go(61)
    assert services.expire_overdue() == 1
    assert attempts(ana)[0].ended_by_clock


def test_a_forgotten_pause_ends_too(inside, watch):
    ana = make()
    needs(ana, pause_minutes=10)
    begin(ana)
    with atomic():
        services.pause(taking=ana.taking())
    watch.go(20, 30)
    assert services.expire_overdue() == 0
    watch.go(1)
    assert services.expire_overdue() == 1


def test_a_sweep_takes_what_was_due_first(inside, watch):
    learners = [make(), *(make_learner() for _ in range(4))]
    for learner in learners:
        begin(learner)
        watch.go(0, 1)
    watch.go(20)
    assert [services.expire_overdue(limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert set(states(*learners)) == {State.MARKED}


def test_a_sweep_goes_on_until_nothing_is_left(inside, watch, monkeypatch):
    monkeypatch.setattr("lms.quizzes.services.sweeping.AT_ONCE", 2)
    learners = [make(), *(make_learner() for _ in range(4))]
    for learner in learners:
        begin(learner)
    watch.go(20)
    assert services.sweep() == 5


def test_what_fails_is_written_down_and_stops_nobody_else(inside, watch, caplog):
    ana, berta = make(), make_learner()
    for learner in (ana, berta):
        begin(learner)
    watch.go(20)
    unlucky = attempts(ana)[0].id

    def fail(event):
        if event.attempt_id == unlucky:
            raise RuntimeError("no")

    inside.extensions["lms"].bus.listen(AttemptMarked, fail)
    assert services.expire_overdue() == 1
    assert states(ana, berta) == [State.STARTED, State.MARKED]
    assert f"attempt {unlucky} could not be ended" in caplog.text


def test_each_attempt_is_ended_in_a_unit_of_its_own(inside, watch, count_queries):
    learners = [make(), *(make_learner() for _ in range(2))]
    for learner in learners:
        begin(learner)
    watch.go(20)
    seen = []

    def look(event):
        session.flush()
        seen.append(event.attempt_id)
        if len(seen) == 3:
            raise RuntimeError("no")

    inside.extensions["lms"].bus.listen(AttemptMarked, look)
    assert services.expire_overdue() == 2
    assert sorted(states(*learners)) == ["marked", "marked", "started"]


# Who sweeps


def test_the_command_ends_attempts_and_says_how_many(app, watch):
    with app.app_context():
        ana = make()
        begin(ana)
    runner = app.test_cli_runner()
    watch.go(20)
    assert "1 intento terminado" in runner.invoke(args=["lms", "expire"]).output
    assert "0 intentos terminados" in runner.invoke(args=["lms", "expire"]).output
    with app.app_context():
        assert states(ana) == [State.MARKED]


def test_the_postman_sweeps_on_his_round(app):
    with app.app_context():
        ana = make()
        begin(ana)
        with atomic():
            session.execute(update(Attempt).values(due_at=at(-100_000)))
    stop = threading.Event()
    postman.every_minute("a test", stop.set)
    try:
        postman.watch(app, stop)
    finally:
        postman._ROUNDS.pop("a test")
    with app.app_context():
        assert states(ana) == [State.MARKED]


def test_a_round_that_fails_stops_no_other(app, caplog):
    done = []
    postman.every_minute("one that fails", lambda: 1 / 0)
    postman.every_minute("one after it", lambda: done.append(1))
    try:
        with app.app_context():
            postman.go_round()
    finally:
        for name in ("one that fails", "one after it"):
            postman._ROUNDS.pop(name)
    assert done == [1]
    assert "no round of one that fails: ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("paused", [False, True])
def test_the_sweep_and_coming_by_agree_on_when_it_ended(inside, watch, paused):
    ana, berta = make(), make_learner()
    for learner in (ana, berta):
        needs(learner, pause_minutes=5)
        begin(learner)
        if paused:
            with atomic():
                services.pause(taking=learner.taking())
    watch.go(100)
    with atomic():
        services.expire_if_due(enrolment_id=ana.enrolment_id, activity_id=ACTIVITY)
    watch.go(5)
    services.expire_overdue()
    ends = {line.submitted_at for who in (ana, berta) for line in attempts(who)}
    assert ends == {at(15) if paused else at(10)}
