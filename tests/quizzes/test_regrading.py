"""Marking anew: nothing without it, what was previewed with it, on record, at once."""

import threading
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import func, select, update

from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.learning.queries import list_done
from lms.quizzes.errors import NothingToRegrade, ReasonNeeded
from lms.quizzes.events import AttemptMarked
from lms.quizzes.models import Attempt, Regrade
from lms.quizzes.services.regrading import Regrading, regrade
from tests.factories.attempts import (
    attempts,
    edition_of,
    publish_quiz,
    submit,
)
from tests.factories.marking import make_marker
from tests.factories.quizzes import ACTIVITY, make_learner
from tests.factories.regrading import NEW, OLD, REST, B, C, apply, look, made, state_of


def test_a_new_release_changes_no_past_result_by_itself(inside, heard):
    ana, eva = made()
    before = [state_of(each) for each in (ana, eva)]
    rows = session.execute(select(Attempt.__table__)).all()
    told = len(heard)
    publish_quiz(NEW, *REST)
    publish_quiz(replace(NEW, points=9), pass_mark=10)
    publish_quiz(*REST)
    assert [state_of(each) for each in (ana, eva)] == before
    assert session.execute(select(Attempt.__table__)).all() == rows
    assert len(heard) == told
    assert session.scalar(select(func.count(Regrade.id))) == 0


def test_the_preview_says_who_changes_and_how_and_writes_nothing(inside):
    ana, _eva = made()
    new = publish_quiz(NEW, *REST)
    rows = session.execute(select(Attempt.__table__)).all()
    found = look(ana, new)
    assert (found.attempts, found.questions, dict(found.kept)) == (2, {"uno": 2}, {})
    told = [(c.learner, c.points, c.out_of, c.passed, c.turn) for c in found.changes]
    assert told == [
        ("Ana", (3, 1), 3, (True, False), -1),
        ("Eva", (1, 3), 3, (False, True), 1),
    ]
    assert found.changes[0].marks == {"uno": (Fraction(1), Fraction(0))}
    assert session.execute(select(Attempt.__table__)).all() == rows


def test_what_was_previewed_is_done_on_record_and_told(inside, heard):
    ana, eva = made()
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    heard.clear()
    assert apply(ana, new, ines, reason="La c era la buena.") == 2
    assert state_of(ana) == [(1, 3, {"uno": 0, "dos": 1})]
    assert state_of(eva) == [(3, 3, {"uno": 1, "dos": 1})]
    assert [(e.enrolment_id, e.percent, e.passed) for e in heard] == [
        (ana.enrolment_id, 33, False),
        (eva.enrolment_id, 100, True),
    ]
    assert ACTIVITY in list_done(eva.enrolment_id)
    assert ACTIVITY in list_done(ana.enrolment_id)  # never taken back
    record = session.scalars(select(Regrade)).one()
    assert (record.by_id, record.reason, record.release_id) == (
        ines,
        "La c era la buena.",
        new.id,
    )
    assert record.changes[0] == {
        "attempt": attempts(ana)[0].id,
        "before": "3",
        "after": "1",
        "marks": {"uno": ["1", "0"]},
        "passed": [True, False],
    }
    used = session.scalars(select(Attempt.marked_with_id)).all()
    assert used == [new.id, new.id]
    assert [line.release_id for line in attempts(ana)] == [ana.release_id]


def test_something_else_than_was_previewed_is_not_done(inside, heard):
    ana, eva = made()
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    seen = look(ana, new).digest
    late = make_learner(name="Sol")
    with atomic():
        session.execute(
            update(Attempt).values(release_id=ana.release_id)
        )  # all of them on the old release
    submit(replace(late, release_id=ana.release_id), uno=C, dos=B)
    before = [state_of(each) for each in (ana, eva, late)]
    heard.clear()
    assert apply(ana, new, ines, digest=seen) is None
    assert apply(ana, new, ines, digest="") is None
    assert [state_of(each) for each in (ana, eva, late)] == before
    assert heard == []
    assert session.scalar(select(func.count(Regrade.id))) == 0
    assert apply(ana, new, ines) == 3


