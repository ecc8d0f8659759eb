"""Reading what the review of an attempt tells besides the attempt itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from markupsafe import Markup
from sqlalchemy import and_, bindparam, not_, select

from lms.content.asking import Question
from lms.enrolment.models import Enrolment
from lms.foundation.database import AnySelect, session
from lms.foundation.markup import post_html
from lms.quizzes import grading, marking
from lms.quizzes.comparing import FITS, fits, ground
from lms.quizzes.kinds.face import Value
from lms.quizzes.lines import SavedAnswer
from lms.quizzes.models import Answer, Attempt, Mark, Regrade
from lms.quizzes.rounds import Round
from lms.quizzes.states import State

from .quizzes import get_questions
from .regrades import BY_HAND


@dataclass(frozen=True, slots=True)
class HandMark:
    """What a learner is told of an answer that people marked.

    ``mark`` is from 0 to 1; ``levels`` maps each criterion of the rubric to the level
    reached; ``comment`` is Markdown and ``html`` the same, safe to show.
    """

    mark: Fraction
    levels: Mapping[str, str]
    comment: str

    @property
    def html(self) -> Markup:
        # post_html lets nothing through but a few marks.
        return Markup(post_html(self.comment))  # noqa: S704 – see above


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The answers of an attempt, and what was done to them since.

    ``marks`` are the final ones that people gave, by question, once the learner may
    know them: nothing before the attempt is marked. ``regrades`` tells when the
    attempt was marked anew and with the key of which release, the oldest first.
    """

    answers: dict[str, SavedAnswer] = field(default_factory=dict)
    marks: dict[str, HandMark] = field(default_factory=dict)
    regrades: dict[datetime, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The key that an answer was marked anew with, where its mark is another by that.

    It is the one of the question as ``release_id`` has it, in use ``since``; ``was`` is
    the mark by the key of the question that was asked.
    """

    release_id: int
    since: datetime
    was: Fraction


# Every answer as often as the attempt was marked anew: hardly ever more than twice.
_REVIEWED: AnySelect = (
    select(
        Answer.question_id,
        Answer.value,
        Answer.version,
        Answer.seconds,
        Answer.saved_at,
        Mark.num,
        Mark.den,
        Mark.levels,
        Mark.comment,
        Regrade.created_at.label("regraded_at"),
        Regrade.release_id,
    )
    .select_from(Answer)
    .join(Attempt, Attempt.id == Answer.attempt_id)
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .outerjoin(
        Mark,
        and_(
            Mark.attempt_id == Attempt.id,
            Mark.question_id == Answer.question_id,
            Mark.round == Round.FINAL,
            Attempt.state == State.MARKED,
        ),
    )
    .outerjoin(
        Regrade,
        and_(
            Regrade.edition_id == Enrolment.edition_id,
            Regrade.activity_id == Attempt.activity_id,
            Regrade.created_at >= Attempt.submitted_at,
            Attempt.marked_with_id.is_not(None),
            not_(BY_HAND),
        ),
    )
    .where(Answer.attempt_id == bindparam("attempt_id"))
    .order_by(Regrade.id)
)


def read_reviewed(attempt_id: int) -> Reviewed:
    """Return what the review of an attempt that has ended tells, in one statement."""
    found = Reviewed()
    for row in session.execute(_REVIEWED, {"attempt_id": attempt_id}):
        if row.question_id not in found.answers:
            found.answers[row.question_id] = SavedAnswer(
                tuple(row.value), row.version, row.seconds, row.saved_at
            )
        if row.num is not None:
            mark = Fraction(row.num, row.den)
            found.marks[row.question_id] = HandMark(mark, row.levels, row.comment)
        if row.regraded_at is not None:
            found.regrades[row.regraded_at] = row.release_id
    return found


def find_corrected(
    activity_id: str,
    asked: Question,
    value: Value,
    mark: Fraction,
    regrades: Mapping[datetime, int],
) -> Corrected | None:
    """Return the key that gave an answer another mark than the question's own would.

    ``None`` where no later key did, or people give the marks. Where a key did not fit
    the answer, the one before it went on counting. Raises ``ActivityNotFound``.
    """
    if not regrades or not grading.marks_itself(asked):
        return None
    was = marking.mark(asked, value)
    if was == mark:
        return None
    used, release_id, since = asked, 0, None
    for moment, key_id in regrades.items():
        new = get_questions(key_id, activity_id).get(asked.id)
        if new is None or ground(asked, new) not in FITS or not fits(new, value):
            continue
        if new.content != used.content:
            since = moment
        used, release_id = new, key_id
    if since is None or marking.mark(used, value) != mark:
        return None
    return Corrected(release_id, since, was)
