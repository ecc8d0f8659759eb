"""Reading editions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import and_, func, select

from lms.enrolment.errors import EditionNotFound, NoSuchEdition
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.states import OPEN, SEATED, STANDING, EditionState, EnrolmentState
from lms.foundation.database import AnySelect, session
from lms.kernel.language import Text


def find_permanent_offer(course_id: str) -> Edition | None:
    """Return the permanent offer of a course, if there is one that takes people."""
    return session.scalar(
        select(Edition).where(
            Edition.course_id == course_id,
            Edition.kind == "permanent",
            Edition.state == EditionState.RUNNING,
        )
    )


def get_permanent_offer(course_id: str) -> Edition:
    """Return the permanent offer of a course; raises ``EditionNotFound``."""
    edition = session.scalar(
        select(Edition).where(
            Edition.course_id == course_id, Edition.kind == "permanent"
        )
    )
    if edition is None:
        raise EditionNotFound
    return edition


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition, as those who run the course see it."""

    id: int
    slug: str
    kind: str
    state: EditionState
    title: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_permanent(self) -> bool:
        return self.kind == "permanent"


def list_editions(course_id: str) -> list[EditionLine]:
    """Return the editions of a course, the permanent offer first, then the newest."""
    rows = session.execute(
        select(Edition.id, Edition.slug, Edition.kind, Edition.state, Edition.title)
        .where(Edition.course_id == course_id)
        .order_by(Edition.kind.desc(), Edition.id.desc())
    )
    return [
        EditionLine(id_, slug, kind, EditionState(state), title)
        for id_, slug, kind, state, title in rows
    ]


def get_edition(edition_id: int) -> Edition:
    """Return a dated edition; raises ``NoSuchEdition``."""
    edition = session.get(Edition, edition_id)
    if edition is None or edition.kind != "dated":
        raise NoSuchEdition
    return edition


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A dated edition in the secretariat's list, with how many people it has."""

    id: int
    course_id: str
    slug: str
    title: Text
    state: str
    time_zone: str
    starts_on: date | None
    ends_on: date | None
    call_closes_at: datetime | None
    seats: int | None
    seated: int
    open: int


def list_dated(course_id: str = "", state: str = "") -> list[EditionRow]:
    """Return the dated editions, of a course or in a state if asked, newest first."""
    statement: AnySelect = (
        select(
            Edition.id,
            Edition.course_id,
            Edition.slug,
            Edition.title,
            Edition.state,
            Edition.time_zone,
            Edition.starts_on,
            Edition.ends_on,
            Edition.call_closes_at,
            Edition.seats,
            func.count(Enrolment.id).filter(Enrolment.state.in_(SEATED)),
            func.count(Enrolment.id).filter(Enrolment.state.in_(OPEN)),
        )
        .outerjoin(Enrolment, Enrolment.edition_id == Edition.id)
        .where(Edition.kind == "dated")
        # By all of them but the title: JSON cannot be compared.
        .group_by(Edition.id)
        .order_by(Edition.id.desc())
    )
    if course_id:
        statement = statement.where(Edition.course_id == course_id)
    if state:
        statement = statement.where(Edition.state == state)
    return [EditionRow(*row) for row in session.execute(statement)]


def count_people(edition_id: int) -> dict[str, int]:
    """Return how many people an edition has in each state."""
    rows = session.execute(
        select(Enrolment.state, func.count(Enrolment.id))
        .where(Enrolment.edition_id == edition_id)
        .group_by(Enrolment.state)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A dated edition as anybody sees it on the course's page.

    ``own`` is the state of the person's own enrolment in it, empty if there is none.
    """

    id: int
    slug: str
    title: Text
    state: str
    time_zone: str
    languages: list[str]
    starts_on: date | None
    ends_on: date | None
    call_opens_at: datetime | None
    call_closes_at: datetime | None
    own: str = ""

    def takes_applications(self, at: datetime) -> bool:
        """Whether one may apply at a moment."""
        return (
            self.state == EditionState.CALL
            and (self.call_opens_at is None or self.call_opens_at <= at)
            and (self.call_closes_at is None or at < self.call_closes_at)
        )

    @property
    def is_own(self) -> bool:
        """Whether the person is in the course of this edition."""
        return self.own in STANDING


_GOING = (EditionState.CALL, EditionState.SELECTING, EditionState.RUNNING)
_PENDING = OPEN | SEATED | {EnrolmentState.WAITING}


def list_offers(course_id: str, member_id: int | None) -> list[OfferLine]:
    """Return the editions of a course that concern somebody, the first to start first.

    Those with a call, and those they are in or wait for.
    """
    statement: AnySelect = (
        select(
            Edition.id,
            Edition.slug,
            Edition.title,
            Edition.state,
            Edition.time_zone,
            Edition.languages,
            Edition.starts_on,
            Edition.ends_on,
            Edition.call_opens_at,
            Edition.call_closes_at,
            func.coalesce(Enrolment.state, ""),
        )
        .outerjoin(
            Enrolment,
            and_(Enrolment.edition_id == Edition.id, Enrolment.member_id == member_id),
        )
        .where(
            Edition.course_id == course_id,
            Edition.kind == "dated",
            (Edition.state == EditionState.CALL)
            | (Edition.state.in_(_GOING) & Enrolment.state.in_(_PENDING))
            | Enrolment.state.in_(STANDING),
        )
        .order_by(Edition.starts_on, Edition.id)
    )
    return [OfferLine(*row) for row in session.execute(statement)]
