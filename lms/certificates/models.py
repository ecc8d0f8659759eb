"""Tables of certificates: what was issued to whom, and the keys that sign it."""

from datetime import date

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import Base, Timestamp
from lms.people.models import Member

_STANDING = text("revoked_at IS NULL AND replaced_at IS NULL")


class SigningKey(Base):
    """The public half of a pair of keys; the private one is in a file, never here.

    ``public`` is the key as a Multikey (``z6Mk…``), which is also its name. It signs
    from ``valid_from`` until ``retired_at``; what it signed then stays verifiable.
    """

    __tablename__ = "lms_signing_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    public: Mapped[str] = mapped_column(String(80), unique=True)
    valid_from: Mapped[Timestamp]
    retired_at: Mapped[Timestamp | None]


class Certificate(Base):
    """A certificate as it was issued: names, titles and hours are those of that day.

    ``code`` opens the page that verifies it. Titles have a text for each language.
    ``starts_on`` and ``ends_on`` are the days of the edition, or of the person's own
    way through a permanent offer. ``credential`` is the signed Open Badge and ``token``
    the same as a JWT; both wait for a key where the site has none. One certificate of
    an enrolment stands: others were revoked, or replaced by the one whose
    ``replaces_id`` names them. ``shows_name`` is the holder's choice. The place of its
    bit in the list of states is its ``id``.
    """

    __tablename__ = "lms_certificate"
    __table_args__ = (
        CheckConstraint("grade IN ('participation','completion','diploma')", "grade"),
        Index(
            "uq_lms_certificate_standing",
            "enrolment_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    grade: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    course_id: Mapped[str] = mapped_column(String(80))
    course_title: Mapped[dict[str, str]] = mapped_column(JSON)
    edition_title: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    hours: Mapped[int | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    language: Mapped[str] = mapped_column(String(2))
    issued_at: Mapped[Timestamp]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    revoked_at: Mapped[Timestamp | None]
    revoked_reason: Mapped[str] = mapped_column(String(500), default="")
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    replaces_id: Mapped[int | None] = mapped_column(
        ForeignKey("lms_certificate.id"), unique=True
    )
    replaced_at: Mapped[Timestamp | None]
    shows_name: Mapped[bool] = mapped_column(default=True)
    credential: Mapped[str | None] = mapped_column(Text)
    token: Mapped[str | None] = mapped_column(Text)
