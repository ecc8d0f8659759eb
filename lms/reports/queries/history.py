"""Reading one learner's whole history: every edition, and what was done in it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from lms.catalogue.queries import get_package
from lms.content.schema import CoursePackage
from lms.encuentro.models import Post, Space, Thread
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import AnyRow, session
from lms.kernel.language import Text
from lms.learning.models import Completion
from lms.learning.progress import Progress, progress
from lms.people.models import Member
from lms.quizzes.lines import AttemptLine
from lms.quizzes.models import Attempt
from lms.quizzes.queries import line_of
from lms.quizzes.queries.attempts import LINE
from lms.reports.roster import IN_COURSE

from .editions import EditionFacts, list_editions_of
from .results import quiz_of


@dataclass(frozen=True, slots=True)
class Change:
    """One step of an enrolment; ``by`` is empty where the site acted by a rule."""

    before: str
    after: EnrolmentState
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An activity done; ``title`` as the release has it that the learner is on."""

    title: Text
    cause: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt at a quiz."""

    title: Text
    attempt: AttemptLine


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Somebody's time in one edition."""

    enrolment_id: int
    edition: EditionFacts
    package: CoursePackage
    state: EnrolmentState
    role: str
    came_at: datetime
    left_at: datetime | None
    far: Progress
    changes: tuple[Change, ...]
    deeds: tuple[Deed, ...]
    tries: tuple[Try, ...]
    posts: int

    @property
    def was_in_course(self) -> bool:
        """Whether the course was ever theirs to enter, as far as one can tell."""
        return self.state in IN_COURSE or bool(self.deeds or self.tries or self.posts)


def list_parts(member_id: int) -> list[Part]:
    """Return every edition somebody has an enrolment in, the newest first."""
    rows = session.execute(
        select(Enrolment)
        .where(Enrolment.member_id == member_id)
        .order_by(Enrolment.id.desc())
    ).scalars()
    seats = list(rows)
    if not seats:
        return []
    ids = [seat.id for seat in seats]
    editions = list_editions_of({seat.edition_id for seat in seats})
    changes, deeds, tries = _changes(ids), _deeds(ids), _tries(ids)
    posts = _posts(member_id)
    return [
        Part(
            enrolment_id=seat.id,
            edition=editions[seat.edition_id],
            package=(package := get_package(seat.release_id)),
            state=EnrolmentState(seat.state),
            role=seat.role,
            came_at=seat.created_at,
            left_at=seat.left_at,
            far=progress(
                package, [row.activity_id for row in deeds[seat.id]], seat.least_percent
            ),
            changes=tuple(changes[seat.id]),
            deeds=tuple(_deed(package, row) for row in deeds[seat.id]),
            tries=tuple(_try(seat.release_id, row) for row in tries[seat.id]),
            posts=posts.get(seat.edition_id, 0),
        )
        for seat in seats
    ]


def _changes(enrolment_ids: Sequence[int]) -> dict[int, list[Change]]:
    rows = session.execute(
        select(EnrolmentChange, Member.name)
        .outerjoin(Member, Member.id == EnrolmentChange.by_id)
        .where(EnrolmentChange.enrolment_id.in_(enrolment_ids))
        .order_by(EnrolmentChange.id)
    )
    found: dict[int, list[Change]] = defaultdict(list)
    for step, name in rows:
        found[step.enrolment_id].append(
            Change(
                step.before,
                EnrolmentState(step.after),
                step.at,
                name or "",
                step.reason,
            )
        )
    return found


def _deeds(enrolment_ids: Sequence[int]) -> dict[int, list[AnyRow]]:
    rows = session.execute(
        select(
            Completion.enrolment_id,
            Completion.activity_id,
            Completion.cause,
            Completion.at,
        )
        .where(Completion.enrolment_id.in_(enrolment_ids))
        .order_by(Completion.at, Completion.activity_id)
    )
    return _by_enrolment(rows.all())


def _tries(enrolment_ids: Sequence[int]) -> dict[int, list[AnyRow]]:
    rows = session.execute(
        LINE.add_columns(Attempt.enrolment_id, Attempt.activity_id)
        .where(Attempt.enrolment_id.in_(enrolment_ids))
        .order_by(Attempt.id)
    )
    return _by_enrolment(rows.all())


def _by_enrolment(rows: Sequence[AnyRow]) -> dict[int, list[AnyRow]]:
    found: dict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        found[row.enrolment_id].append(row)
    return found


def _deed(package: CoursePackage, row: AnyRow) -> Deed:
    titles = {activity.id: activity.title for _module, activity in package.places()}
    title = titles.get(row.activity_id, {package.source: row.activity_id})
    return Deed(title, row.cause, row.at)


def _try(release_id: int, row: AnyRow) -> Try:
    quiz = quiz_of(row.activity_id, release_id, row.release_id)
    return Try(quiz.title, line_of(row))


def _posts(member_id: int) -> dict[int, int]:
    rows = session.execute(
        select(Space.edition_id, func.count())
        .join(Thread, Thread.space_id == Space.id)
        .join(Post, Post.thread_id == Thread.id)
        .where(Post.author_id == member_id, Space.edition_id.is_not(None))
        .group_by(Space.edition_id)
    )
    return {row.edition_id: row[1] for row in rows}