def test_a_second_click_finds_it_done(inside, heard):
    ana, _eva = made()
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    seen = look(ana, new).digest
    assert apply(ana, new, ines, digest=seen) == 2
    told = len(heard)
    assert apply(ana, new, ines, digest=seen) == 2
    assert len(heard) == told
    assert session.scalar(select(func.count(Regrade.id))) == 1
    with pytest.raises(NothingToRegrade):
        apply(ana, new, ines, reason="Otra cosa.")


def test_without_a_reason_nothing_is_marked_anew(inside):
    ana, _eva = made()
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    with pytest.raises(ReasonNeeded):
        apply(ana, new, ines, reason="")
    assert state_of(ana)[0][0] == 3


def test_all_of_it_is_done_or_nothing(inside):
    ana, eva = made()
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    before = [state_of(each) for each in (ana, eva)]

    def fail(event):
        if event.enrolment_id == eva.enrolment_id:
            raise ZeroDivisionError

    inside.extensions["lms"].bus.listen(AttemptMarked, fail)
    with pytest.raises(ZeroDivisionError):
        apply(ana, new, ines)
    session.expire_all()
    assert [state_of(each) for each in (ana, eva)] == before
    assert session.scalars(select(Attempt.marked_with_id)).all() == [None, None]
    assert session.scalar(select(func.count(Regrade.id))) == 0


def test_a_quiz_nobody_took_has_nothing_to_mark_anew(inside):
    release = publish_quiz(OLD, *REST)
    ana, ines = make_learner(), make_marker("Inés")
    found = look(ana, release)
    assert (found.attempts, found.changes) == (0, ())
    with pytest.raises(NothingToRegrade):
        apply(ana, release, ines)


@pytest.mark.parametrize("many", [1, 40])
@pytest.mark.parametrize("kept", [True, False])
def test_marking_many_anew_asks_as_much_as_marking_one(
    inside, count_queries, many, kept
):
    publish_quiz(OLD, *REST)
    learners = [make_learner(name=f"Persona {n:02}") for n in range(many)]
    for n, each in enumerate(learners):
        submit(each, uno=B, dos=B if n % 2 else C)
    if not kept:
        with atomic():
            session.execute(update(Attempt).values(marks={}))
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    seen_before = look(learners[0], new).digest
    with count_queries() as seen:
        assert apply(learners[0], new, ines, digest=seen_before) == many
    # The edition; the attempts that are held, what they were asked and what was
    # answered; all answers where no marks were kept, with their attempts; the new
    # marks, the stamp on all, the record; what the quiz comes to.
    assert len(seen) == (8 if kept else 10), "\n\n".join(seen.texts)
    for n, each in enumerate(learners):
        assert state_of(each) == [(n % 2, 3, {"uno": 0, "dos": n % 2})]


def test_attempts_that_do_not_change_are_stamped_too(inside):
    ana, eva = made()
    sol = make_learner(name="Sol")
    submit(sol, uno=("d",), dos=B)
    new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
    late = make_learner(name="Tomás")
    submit(late, uno=B, dos=B)
    assert late.release_id == new.id
    assert apply(ana, new, ines) == 2
    stamps = [attempts(each)[0].marked_with_id for each in (ana, eva, sol, late)]
    assert stamps == [new.id, new.id, new.id, None]


@pytest.mark.slow
def test_two_who_apply_the_same_preview_at_once_do_it_once(app):
    with app.app_context():
        ana, _eva = made()
        new, ines = publish_quiz(NEW, *REST), make_marker("Inés")
        asked = Regrading(
            edition_id=edition_of(ana),
            activity_id=ACTIVITY,
            release_id=new.id,
            digest=look(ana, new).digest,
            reason="La clave estaba mal.",
            by_id=ines,
        )
    gate, found = threading.Barrier(4), []

    def click():
        gate.wait()
        with app.app_context(), atomic():
            found.append(regrade(asked))

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert found == [2] * 4
    with app.app_context():
        assert session.scalar(select(func.count(Regrade.id))) == 1
        assert attempts(ana)[0].points == 1
