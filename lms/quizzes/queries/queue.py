"""Reading what people have to mark: the queue of answers, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import aliased

from lms.content.asking import ByHand
from lms.enrolment.models import Enrolment
from lms.foundation.database import AnyRow, AnySelect, session
from lms.people.models import Member
from lms.quizzes.marking import kind_of
from lms.quizzes.models import Answer, Attempt, Mark
from lms.quizzes.states import Act, State, can

from .quizzes import get_questions, get_quiz

PAGE = 20
"""How many answers a page of the queue lists."""

MARKABLE = [state for state in State if can(state, Act.MARK)]

_first = aliased(Mark, name="first_mark")
_second = aliased(Mark, name="second_mark")
_final = aliased(Mark, name="final_mark")


class Show(StrEnum):
    """Which answers of a queue are listed."""

    WAITING = "waiting"
    """Nobody has marked them."""
    SECOND = "second"
    """Somebody else has, and a second person is needed."""
    DIFFER = "differ"
    """Two have, and not alike."""
    MINE = "mine"
    """The person looking has."""
    SETTLED = "settled"
    """They have their mark."""


TO_DO = (Show.WAITING, Show.SECOND, Show.DIFFER)
"""The lists of what somebody has still to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """The answers of a quiz in an edition that people mark, as one of them sees it.

    ``asked`` names, for each release that attempts are on, the questions that people
    mark, and how. Nobody finds their own answers in it.
    """

    edition_id: int
    activity_id: str
    viewer_id: int
    asked: Mapping[int, tuple[tuple[str, ...], ByHand]]
    question_id: str = ""

    @property
    def question_ids(self) -> tuple[str, ...]:
        """Every question that people mark."""
        return tuple(dict.fromkeys(i for ids, _ in self.asked.values() for i in ids))

    @property
    def is_anonymous(self) -> bool:
        """Whether any of the answers is marked without its learner's name."""
        return any(rule.anonymous for _, rule in self.asked.values())

    @property
    def is_told_together(self) -> bool:
        """Whether any of the marks waits to be told with all others."""
        return any(rule.together for _, rule in self.asked.values())

    @property
    def needs_second(self) -> bool:
        """Whether any of the answers is marked by two."""
        return any(rule.second for _, rule in self.asked.values())


@dataclass(frozen=True, slots=True)
class QueueLine:
    """An answer in the queue; its learner and moment only where they may be known.

    ``marked`` is how many people have marked it, ``mark`` the one that counts.
    """

    attempt_id: int
    question_id: str
    release_id: int
    submitted_at: datetime | None
    learner: str | None
    marked: int
    mark: Fraction | None


def get_queue(
    *, edition_id: int, activity_id: str, viewer_id: int, question_id: str = ""
) -> Queue:
    """Return the queue of a quiz, all of it or of one question."""
    releases = session.scalars(
        select(Attempt.release_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.edition_id == edition_id, Attempt.activity_id == activity_id)
        .distinct()
        .order_by(Attempt.release_id.desc())
    ).all()
    asked = {
        release_id: (
            tuple(
                question.id
                for question in get_questions(release_id, activity_id).values()
                if kind_of(question).by_hand
            ),
            get_quiz(release_id, activity_id).rules.by_hand,
        )
        for release_id in releases
    }
    return Queue(
        edition_id=edition_id,
        activity_id=activity_id,
        viewer_id=viewer_id,
        asked={release_id: found for release_id, found in asked.items() if found[0]},
        question_id=question_id,
    )


def count(queue: Queue) -> dict[Show, int]:
    """Return how many answers each list of a queue has."""
    if not queue.asked:
        return dict.fromkeys(Show, 0)
    sums = [
        func.coalesce(func.sum(case((_is(show, queue), 1), else_=0)), 0)
        for show in Show
    ]
    row = session.execute(_answers(queue, *sums)).one()
    return dict(zip(Show, row, strict=True))


def list_answers(queue: Queue, show: Show, number: int) -> list[QueueLine]:
    """Return a page of a list of the queue: those that wait longest come first.

    Where learners stay unknown, in an order of chance that is always the same, for who
    was first may be known.
    """
    if not queue.asked:
        return []
    rows = session.execute(
        _answers(queue, *_columns(queue))
        .where(_is(show, queue))
        .order_by(*_order(queue))
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )
    return [_line(row) for row in rows]


