"""What marking anew leaves as it is, and whom it reaches."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from lms.content.asking import Grade
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.quizzes.comparing import Ground
from lms.quizzes.models import Attempt
from lms.quizzes.states import State
from tests.factories.attempts import (
    attempts,
    begin,
    publish_quiz,
    save,
    submit,
)
from tests.factories.marking import GOOD, TEXT, make_marker, mark
from tests.factories.questions import choices, make_question
from tests.factories.quizzes import make_learner
from tests.factories.regrading import NEW, OLD, REST, B, C, apply, look, made, state_of


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (None, Ground.GONE),
        (make_question("truefalse", "uno", points=2), Ground.KIND),
        (replace(OLD, content=choices("c", of="bcd")), Ground.TAKEN),
        (replace(OLD, content=choices("e", of="abcde")), Ground.ADDED),
    ],
)
def test_a_question_that_is_another_one_now_keeps_its_marks(inside, question, why):
    ana, _eva = made()
    items = (question, *REST) if question else REST
    found = look(ana, publish_quiz(*items))
    assert (found.changes, found.kept) == ((), {"uno": why})


def test_what_a_question_is_worth_and_what_passes_stay_as_they_were_told(inside):
    ana, _eva = made()
    new = publish_quiz(replace(NEW, points=10), *REST, pass_mark=1)
    first = look(ana, new).changes[0]
    assert (first.points, first.out_of, first.passed) == ((3, 1), 3, (True, False))


def test_marks_that_people_gave_stay(inside):
    publish_quiz(OLD, make_question("essay", "ensayo", points=4))
    ana, ines = make_learner(), make_marker("Inés")
    submit(ana, uno=C, ensayo=TEXT)
    mark(ana, ines, GOOD)
    new = publish_quiz(NEW, make_question("essay", "ensayo", points=4))
    apply(ana, new, ines)
    assert state_of(ana) == [(6, 6, {"uno": 1, "ensayo": 1})]


def test_an_attempt_that_waits_for_people_is_marked_anew_without_being_told(
    inside, heard
):
    publish_quiz(OLD, make_question("essay", "ensayo", points=4))
    ana, ines = make_learner(), make_marker("Inés")
    submit(ana, uno=C, ensayo=TEXT)
    new = publish_quiz(NEW, make_question("essay", "ensayo", points=4))
    assert look(ana, new).changes[0].passed is None
    apply(ana, new, ines)
    assert heard == []
    mark(ana, ines, GOOD)
    assert (attempts(ana)[0].points, attempts(ana)[0].state) == (6, State.MARKED)


def test_open_attempts_stay_as_they_are(inside):
    ana, _eva = made()
    sol = make_learner(name="Sol")
    save(sol, uno=C)
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    assert apply(ana, new, ines) == 2
    assert attempts(sol)[0].state is State.STARTED
    submit(sol, uno=C, dos=B)
    assert attempts(sol)[0].points == 1
    assert apply(ana, new, ines, reason="La que faltaba.") == 1
    assert attempts(sol)[0].points == 3


def test_one_can_go_back_to_the_key_of_an_older_release(inside):
    ana, eva = made()
    old_id = ana.release_id
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    before = [state_of(each) for each in (ana, eva)]
    apply(ana, new, ines)
    new.id = old_id
    session.expunge(new)
    assert apply(ana, new, ines, reason="Era como antes.") == 2
    assert [state_of(each) for each in (ana, eva)] == before
    assert session.scalars(select(Attempt.marked_with_id)).all() == [None, None]


def test_attempts_from_before_marks_were_kept_are_marked_anew(inside):
    ana, _eva = made()
    with atomic():
        session.execute(update(Attempt).values(marks={}, paper=[]))
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    assert [c.points for c in look(ana, new).changes] == [(3, 1), (1, 3)]
    apply(ana, new, ines)
    assert state_of(ana) == [(1, 3, {"uno": 0, "dos": 1})]
    newer = publish_quiz(NEW, *(replace(q, content=choices("a")) for q in REST))
    assert [c.points for c in look(ana, newer).changes] == [(1, 0), (3, 2)]


def test_the_result_of_the_quiz_is_told_over_all_attempts(inside, heard):
    publish_quiz(OLD, *REST, grade=Grade.BEST)
    ana, ines = make_learner(), make_marker("Inés")
    submit(ana, uno=C, dos=B)
    begin(ana, 1)
    submit(ana, 2, uno=B, dos=B)
    new = publish_quiz(NEW, *REST, grade=Grade.BEST)
    heard.clear()
    apply(ana, new, ines)
    assert [(e.percent, e.passed) for e in heard] == [(100, True), (100, True)]
