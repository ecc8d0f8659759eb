"""Attempts as rows, locked: what decides a write is read inside its unit."""

from datetime import datetime

from sqlalchemy import Select, select

from lms.content.asking import Quiz
from lms.foundation.database import insert_for, now, session
from lms.quizzes import clock, marking, queries
from lms.quizzes.errors import AttemptNotFound
from lms.quizzes.models import Attempt
from lms.quizzes.states import State
from lms.quizzes.terms import Terms

from .given import Taking


def find(taking: Taking) -> Attempt | None:
    """Return an attempt by its number, locked."""
    return session.scalar(
        locked().where(
            Attempt.enrolment_id == taking.enrolment_id,
            Attempt.activity_id == taking.activity_id,
            Attempt.number == taking.number,
        )
    )


def get(taking: Taking) -> Attempt:
    """Return an attempt by its number, locked; raises ``AttemptNotFound``."""
    attempt = find(taking)
    if attempt is None:
        raise AttemptNotFound
    return attempt


def get_by_id(attempt_id: int) -> Attempt:
    """Return an attempt, locked; raises ``AttemptNotFound``."""
    attempt = session.scalar(locked().where(Attempt.id == attempt_id))
    if attempt is None:
        raise AttemptNotFound
    return attempt


def last(enrolment_id: int, activity_id: str) -> Attempt | None:
    """Return a learner's newest attempt at a quiz, locked."""
    return session.scalar(
        locked()
        .where(Attempt.enrolment_id == enrolment_id, Attempt.activity_id == activity_id)
        .order_by(Attempt.number.desc())
        .limit(1)
    )


def locked(*, patient: bool = True) -> Select[Attempt]:
    """Return a statement for attempts that nobody else changes until we are done.

    An impatient one leaves out what somebody else is changing.
    """
    return (
        select(Attempt)
        .with_for_update(of=Attempt, skip_locked=not patient)
        .execution_options(populate_existing=True)
    )


def insert(taking: Taking, terms: Terms) -> Attempt:
    """Begin an attempt, or find that somebody did at the same moment."""
    seed = marking.seed_of(taking.enrolment_id, taking.activity_id, taking.number)
    paper = queries.get_paper(taking.release_id, taking.activity_id, seed)
    present = now()
    new: Attempt | None = session.scalar(
        insert_for(Attempt)
        .values(
            enrolment_id=taking.enrolment_id,
            activity_id=taking.activity_id,
            release_id=taking.release_id,
            number=taking.number,
            seed=seed,
            started_at=present,
            due_at=terms.clock.due_at(present),
            out_of=marking.worth(paper),
            paper=[question.id for question in paper],
        )
        .on_conflict_do_nothing()
        .returning(Attempt)
    )
    return new or get(taking)  # written at the same moment by the other


def quiz_of(attempt: Attempt) -> Quiz:
    """Return the quiz as the attempt's release has it."""
    return queries.get_quiz(attempt.release_id, attempt.activity_id)


def is_overdue(attempt: Attempt, moment: datetime) -> bool:
    """Tell whether an attempt is open although nothing counts any more."""
    if attempt.state != State.STARTED:
        return False
    return clock.is_over(attempt.due_at, quiz_of(attempt).rules.grace, moment)
