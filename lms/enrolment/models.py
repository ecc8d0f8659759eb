"""Tables of enrolment: editions of a course and the people in them."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.catalogue.models import Course, Release
from lms.foundation.database import Base, Timestamp, Timestamped
from lms.people.models import Member


class Edition(Timestamped, Base):
    """A run of a course. The permanent offer is the one without dates, always open."""

    __tablename__ = "lms_edition"
    __table_args__ = (
        UniqueConstraint("course_id", "slug"),
        CheckConstraint("kind IN ('permanent','dated')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey(Course.id))
    slug: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))
    closed_at: Mapped[Timestamp | None]


class Enrolment(Timestamped, Base):
    """A member in an edition, on the release they began with or chose to move to.

    ``at_activity`` is the activity last opened: the place to go on from.
    ``least_percent`` is the progress shown before a move to another release, below
    which it never falls. Who left keeps the record and may come back to it.
    """

    __tablename__ = "lms_enrolment"
    __table_args__ = (
        UniqueConstraint("member_id", "edition_id"),
        CheckConstraint("role IN ('participant','observer')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    release_id: Mapped[int] = mapped_column(ForeignKey(Release.id), index=True)
    role: Mapped[str] = mapped_column(String(12), default="participant")
    at_activity: Mapped[str | None] = mapped_column(String(80))
    at_moment: Mapped[Timestamp | None]
    least_percent: Mapped[int] = mapped_column(default=0, server_default="0")
    left_at: Mapped[Timestamp | None]
