"""What people think of an answer: the first mark, the second, the one that counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import select

from lms.foundation.database import now, session
from lms.quizzes.errors import NobodyMarksThemselves, ReasonNeeded
from lms.quizzes.models import Attempt, Mark, Regrade
from lms.quizzes.queries import waiting
from lms.quizzes.queries.waiting import AnswerToMark
from lms.quizzes.rounds import (
    Judgement,
    Round,
    Stage,
    is_current,
    is_free_to_change,
    joined,
    stage_of,
)

from . import rows
from .settling import settle


@dataclass(frozen=True, kw_only=True, slots=True)
class Marking:
    """Who marks which answer. ``stamp`` says which marks the form showed, ``reason``
    why a mark that counts is to be another."""

    edition_id: int
    activity_id: str
    attempt_id: int
    question_id: str
    marker_id: int
    stamp: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of a mark.

    ``stage`` is where the answer is now for the marker. ``clash``: nothing was written,
    for somebody else marked since the form was opened.
    """

    stage: Stage
    clash: bool = False


def give_mark(*, marking: Marking, judgement: Judgement) -> Marked:
    """Write down what somebody thinks of an answer, and settle it where that is enough.

    One marker is enough unless the quiz wants two; then the second does not see the
    first mark before their own, and equal marks are final at once. Different ones wait
    for a decision, which anybody who marks may give: the next mark is that. A final
    mark may be changed: by who gave it alone as long as no learner knows it, else with
    a reason that is kept on record with both marks.

    Raises ``AnswerNotFound``, ``NobodyMarksThemselves`` or ``ReasonNeeded``. Emits what
    ``settle`` does.
    """
    rows.get_by_id(marking.attempt_id)  # two markers take turns
    answer = waiting.get_answer(
        edition_id=marking.edition_id,
        activity_id=marking.activity_id,
        attempt_id=marking.attempt_id,
        question_id=marking.question_id,
    )
    if answer.learner_id == marking.marker_id:
        raise NobodyMarksThemselves
    stage = stage_of(answer.marks, marking.marker_id)
    if not is_current(marking.stamp, answer.marks, marking.marker_id):
        return Marked(stage, clash=True)
    _ACTS[stage](answer, marking, judgement)
    marks = waiting.read_given(marking.attempt_id, marking.question_id)
    return Marked(stage_of(marks, marking.marker_id))


def _first(answer: AnswerToMark, marking: Marking, judgement: Judgement) -> None:
    _write(marking, Round.FIRST, judgement)
    if not answer.rules.second:
        _settle(marking, judgement)


def _first_again(_: AnswerToMark, marking: Marking, judgement: Judgement) -> None:
    _write(marking, Round.FIRST, judgement)


def _second(answer: AnswerToMark, marking: Marking, judgement: Judgement) -> None:
    _write(marking, Round.SECOND, judgement)
    first = answer.marks[Round.FIRST].judgement
    if first.mark == judgement.mark:
        comment = joined(first.comment, judgement.comment)
        _settle(marking, replace(first, comment=comment))


def _decide(_: AnswerToMark, marking: Marking, judgement: Judgement) -> None:
    _settle(marking, judgement)


def _change(answer: AnswerToMark, marking: Marking, judgement: Judgement) -> None:
    before = answer.marks[Round.FINAL].judgement
    if judgement == before:
        return
    if is_free_to_change(answer.marks, marking.marker_id, told=answer.is_told):
        _write(marking, Round.FIRST, judgement)
        _settle(marking, judgement)
        return
    if not marking.reason:
        raise ReasonNeeded
    earned = _points(marking)
    _settle(marking, judgement)
    _record(answer, marking, judgement, (earned, _points(marking)))


_ACTS: dict[Stage, Callable[[AnswerToMark, Marking, Judgement], None]] = {
    Stage.FIRST: _first,
    Stage.WAITS: _first_again,
    Stage.SECOND: _second,
    Stage.DIFFER: _decide,
    Stage.SETTLED: _change,
}


def _settle(marking: Marking, judgement: Judgement) -> None:
    _write(marking, Round.FINAL, judgement)
    settle(marking.attempt_id)


def _write(marking: Marking, given: Round, judgement: Judgement) -> None:
    mark = session.scalar(
        select(Mark).where(
            Mark.attempt_id == marking.attempt_id,
            Mark.question_id == marking.question_id,
            Mark.round == given,
        )
    )
    if mark is None:
        mark = Mark(
            attempt_id=marking.attempt_id,
            question_id=marking.question_id,
            round=given,
        )
        session.add(mark)
    mark.marker_id = marking.marker_id
    mark.num, mark.den = judgement.mark.as_integer_ratio()
    mark.levels = dict(judgement.levels)
    mark.comment = judgement.comment
    mark.changed_at = now()
    session.flush()


def _points(marking: Marking) -> str:
    attempt = session.get_one(Attempt, marking.attempt_id)
    return f"{attempt.points_num or 0}/{attempt.points_den or 1}"


def _record(
    answer: AnswerToMark,
    marking: Marking,
    judgement: Judgement,
    points: tuple[str, str],
) -> None:
    """Keep both marks with the reason, as one entry of the quiz's regradings."""
    before = answer.marks[Round.FINAL]
    session.add(
        Regrade(
            edition_id=marking.edition_id,
            activity_id=marking.activity_id,
            release_id=answer.release_id,
            by_id=marking.marker_id,
            reason=marking.reason,
            changes=[
                {
                    "attempt": marking.attempt_id,
                    "question": marking.question_id,
                    "before": points[0],
                    "after": points[1],
                    "marks": [_kept(before.judgement), _kept(judgement)],
                    "marker": before.marker_id,
                }
            ],
        )
    )
    session.flush()


def _kept(judgement: Judgement) -> dict[str, object]:
    return {
        "mark": str(judgement.mark),
        "levels": dict(judgement.levels),
        "comment": judgement.comment,
    }
