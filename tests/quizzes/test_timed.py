"""Attempts that last so long and no longer."""

import pytest

from lms.foundation.work import atomic
from lms.quizzes import queries, services
from lms.quizzes.errors import AttemptClosed, NotBegunYet
from lms.quizzes.events import AttemptMarked, AttemptSubmitted
from lms.quizzes.services import Clash
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
    stands,
    submit,
)
from tests.factories.quizzes import ACTIVITY, make_learner

from .timing import at


@pytest.fixture
def heard(inside):
    events = []
    for kind in (AttemptSubmitted, AttemptMarked):
        inside.extensions["lms"].bus.listen(kind, events.append)
    return events


def make(**rules):
    publish_quiz(**{"time_limit": 40, "grace": 30, **rules})
    return make_learner()


def come_by(learner):
    with atomic():
        return services.expire_if_due(
            enrolment_id=learner.enrolment_id, activity_id=ACTIVITY
        )


def told(heard):
    return [type(event) for event in heard]


# Beginning


def test_a_clock_starts_when_somebody_asks_for_it_and_by_no_answer(inside, watch):
    ana = make()
    for act in (save, submit):
        with pytest.raises(NotBegunYet):
            act(ana, uno=RIGHT)
    assert attempts(ana) == []
    begin(ana)
    [line] = attempts(ana)
    assert (line.started_at, line.due_at) == (at(0), at(40))
    assert line.paper == ("uno", "dos")


def test_extra_time_is_in_the_clock_from_the_start(inside, watch):
    ana = make()
    needs(ana, extra_time=25)
    begin(ana)
    assert attempts(ana)[0].due_at == at(50)


def test_the_closing_of_the_quiz_ends_every_attempt_extra_time_or_not(inside, watch):
    ana = make()
    needs(ana, extra_time=100, pause_minutes=60)
    schedule(ana, closes_at=at(30))
    begin(ana)
    assert attempts(ana)[0].due_at == at(30)


def test_a_quiz_without_limit_still_ends_when_it_closes(inside, watch):
    ana = make(time_limit=None)
    schedule(ana, closes_at=at(30))
    save(ana, uno=RIGHT)
    assert attempts(ana)[0].due_at == at(30)
    watch.go(31)
    assert save(ana, dos=RIGHT).expired
    assert stands(ana) == {"uno": RIGHT}


# Late


def test_what_is_on_its_way_when_the_time_is_up_counts(inside, watch):
    ana = make()
    begin(ana)
    watch.go(40, 30)
    assert not save(ana, uno=RIGHT).expired
    assert not submit(ana, dos=RIGHT).expired
    [line] = attempts(ana)
    assert (line.state, line.points, line.ended_by_clock) == (State.MARKED, 2, False)


def test_what_comes_later_is_told_back_and_not_kept(inside, watch, heard):
    ana = make()
    begin(ana)
    save(ana, uno=RIGHT)
    watch.go(40, 31)
    late = save(ana, uno=WRONG, dos=RIGHT)
    assert late.expired
    assert late.saved_at is None
    assert late.clashes == (Clash("uno", WRONG, RIGHT), Clash("dos", RIGHT, ()))
    assert stands(ana) == {"uno": RIGHT}
    [line] = attempts(ana)
    assert (line.state, line.points, line.ended_by_clock) == (State.MARKED, 1, True)
    assert line.submitted_at == at(40)
    assert told(heard) == [AttemptSubmitted, AttemptMarked]


def test_late_again_is_told_again_and_changes_nothing(inside, watch, heard):
    ana = make()
    begin(ana)
    watch.go(41)
    for _ in range(3):
        assert save(ana, uno=RIGHT).clashes == (Clash("uno", RIGHT, ()),)
        assert submit(ana, uno=RIGHT).clashes == (Clash("uno", RIGHT, ()),)
    assert stands(ana) == {}
    assert len(attempts(ana)) == 1
    assert told(heard) == [AttemptSubmitted, AttemptMarked]


def test_handing_in_too_late_hands_in_what_was_saved_in_time(inside, watch, heard):
    ana = make()
    begin(ana)
    save(ana, uno=RIGHT)
    watch.go(60)
    handed = submit(ana, uno=RIGHT, dos=RIGHT)
    assert handed.expired
    assert handed.clashes == (Clash("dos", RIGHT, ()),)
    [line] = attempts(ana)
    assert (line.points, line.ended_by_clock, line.submitted_at) == (1, True, at(40))
    assert told(heard) == [AttemptSubmitted, AttemptMarked]


