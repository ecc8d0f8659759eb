"""How far the people of an edition came, and which grade that earns them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select

from lms.catalogue.queries import get_package
from lms.certificates.grades import Grade, Reached, grade_of, is_better
from lms.certificates.models import Certificate
from lms.content.asking import Quiz
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import CertificateRules, from_plain
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import AnyRow, AnySelect, session
from lms.learning.models import Completion
from lms.learning.progress import progress
from lms.people.models import Member
from lms.quizzes import grading
from lms.quizzes.models import Attempt
from lms.quizzes.states import State

ELIGIBLE = (
    EnrolmentState.ACTIVE,
    EnrolmentState.PAUSED,
    EnrolmentState.COMPLETED,
    EnrolmentState.EXPIRED,
)
"""Those who took part, also who did not come to the end before the edition did."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in an edition: what they reached, what that earns, what they have.

    ``offer`` is the grade that could be issued now: nothing where they have it, or
    one above it, already.
    """

    enrolment_id: int
    member_id: int
    name: str
    reached: Reached
    earned: Grade | None
    certificate_id: int | None
    has: Grade | None

    @property
    def offer(self) -> Grade | None:
        if self.earned is None or self.has is None:
            return self.earned
        return self.earned if is_better(self.earned, self.has) else None


@dataclass(frozen=True, slots=True)
class _Sum:
    """An attempt, as far as the result of a quiz depends on it."""

    number: int
    points: Fraction | None
    out_of: int
    is_marked: bool


def rules_of(edition: Edition) -> CertificateRules:
    """Return what certificates of an edition take."""
    return from_plain(edition.rules).certificate


def count_lines(edition_id: int) -> int:
    """Count the people of an edition whom a certificate could concern."""
    people = _people(edition_id).with_only_columns(func.count()).order_by(None)
    return session.scalar(people) or 0


def list_lines(edition: Edition, *, start: int = 0, size: int = 100) -> list[Line]:
    """Return people of an edition by name, with what each has earned."""
    people = session.execute(_people(edition.id).offset(start).limit(size)).all()
    return _lines(edition, people)


def find_line(enrolment_id: int) -> Line | None:
    """Return what somebody has earned; nothing who could not be certified."""
    edition = session.scalar(
        select(Edition)
        .join(Enrolment, Enrolment.edition_id == Edition.id)
        .where(Enrolment.id == enrolment_id)
    )
    if edition is None:
        return None
    people = _people(edition.id).where(Enrolment.id == enrolment_id)
    found = _lines(edition, session.execute(people).all())
    return found[0] if found else None


def _people(edition_id: int) -> AnySelect:
    return (
        select(
            Enrolment.id,
            Enrolment.member_id,
            Enrolment.release_id,
            Enrolment.least_percent,
            Member.name,
            Certificate.id.label("certificate_id"),
            Certificate.grade,
        )
        .join(Member, Member.id == Enrolment.member_id)
        .outerjoin(
            Certificate,
            (Certificate.enrolment_id == Enrolment.id)
            & Certificate.revoked_at.is_(None)
            & Certificate.replaced_at.is_(None),
        )
        .where(
            Enrolment.edition_id == edition_id,
            Enrolment.role == "participant",
            Enrolment.state.in_(ELIGIBLE),
            Member.left_at.is_(None),
        )
        .order_by(func.lower(Member.name), Enrolment.id)
    )


def _lines(edition: Edition, people: Sequence[AnyRow]) -> list[Line]:
    rules, ids = rules_of(edition), [row.id for row in people]
    done, sums = (_done(ids), _sums(ids)) if ids else ({}, {})
    lines = []
    for row in people:
        reached = _reached(row, done.get(row.id, set()), sums.get(row.id, {}))
        has = Grade(row.grade) if row.grade else None
        earned = grade_of(reached, rules)
        lines.append(
            Line(
                row.id,
                row.member_id,
                row.name,
                reached,
                earned,
                row.certificate_id,
                has,
            )
        )
    return lines


def _reached(row: AnyRow, done: set[str], sums: dict[str, list[_Sum]]) -> Reached:
    package = get_package(row.release_id)
    far = progress(package, done, row.least_percent)
    shares = []
    for _module, activity in package.places():
        if isinstance(activity.content, Quiz):
            grade = activity.content.rules.grade
            result = grading.result(grade, sums.get(activity.id, ()))
            shares.append(result.share if result else Fraction(0))
    mean = 100 * sum(shares, Fraction(0)) / len(shares) if shares else None
    return Reached(far.percent, mean)


def _done(ids: list[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = session.execute(
        select(Completion.enrolment_id, Completion.activity_id).where(
            Completion.enrolment_id.in_(ids)
        )
    )
    for enrolment_id, activity_id in rows:
        found[enrolment_id].add(activity_id)
    return found


def _sums(ids: list[int]) -> dict[int, dict[str, list[_Sum]]]:
    found: dict[int, dict[str, list[_Sum]]] = defaultdict(lambda: defaultdict(list))
    rows = session.execute(
        select(
            Attempt.enrolment_id,
            Attempt.activity_id,
            Attempt.number,
            Attempt.points_num,
            Attempt.points_den,
            Attempt.out_of,
        ).where(Attempt.enrolment_id.in_(ids), Attempt.state == State.MARKED)
    )
    for row in rows:
        points = Fraction(row.points_num or 0, row.points_den or 1)
        attempt = _Sum(row.number, points, row.out_of, True)
        found[row.enrolment_id][row.activity_id].append(attempt)
    return found
