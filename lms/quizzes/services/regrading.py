"""Marking a quiz anew with another key: what was previewed, and nothing else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import Select, case, select, update

from lms.enrolment.models import Enrolment
from lms.foundation.database import AnySelect, session
from lms.foundation.work import emit
from lms.quizzes import grading, queries
from lms.quizzes.errors import NothingToRegrade, ReasonNeeded
from lms.quizzes.events import AttemptMarked
from lms.quizzes.kinds.face import Value
from lms.quizzes.models import Answer, Attempt, Regrade
from lms.quizzes.queries.regrading import REGRADED, Change, preview
from lms.quizzes.states import State

from .writing import paper_of

AT_ONCE = 500
"""How many attempts a statement names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Regrading:
    """What is to be marked anew, as it was previewed (``digest``), by whom and why."""

    edition_id: int
    activity_id: str
    release_id: int
    digest: str
    reason: str
    by_id: int


def regrade(asked: Regrading) -> int | None:
    """Mark the ended attempts of an edition anew; return how many changed.

    With the key of a release: what the preview showed, on record with the reason, and
    nothing else. ``None``, and nothing done, if it would be something else by now. A
    second click finds it done. Raises ``ReasonNeeded`` or ``NothingToRegrade``. Emits
    ``AttemptMarked`` for each attempt whose final points change.
    """
    if not asked.reason:
        raise ReasonNeeded
    _lock(asked)
    found = preview(
        edition_id=asked.edition_id,
        activity_id=asked.activity_id,
        release_id=asked.release_id,
    )
    if not found.changes:
        return _done_before(asked)
    if found.digest != asked.digest:
        return None
    _write(asked, found.changes)
    _stamp(asked)
    _record(asked, found.changes)
    _tell(asked, found.changes)
    return len(found.changes)


def _lock(asked: Regrading) -> None:
    """Let nobody mark or hand in meanwhile."""
    ended = _ended(asked).order_by(Attempt.id)
    session.execute(ended.with_for_update(of=Attempt)).all()


def _ended(asked: Regrading) -> Select[int]:
    return (
        select(Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Enrolment.edition_id == asked.edition_id,
            Attempt.activity_id == asked.activity_id,
            Attempt.state.in_(REGRADED),
        )
    )


def _write(asked: Regrading, changes: Sequence[Change]) -> None:
    """Write the new marks and points, one statement sent with all their values."""
    old = _marks_of_old([each.attempt_id for each in changes if not each.kept])
    written = []
    for change in changes:
        new = {id_: after for id_, (_, after) in change.marks.items()}
        num, den = change.points[1].as_integer_ratio()
        own = change.release_id == asked.release_id
        written.append(
            {
                "id": change.attempt_id,
                "marks": {
                    **(change.kept or old[change.attempt_id]),
                    **grading.written(new),
                },
                "points_num": num,
                "points_den": den,
                "marked_with_id": None if own else asked.release_id,
            }
        )
    session.execute(update(Attempt), written)


def _marks_of_old(ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Work out the marks of attempts from before they were kept."""
    found = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        given: dict[int, dict[str, Value]] = defaultdict(dict)
        for row in session.execute(
            select(Answer.attempt_id, Answer.question_id, Answer.value).where(
                Answer.attempt_id.in_(some)
            )
        ):
            given[row.attempt_id][row.question_id] = tuple(row.value)
        for attempt in session.scalars(select(Attempt).where(Attempt.id.in_(some))):
            marks = grading.mark_answers(paper_of(attempt), given[attempt.id])
            found[attempt.id] = grading.written(marks)
    return found


def _stamp(asked: Regrading) -> None:
    """Write down whose key the attempts are marked with that did not change."""
    own = Attempt.release_id == asked.release_id
    key = case((own, None), else_=asked.release_id)
    session.execute(
        update(Attempt)
        .where(
            Attempt.id.in_(_ended(asked).scalar_subquery()),
            Attempt.marked_with_id.is_distinct_from(key),
        )
        .values(marked_with_id=key)
        .execution_options(synchronize_session=False)
    )
    session.expire_all()


def _record(asked: Regrading, changes: Sequence[Change]) -> None:
    session.add(
        Regrade(
            edition_id=asked.edition_id,
            activity_id=asked.activity_id,
            release_id=asked.release_id,
            by_id=asked.by_id,
            reason=asked.reason,
            changes=[_told(change) for change in changes],
        )
    )
    session.flush()


def _tell(asked: Regrading, changes: Sequence[Change]) -> None:
    """Tell what the quiz comes to now for whoever has other final points."""
    sums = _sums(asked)
    for change in changes:
        if change.passed is None:
            continue
        quiz = queries.get_quiz(change.release_id, asked.activity_id)
        result = grading.result(quiz.rules.grade, sums[change.enrolment_id])
        assert result is not None  # this attempt is marked
        emit(
            AttemptMarked(
                enrolment_id=change.enrolment_id,
                activity_id=asked.activity_id,
                attempt_id=change.attempt_id,
                percent=result.percent,
                passed=result.passes(quiz.pass_mark),
            )
        )


@dataclass(frozen=True, slots=True)
class _Sum:
    """As much of a marked attempt as says what the quiz comes to."""

    number: int
    points: Fraction
    out_of: int
    is_marked: bool = True


def _sums(asked: Regrading) -> dict[int, list[_Sum]]:
    found: dict[int, list[_Sum]] = defaultdict(list)
    marked: AnySelect = (
        select(
            Attempt.enrolment_id,
            Attempt.number,
            Attempt.points_num,
            Attempt.points_den,
            Attempt.out_of,
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Enrolment.edition_id == asked.edition_id,
            Attempt.activity_id == asked.activity_id,
            Attempt.state == State.MARKED,
        )
    )
    for enrolment_id, number, num, den, out_of in session.execute(marked):
        found[enrolment_id].append(_Sum(number, Fraction(num, den), out_of))
    return found


def _told(change: Change) -> dict[str, object]:
    """Return a change as it is kept on record."""
    return {
        "attempt": change.attempt_id,
        "before": str(change.points[0]),
        "after": str(change.points[1]),
        "marks": {
            id_: [str(old), str(new)] for id_, (old, new) in change.marks.items()
        },
        "passed": list(change.passed) if change.passed else None,
    }


def _done_before(asked: Regrading) -> int:
    """Return what a first click changed; raises ``NothingToRegrade`` without one."""
    last = session.scalar(
        select(Regrade)
        .where(
            Regrade.edition_id == asked.edition_id,
            Regrade.activity_id == asked.activity_id,
        )
        .order_by(Regrade.id.desc())
        .limit(1)
    )
    if last is None or (last.release_id, last.reason, last.by_id) != (
        asked.release_id,
        asked.reason,
        asked.by_id,
    ):
        raise NothingToRegrade
    return len(last.changes)
