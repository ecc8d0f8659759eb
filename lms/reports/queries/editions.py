"""Reading the editions that reports are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from lms.catalogue.models import Release
from lms.enrolment.models import Edition, EditionModule
from lms.enrolment.states import EditionState
from lms.foundation.database import AnySelect, session
from lms.foundation.i18n import zone
from lms.reports.behind import Calendar


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """An edition, as reports need it; ``release_id`` is what it is named after."""

    id: int
    course_id: str
    slug: str
    kind: str
    state: EditionState
    title: dict[str, str]
    time_zone: str
    starts_on: date | None
    ends_on: date | None
    release_id: int

    @property
    def is_permanent(self) -> bool:
        return self.kind == "permanent"

    @property
    def is_running(self) -> bool:
        return self.state is EditionState.RUNNING

    def day_of(self, moment: datetime) -> date:
        """Return which day a moment is there."""
        return moment.astimezone(zone(self.time_zone)).date()


_NEWEST = (
    select(Release.id)
    .where(Release.course_id == Edition.course_id)
    .order_by(Release.number.desc())
    .limit(1)
    .scalar_subquery()
    .correlate(Edition)
)
_FACTS: AnySelect = select(
    Edition.id,
    Edition.course_id,
    Edition.slug,
    Edition.kind,
    Edition.state,
    Edition.title,
    Edition.time_zone,
    Edition.starts_on,
    Edition.ends_on,
    Edition.release_id,
    _NEWEST.label("newest_id"),
)


def list_editions(course_id: str) -> list[EditionFacts]:
    """Return the editions of a course, the permanent offer first, then the newest."""
    return _facts(
        _FACTS.where(Edition.course_id == course_id).order_by(
            Edition.kind.desc(), Edition.id.desc()
        )
    )


def list_editions_of(edition_ids: Iterable[int]) -> dict[int, EditionFacts]:
    """Return editions by id."""
    found = _facts(_FACTS.where(Edition.id.in_(sorted(edition_ids))))
    return {edition.id: edition for edition in found}


def find_edition(edition_id: int) -> EditionFacts | None:
    """Return an edition by id, if there is one."""
    return list_editions_of([edition_id]).get(edition_id)


def _facts(statement: AnySelect) -> list[EditionFacts]:
    return [
        EditionFacts(
            row.id,
            row.course_id,
            row.slug,
            row.kind,
            EditionState(row.state),
            row.title,
            row.time_zone,
            row.starts_on,
            row.ends_on,
            row.release_id or row.newest_id,
        )
        for row in session.execute(statement)
        if row.release_id or row.newest_id
    ]


def get_calendar(edition: EditionFacts) -> Calendar:
    """Return when the modules of an edition open and are due."""
    rows = session.execute(
        select(
            EditionModule.module_id, EditionModule.opens_after, EditionModule.due_after
        ).where(EditionModule.edition_id == edition.id)
    ).all()
    return Calendar(
        starts_on=edition.starts_on,
        opens={r.module_id: r.opens_after for r in rows if r.opens_after is not None},
        due={r.module_id: r.due_after for r in rows if r.due_after is not None},
    )
