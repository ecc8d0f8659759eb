"""Reading one answer that people mark, and what they think of it."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select

from lms.content.asking import ByHand, Question
from lms.enrolment.models import Enrolment
from lms.foundation.database import AnyRow, AnySelect, session
from lms.people.models import Member
from lms.quizzes.errors import AnswerNotFound
from lms.quizzes.kinds.face import Value
from lms.quizzes.marking import kind_of
from lms.quizzes.models import Answer, Attempt, Mark, QuizSchedule
from lms.quizzes.rounds import GivenMark, Judgement, Marks, Round
from lms.quizzes.states import Act, State, can

from .quizzes import get_questions, get_quiz


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerToMark:
    """An answer before a marker; the learner's name is for views to show or not."""

    attempt_id: int
    question: Question
    release_id: int
    state: State
    value: Value
    submitted_at: datetime
    learner_id: int
    learner: str
    rules: ByHand
    marks: Marks

    @property
    def is_told(self) -> bool:
        """Whether the learner has seen the marks of this attempt."""
        return self.state is State.MARKED


def get_answer(
    *, edition_id: int, activity_id: str, attempt_id: int, question_id: str
) -> AnswerToMark:
    """Return an answer that people mark, with what they gave so far.

    Raises ``AnswerNotFound`` for one of another quiz or edition, that is empty, still
    open, or marks itself.
    """
    row = session.execute(
        _ANSWER.where(
            Attempt.id == attempt_id,
            Answer.question_id == question_id,
            Attempt.activity_id == activity_id,
            Enrolment.edition_id == edition_id,
        )
    ).first()
    question = _question(row, activity_id, question_id) if row else None
    if row is None or question is None or not row.value:
        raise AnswerNotFound
    return AnswerToMark(
        attempt_id=attempt_id,
        question=question,
        release_id=row.release_id,
        state=State(row.state),
        value=tuple(row.value),
        submitted_at=row.submitted_at,
        learner_id=row.member_id,
        learner=row.name,
        rules=get_quiz(row.release_id, activity_id).rules.by_hand,
        marks=read_given(attempt_id, question_id),
    )


_ANSWER: AnySelect = (
    select(
        Attempt.release_id,
        Attempt.state,
        Attempt.submitted_at,
        Answer.value,
        Enrolment.member_id,
        Member.name,
    )
    .select_from(Answer)
    .join(Attempt, Attempt.id == Answer.attempt_id)
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .join(Member, Member.id == Enrolment.member_id)
)


def _question(row: AnyRow, activity_id: str, question_id: str) -> Question | None:
    question = get_questions(row.release_id, activity_id).get(question_id)
    if question is None or not kind_of(question).by_hand:
        return None
    return question if can(State(row.state), Act.MARK) else None


def read_given(attempt_id: int, question_id: str) -> Marks:
    """Return what was given to one answer so far, by round."""
    rows = session.execute(
        select(
            Mark.round,
            Mark.marker_id,
            Member.name,
            Mark.num,
            Mark.den,
            Mark.levels,
            Mark.comment,
            Mark.changed_at,
        )
        .join(Member, Member.id == Mark.marker_id)
        .where(Mark.attempt_id == attempt_id, Mark.question_id == question_id)
    )
    return {
        Round(row.round): GivenMark(
            round=Round(row.round),
            marker_id=row.marker_id,
            marker=row.name,
            judgement=Judgement(
                mark=Fraction(row.num, row.den),
                levels=row.levels,
                comment=row.comment,
            ),
            changed_at=row.changed_at,
        )
        for row in rows
    }


def find_released_at(edition_id: int, activity_id: str) -> datetime | None:
    """Return when the marks of a quiz were told to everybody, if they were."""
    return session.scalar(
        select(QuizSchedule.released_at).where(
            QuizSchedule.edition_id == edition_id,
            QuizSchedule.activity_id == activity_id,
        )
    )
