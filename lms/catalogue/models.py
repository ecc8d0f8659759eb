"""Tables of the catalogue: courses, their releases, and the files of each."""

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base, Timestamp, Timestamped


class Course(Timestamped, Base):
    """A course that was published at least once; ``id`` is also its address."""

    __tablename__ = "lms_course"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    withdrawn_at: Mapped[Timestamp | None]


class Release(Timestamped, Base):
    """The content of a course at one publication; it never changes afterwards.

    ``number`` counts the releases of a course from 1; ``digest`` is the SHA-256 of
    all its files, so that the same content is never released twice in a row.
    """

    __tablename__ = "lms_release"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey(Course.id))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


class ReleaseFile(Base):
    """One file of a release, byte for byte as the course package had it."""

    __tablename__ = "lms_release_file"

    release_id: Mapped[int] = mapped_column(ForeignKey(Release.id), primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
