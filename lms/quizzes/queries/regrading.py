"""Working out what marking a quiz anew, with the key of a release, would change."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import String, cast, select

from lms.enrolment.models import Enrolment
from lms.foundation.database import AnyRow, AnySelect, session
from lms.people.models import Member
from lms.quizzes.comparing import Ground
from lms.quizzes.models import Answer, Attempt
from lms.quizzes.states import Act, State, can

from .anew import Anew, Keys, Pair

REGRADED = [state for state in State if can(state, Act.REGRADE)]
"""The states of attempts that are marked anew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What marking anew changes in one attempt.

    ``marks`` has each mark that changes, ``kept`` all of them as they are kept now:
    none in an attempt that ended before they were. ``passed`` tells whether the attempt
    reaches the pass mark, before and after; ``None`` while people have still to mark.
    """

    attempt_id: int
    enrolment_id: int
    learner: str
    number: int
    release_id: int
    points: Pair
    out_of: int
    marks: Mapping[str, Pair]
    kept: Mapping[str, str]
    passed: tuple[bool, bool] | None

    @property
    def turn(self) -> int:
        """1 if it passes now and did not, -1 the other way round, else 0."""
        return self.passed[1] - self.passed[0] if self.passed else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What marking the attempts of an edition anew would do.

    ``kept`` names the questions that changed and whose marks stay, and why; ``unfit``
    counts answers that do not fit the new key, by question: they keep their marks too.
    ``digest`` stands for all that would be done.
    """

    release_id: int
    attempts: int
    changes: tuple[Change, ...]
    kept: Mapping[str, Ground]
    unfit: Mapping[str, int]
    digest: str

    @property
    def questions(self) -> dict[str, int]:
        """How many marks change, by question."""
        return dict(Counter(id_ for change in self.changes for id_ in change.marks))


def preview(*, edition_id: int, activity_id: str, release_id: int) -> Preview:
    """Return what marking the ended attempts of an edition anew would change.

    With the key of a release, on the questions as they were asked: what a question is
    worth and what passes stay as the learner was told. By-hand marks stay, and so does
    the mark of an answer that the new key does not fit. Raises ``ActivityNotFound``.
    """
    rows = session.execute(_attempts(edition_id, activity_id)).all()
    keys = Keys(activity_id, release_id, rows)
    answers = _answers(edition_id, activity_id, keys.ids) if keys.ids else {}
    changes, lines = [], []
    for row in rows:
        anew = keys.mark(row, answers.get(row.id, {}))
        if anew.marks:
            changes.append(_change(row, anew))
            lines.append((row.id, *anew.words))
    return Preview(
        release_id=release_id,
        attempts=len(rows),
        changes=tuple(changes),
        kept=keys.kept,
        unfit=dict(keys.unfit),
        digest=_digest(edition_id, activity_id, release_id, lines),
    )


def _attempts(edition_id: int, activity_id: str) -> AnySelect:
    return (
        select(
            Attempt.id,
            Attempt.enrolment_id,
            Member.name,
            Attempt.number,
            Attempt.release_id,
            Attempt.marked_with_id,
            Attempt.state,
            Attempt.points_num,
            Attempt.points_den,
            Attempt.out_of,
            # As they are written: many are alike, and are read once.
            cast(Attempt.paper, String).label("paper"),
            cast(Attempt.marks, String).label("marks"),
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Member, Member.id == Enrolment.member_id)
        .where(
            Enrolment.edition_id == edition_id,
            Attempt.activity_id == activity_id,
            Attempt.state.in_(REGRADED),
        )
        .order_by(Member.name, Attempt.enrolment_id, Attempt.number)
    )


def _answers(
    edition_id: int, activity_id: str, ids: Iterable[str]
) -> Mapping[int, Mapping[str, str]]:
    """The answers to some questions as they are kept, by attempt and question."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = session.execute(
        select(Answer.attempt_id, Answer.question_id, cast(Answer.value, String))
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Enrolment.edition_id == edition_id,
            Attempt.activity_id == activity_id,
            Attempt.state.in_(REGRADED),
            Answer.question_id.in_(list(ids)),
        )
    )
    for attempt_id, question_id, value in rows:
        found[attempt_id][question_id] = value
    return found


def _change(row: AnyRow, anew: Anew) -> Change:
    return Change(
        attempt_id=row.id,
        enrolment_id=row.enrolment_id,
        learner=row.name,
        number=row.number,
        release_id=row.release_id,
        points=anew.points,
        out_of=row.out_of,
        marks=anew.marks,
        kept=anew.kept,
        passed=anew.passed,
    )


def _digest(
    edition_id: int,
    activity_id: str,
    release_id: int,
    lines: Iterable[tuple[Any, ...]],
) -> str:
    """Return what stands for a whole preview: equal for equal ones only."""
    words = json.dumps([edition_id, activity_id, release_id, sorted(lines)])
    return sha256(words.encode()).hexdigest()
