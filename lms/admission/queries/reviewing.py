"""Reading one application with what others say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from lms.admission.errors import ApplicationNotFound, FileNotFound
from lms.admission.models import Application, ApplicationFile, Decision, Endorsement
from lms.admission.models import Review as ReviewRow
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.rules import Criterion
from lms.foundation.database import AnyRow, session
from lms.people.models import Member


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What a reviewer gave; ``score`` is the sum of the weighted points."""

    reviewer_id: int
    reviewer: str
    points: dict[str, int]
    note: str
    score: Fraction
    changed_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """An application as the desk shows it."""

    application: Application
    name: str
    email: str | None
    enrolment_id: int
    state: str
    endorsement: Endorsement | None
    decision: Decision | None
    files: Sequence[AnyRow]
    reviews: list[Given]
    history: Sequence[AnyRow]

    @property
    def mean(self) -> Fraction | None:
        """The exact mean of the reviewers' points."""
        if not self.reviews:
            return None
        return sum((one.score for one in self.reviews), Fraction(0)) / len(self.reviews)

    def by(self, reviewer_id: int) -> Given | None:
        """What one reviewer gave."""
        found = (one for one in self.reviews if one.reviewer_id == reviewer_id)
        return next(found, None)


def get_whole(
    edition_id: int, application_id: int, criteria: Sequence[Criterion]
) -> Whole:
    """Return a submitted application of an edition; raises ``ApplicationNotFound``."""
    row: Any = session.execute(
        select(Application, Member.name, Member.email, Enrolment.state)
        .add_columns(Endorsement, Decision)
        .join(Member, Member.id == Application.member_id)
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .outerjoin(Endorsement, Endorsement.application_id == Application.id)
        .outerjoin(Decision, Decision.application_id == Application.id)
        .where(
            Application.id == application_id,
            Application.edition_id == edition_id,
            Application.submitted_at.is_not(None),
        )
    ).first()
    if row is None:
        raise ApplicationNotFound
    application: Application = row[0]
    assert application.enrolment_id is not None
    return Whole(
        application=application,
        name=row.name,
        email=row.email,
        enrolment_id=application.enrolment_id,
        state=row.state,
        endorsement=row[4],
        decision=row[5],
        files=_files(application_id),
        reviews=_reviews(application_id, criteria),
        history=_history(application.enrolment_id),
    )


def _files(application_id: int) -> Sequence[AnyRow]:
    return session.execute(
        select(
            ApplicationFile.id,
            ApplicationFile.question_id,
            ApplicationFile.key,
            ApplicationFile.name,
            ApplicationFile.size,
        )
        .where(ApplicationFile.application_id == application_id)
        .order_by(ApplicationFile.id)
    ).all()


def _reviews(application_id: int, criteria: Sequence[Criterion]) -> list[Given]:
    rows = session.execute(
        select(ReviewRow, Member.name)
        .join(Member, Member.id == ReviewRow.reviewer_id)
        .where(ReviewRow.application_id == application_id)
        .order_by(ReviewRow.id)
    )
    return [
        Given(
            reviewer_id=row.reviewer_id,
            reviewer=name,
            points=row.points,
            note=row.note,
            score=Fraction(
                sum(row.points.get(one.id, 0) * one.weight for one in criteria)
            ),
            changed_at=row.changed_at,
        )
        for row, name in rows
    ]


def _history(enrolment_id: int) -> Sequence[AnyRow]:
    return session.execute(
        select(
            EnrolmentChange.after,
            EnrolmentChange.at,
            EnrolmentChange.reason,
            Member.name,
        )
        .outerjoin(Member, Member.id == EnrolmentChange.by_id)
        .where(EnrolmentChange.enrolment_id == enrolment_id)
        .order_by(EnrolmentChange.id)
    ).all()


def get_file(edition_id: int, application_id: int, file_id: int) -> ApplicationFile:
    """Return a file of an application of an edition; raises ``FileNotFound``."""
    found = session.scalar(
        select(ApplicationFile)
        .join(Application, Application.id == ApplicationFile.application_id)
        .where(
            ApplicationFile.id == file_id,
            Application.id == application_id,
            Application.edition_id == edition_id,
            Application.submitted_at.is_not(None),
        )
    )
    if found is None:
        raise FileNotFound
    return found
