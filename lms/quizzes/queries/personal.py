"""What quizzes keep about one person."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select

from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import AnyRow, AnySelect, session
from lms.quizzes.models import Accommodation, Answer, Attempt, Mark

from .attempts import LINE, line_of

Told = dict[str, object]


def personal_data(member_id: int) -> dict[str, object]:
    """Return every attempt of a member with its answers and marks, for download.

    And what they were given more time for. Who marked them stays out: that tells of
    other people. So do marks and comments that have not been told to them yet.
    """
    return {
        "accommodations": _accommodations(member_id),
        "attempts": _attempts(member_id),
    }


def _accommodations(member_id: int) -> Told | None:
    found = session.execute(
        select(
            Accommodation.extra_time,
            Accommodation.extra_attempts,
            Accommodation.pause_minutes,
            Accommodation.changed_at,
        ).where(Accommodation.member_id == member_id)
    ).first()
    if found is None:
        return None
    return {
        "extra_time_percent": found.extra_time,
        "extra_attempts": found.extra_attempts,
        "pause_minutes": found.pause_minutes,
        "changed_at": found.changed_at.isoformat(),
    }


def _own(statement: AnySelect, member_id: int) -> AnySelect:
    return (
        statement.join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Edition, Edition.id == Enrolment.edition_id)
        .where(Enrolment.member_id == member_id)
    )


def _attempts(member_id: int) -> list[Told]:
    columns = LINE.add_columns(Edition.course_id, Attempt.activity_id)
    rows = session.execute(_own(columns, member_id).order_by(Attempt.id)).all()
    answers, marks = _answers(member_id), _marks(member_id)
    return [_told(row, answers[row.id], marks[row.id]) for row in rows]


def _answers(member_id: int) -> dict[int, list[Told]]:
    asked = select(
        Answer.attempt_id,
        Answer.question_id,
        Answer.value,
        Answer.saved_at,
        Answer.seconds,
    ).join(Attempt, Attempt.id == Answer.attempt_id)
    found: dict[int, list[Told]] = defaultdict(list)
    in_order = _own(asked, member_id).order_by(Answer.attempt_id, Answer.question_id)
    for row in session.execute(in_order):
        found[row.attempt_id].append(
            {
                "question": row.question_id,
                "answer": row.value,
                "saved_at": row.saved_at.isoformat(),
                "seconds": row.seconds,
            }
        )
    return found


def _marks(member_id: int) -> dict[int, list[Told]]:
    """Return what people finally thought of the answers, once it has been told."""
    asked = (
        select(
            Mark.attempt_id,
            Mark.question_id,
            Mark.num,
            Mark.den,
            Mark.levels,
            Mark.comment,
        )
        .join(Attempt, Attempt.id == Mark.attempt_id)
        .where(Mark.round == "final", Attempt.state == "marked")
    )
    found: dict[int, list[Told]] = defaultdict(list)
    in_order = _own(asked, member_id).order_by(Mark.attempt_id, Mark.question_id)
    for row in session.execute(in_order):
        found[row.attempt_id].append(
            {
                "question": row.question_id,
                "mark": f"{row.num}/{row.den}",
                "levels": row.levels,
                "comment": row.comment,
            }
        )
    return found


def _told(row: AnyRow, answers: list[Told], marks: list[Told]) -> Told:
    line = line_of(row)
    is_told = line.is_marked or line.is_open
    return {
        "course": row.course_id,
        "activity": row.activity_id,
        "attempt": line.number,
        "state": str(line.state),
        "started_at": line.started_at.isoformat(),
        "due_at": _moment(line.due_at),
        "submitted_at": _moment(line.submitted_at),
        "ended_by_clock": line.ended_by_clock,
        "marked_at": _moment(line.marked_at),
        "paused_seconds": line.paused_seconds,
        "questions": list(line.paper),
        "points": str(line.points) if line.is_marked else None,
        "out_of": line.out_of,
        "marks": {id_: str(mark) for id_, mark in line.marks.items()}
        if is_told
        else {},
        "answers": answers,
        "marked_by_people": marks,
    }


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
