"""Tables of enrolment: editions of a course and the people in them."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.catalogue.models import Course, Release
from lms.foundation.database import Base, Timestamp, Timestamped
from lms.people.models import Member

_EDITION_STATES = "'draft','call','selecting','running','closed','archived'"
_ENROLMENT_STATES = (
    "'applied','endorsed','accepted','waiting','offered','declined','withdrawn',"
    "'active','paused','completed','expired','removed'"
)


class Edition(Timestamped, Base):
    """A run of a course. The permanent offer is the one without dates, always open.

    ``title`` has a text for each language, empty for the permanent offer. Days are
    days in ``time_zone``. ``release_id`` is the content everybody in a dated edition
    shares; the permanent offer gives the newest. ``rules`` holds what the secretariat
    settles: who is eligible, how endorsement works, what a certificate takes, targets
    of balance (see ``lms.enrolment.rules``).
    """

    __tablename__ = "lms_edition"
    __table_args__ = (
        UniqueConstraint("course_id", "slug"),
        CheckConstraint("kind IN ('permanent','dated')", name="kind"),
        CheckConstraint(f"state IN ({_EDITION_STATES})", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey(Course.id))
    slug: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(
        String(12), default="running", server_default="running"
    )
    title: Mapped[dict[str, str]] = mapped_column(
        JSON, default=dict, server_default="{}"
    )
    time_zone: Mapped[str] = mapped_column(
        String(64), default="UTC", server_default="UTC"
    )
    languages: Mapped[list[str]] = mapped_column(
        JSON, default=list, server_default="[]"
    )
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    call_opens_at: Mapped[Timestamp | None]
    call_closes_at: Mapped[Timestamp | None]
    seats: Mapped[int | None]
    seats_per_state: Mapped[int | None]
    release_id: Mapped[int | None] = mapped_column(ForeignKey(Release.id))
    from_edition_id: Mapped[int | None]
    rules: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, server_default="{}"
    )


class EditionModule(Base):
    """When a module opens and is due in an edition, in days from its first day."""

    __tablename__ = "lms_edition_module"

    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), primary_key=True)
    module_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    opens_after: Mapped[int | None]
    due_after: Mapped[int | None]


class LiveSession(Base):
    """A meeting at a set hour of an edition: ``day`` counts from its first day (0),
    ``at`` is the hour in the edition's time zone (``"15:30"``)."""

    __tablename__ = "lms_live_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    day: Mapped[int]
    at: Mapped[str] = mapped_column(String(5))
    minutes: Mapped[int]
    address: Mapped[str] = mapped_column(String(500), default="")


class Enrolment(Timestamped, Base):
    """Where a member stands in an edition, from the application to the end.

    In the course they are on the release they began with or chose to move to.
    ``at_activity`` is the activity last opened: the place to go on from.
    ``least_percent`` is the progress shown before a move to another release, below
    which it never falls. Who left keeps the record and may come back to it.
    ``left_at`` is set whenever ``state`` is none of those in the course (``STANDING``).
    """

    __tablename__ = "lms_enrolment"
    __table_args__ = (
        UniqueConstraint("member_id", "edition_id"),
        CheckConstraint("role IN ('participant','observer')", name="role"),
        CheckConstraint(f"state IN ({_ENROLMENT_STATES})", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    release_id: Mapped[int] = mapped_column(ForeignKey(Release.id), index=True)
    role: Mapped[str] = mapped_column(String(12), default="participant")
    state: Mapped[str] = mapped_column(
        String(12), default="active", server_default="active"
    )
    at_activity: Mapped[str | None] = mapped_column(String(80))
    at_moment: Mapped[Timestamp | None]
    least_percent: Mapped[int] = mapped_column(default=0, server_default="0")
    left_at: Mapped[Timestamp | None]


class EnrolmentChange(Base):
    """One step of an enrolment: from which state to which, who, when and why.

    ``before`` is empty for the first; ``by_id`` where the site itself acted, by rule.
    """

    __tablename__ = "lms_enrolment_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id), index=True)
    before: Mapped[str] = mapped_column(String(12))
    after: Mapped[str] = mapped_column(String(12))
    at: Mapped[Timestamp]
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    reason: Mapped[str] = mapped_column(String(1000), default="")