def test_too_late_with_questions_missing_is_too_late(inside, watch):
    ana = make()
    begin(ana)
    watch.go(41)
    handed = submit(ana, anyway=False)
    assert (handed.expired, handed.missing) == (True, ())


def test_what_was_handed_in_by_the_learner_is_closed_not_out_of_time(inside, watch):
    ana = make()
    begin(ana)
    submit(ana, uno=RIGHT)
    watch.go(60)
    with pytest.raises(AttemptClosed):
        save(ana, uno=WRONG)
    assert submit(ana, uno=WRONG).dropped
    assert not come_by(ana)


def test_an_abandoned_attempt_is_used_up_and_tells_nothing(inside, watch, heard):
    ana = make(on_expiry="abandon")
    begin(ana)
    save(ana, uno=RIGHT, dos=RIGHT)
    watch.go(41)
    assert save(ana, uno=WRONG).expired
    [line] = attempts(ana)
    assert (line.state, line.points, line.marks) == (State.ABANDONED, 0, {})
    assert stands(ana) == {"uno": RIGHT, "dos": RIGHT}
    assert heard == []
    assert submit(ana, uno=RIGHT).expired


# Ended by whoever comes by


def test_coming_by_ends_an_attempt_out_of_time_once(inside, watch, heard):
    ana = make()
    assert not come_by(ana)
    begin(ana)
    save(ana, uno=RIGHT)
    watch.go(40, 30)
    assert not come_by(ana)
    watch.go(0, 1)
    [line] = attempts(ana)
    assert queries.is_overdue(line, ACTIVITY, watch.now)
    assert [come_by(ana), come_by(ana)] == [True, False]
    [line] = attempts(ana)
    assert not queries.is_overdue(line, ACTIVITY, watch.now)
    assert (line.points, line.submitted_at, line.marked_at) == (1, at(40), at(40, 31))
    assert told(heard) == [AttemptSubmitted, AttemptMarked]


def test_another_attempt_begins_although_the_last_one_just_ran_out(inside, watch):
    ana = make()
    begin(ana)
    watch.go(41)
    assert begin(ana, after=1) == 2
    assert [line.state for line in attempts(ana)] == [State.MARKED, State.STARTED]


# When the schedule or the needs change in the middle


def test_a_new_closing_moves_the_end_of_attempts_in_progress(inside, watch):
    ana, berta = make(), make_learner()
    begin(ana)
    begin(berta)
    submit(berta)
    schedule(ana, closes_at=at(20))
    assert [line.due_at for line in attempts(ana)] == [at(20)]
    assert [line.due_at for line in attempts(berta)] == [at(40)]
    schedule(ana, closes_at=at(35))
    assert attempts(ana)[0].due_at == at(35)
    schedule(ana)
    assert attempts(ana)[0].due_at == at(40)


def test_nobodys_time_is_up_before_it_was_said(inside, watch):
    ana = make()
    begin(ana)
    watch.go(10)
    schedule(ana, closes_at=at(5))
    assert attempts(ana)[0].due_at == at(10)
    assert not save(ana, uno=RIGHT).expired
    watch.go(1)
    assert save(ana, dos=RIGHT).expired
    assert stands(ana) == {"uno": RIGHT}


def test_what_has_run_out_is_not_brought_back_by_a_later_closing(inside, watch):
    ana = make()
    schedule(ana, closes_at=at(30))
    begin(ana)
    watch.go(35)
    schedule(ana, closes_at=at(90))
    assert attempts(ana)[0].due_at == at(30)
    assert save(ana, uno=RIGHT).expired


def test_needs_told_in_the_middle_help_at_once_and_only_the_one_person(inside, watch):
    ana, berta = make(), make_learner()
    begin(ana)
    begin(berta)
    watch.go(39)
    needs(ana, extra_time=50)
    assert [attempts(who)[0].due_at for who in (ana, berta)] == [at(60), at(40)]
    needs(ana)
    assert attempts(ana)[0].due_at == at(40)
    watch.go(10)


def test_an_attempt_keeps_the_rules_it_was_begun_with(inside, watch):
    ana = make()
    begin(ana)
    publish_quiz(time_limit=1, grace=0)
    watch.go(39)
    assert not save(ana, uno=RIGHT).expired
    needs(ana, extra_time=100)
    assert attempts(ana)[0].due_at == at(80)