def find_next(
    queue: Queue, show: Show, attempt_id: int, question_id: str
) -> tuple[int, str] | None:
    """Return the attempt and question that come after an answer in a list.

    After the last one comes the first; ``None`` if there is no other.
    """
    if not queue.asked:
        return None
    listed = (
        _answers(queue, Attempt.id, Answer.question_id)
        .where(
            _is(show, queue),
            or_(Attempt.id != attempt_id, Answer.question_id != question_id),
        )
        .order_by(*_order(queue))
        .limit(1)
    )
    after = _after(queue, attempt_id, question_id)
    row = (
        session.execute(listed.where(after)).first() or session.execute(listed).first()
    )
    return (row.id, row.question_id) if row else None


def _answers(queue: Queue, *columns: Any) -> AnySelect:
    """Select from the answers of a queue that somebody else than the viewer gave."""
    asked = [
        and_(Attempt.release_id == release_id, Answer.question_id.in_(ids))
        for release_id, (ids, _) in queue.asked.items()
    ]
    statement = (
        select(*columns)
        .select_from(Answer)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Member, Member.id == Enrolment.member_id)
    )
    for mark, name in ((_first, "first"), (_second, "second"), (_final, "final")):
        statement = statement.outerjoin(
            mark,
            and_(
                mark.attempt_id == Answer.attempt_id,
                mark.question_id == Answer.question_id,
                mark.round == name,
            ),
        )
    if queue.question_id:
        statement = statement.where(Answer.question_id == queue.question_id)
    return statement.where(
        Attempt.activity_id == queue.activity_id,
        Enrolment.edition_id == queue.edition_id,
        Enrolment.member_id != queue.viewer_id,
        Attempt.state.in_(MARKABLE),
        cast(Answer.value, String) != "[]",
        or_(*asked),
    )


def _is(show: Show, queue: Queue) -> ColumnElement[bool]:
    mine = [mark.marker_id == queue.viewer_id for mark in (_first, _second, _final)]
    return {
        Show.WAITING: and_(_first.id.is_(None), _final.id.is_(None)),
        Show.SECOND: and_(
            _first.marker_id != queue.viewer_id,
            _second.id.is_(None),
            _final.id.is_(None),
        ),
        Show.DIFFER: and_(_second.id.is_not(None), _final.id.is_(None)),
        Show.MINE: or_(*mine),
        Show.SETTLED: _final.id.is_not(None),
    }[show]


def _columns(queue: Queue) -> list[Any]:
    named = [id_ for id_, (_, rule) in queue.asked.items() if not rule.anonymous]
    shown = Attempt.release_id.in_(named)
    return [
        Attempt.id.label("attempt_id"),
        Answer.question_id,
        Attempt.release_id,
        case((shown, Attempt.submitted_at), else_=None).label("submitted_at"),
        case((shown, Member.name), else_=None).label("learner"),
        _first.id.label("first"),
        _second.id.label("second"),
        _final.num,
        _final.den,
    ]


def _line(row: AnyRow) -> QueueLine:
    return QueueLine(
        attempt_id=row.attempt_id,
        question_id=row.question_id,
        release_id=row.release_id,
        submitted_at=row.submitted_at,
        learner=row.learner,
        marked=sum(each is not None for each in (row.first, row.second)),
        mark=None if row.num is None else Fraction(row.num, row.den),
    )


def _order(queue: Queue) -> Sequence[Any]:
    # The seed of an attempt is a hash: as good as chance, and for ever the same.
    first = Attempt.seed if queue.is_anonymous else Attempt.submitted_at
    return first, Attempt.id, Answer.question_id


def _after(queue: Queue, attempt_id: int, question_id: str) -> ColumnElement[bool]:
    """What comes after an answer in the order of the queue."""
    first, *_ = _order(queue)
    here = select(first).where(Attempt.id == attempt_id).scalar_subquery()
    later = or_(
        Attempt.id > attempt_id,
        and_(Attempt.id == attempt_id, Answer.question_id > question_id),
    )
    return or_(first > here, and_(first == here, later))
