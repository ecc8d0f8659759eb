"""Which quizzes somebody has taken, whether or not their release still has them."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from lms.foundation.database import AnySelect, session
from lms.quizzes.models import Attempt
from lms.quizzes.states import OPEN, WAITING, State

_TAKEN: AnySelect = (
    select(Attempt.activity_id, Attempt.release_id, Attempt.state)
    .where(Attempt.enrolment_id == bindparam("enrolment_id"))
    .order_by(Attempt.id)
)
_RELEASE = (
    select(Attempt.release_id)
    .where(
        Attempt.enrolment_id == bindparam("enrolment_id"),
        Attempt.activity_id == bindparam("activity_id"),
    )
    .order_by(Attempt.number.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A quiz somebody has taken.

    ``release_id`` is the release of their newest attempt. ``is_open`` says that this
    one is in progress, ``is_waiting`` that some attempt waits for its marks.
    """

    activity_id: str
    release_id: int
    is_open: bool
    is_waiting: bool


def list_taken(enrolment_id: int) -> list[TakenLine]:
    """Return every quiz somebody has begun in an enrolment, in that order."""
    found: dict[str, TakenLine] = {}
    for row in session.execute(_TAKEN, {"enrolment_id": enrolment_id}):
        state, before = State(row.state), found.get(row.activity_id)
        found[row.activity_id] = TakenLine(
            row.activity_id,
            row.release_id,
            is_open=state in OPEN,
            is_waiting=state in WAITING or bool(before and before.is_waiting),
        )
    return list(found.values())


def find_release(enrolment_id: int, activity_id: str) -> int | None:
    """Return the release of somebody's newest attempt at a quiz, if there is one."""
    asked = {"enrolment_id": enrolment_id, "activity_id": activity_id}
    return session.scalar(_RELEASE, asked)
