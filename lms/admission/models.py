"""Tables of admission: applications, what others say of them, decisions, letters."""

from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import Base, Timestamp, Timestamped
from lms.people.models import Member


class Application(Timestamped, Base):
    """What somebody tells in order to be chosen for an edition.

    A draft until ``submitted_at``: from then on there is an enrolment, whose state
    tells how it went. ``answers`` is by the id of the question; what selection counts
    by (``state_code``, ``institution_type``, ``gender``) is kept beside it. Submitting
    again after a change raises ``revision``. ``flags`` are the rules of eligibility
    that are not met, by id.
    """

    __tablename__ = "lms_application"
    __table_args__ = (
        UniqueConstraint("edition_id", "member_id"),
        Index("ix_lms_application_desk", "edition_id", "submitted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(
        ForeignKey(Enrolment.id), unique=True
    )
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    language: Mapped[str] = mapped_column(String(2), default="es")
    state_code: Mapped[str | None] = mapped_column(String(2))
    institution: Mapped[str] = mapped_column(String(200), default="")
    institution_type: Mapped[str] = mapped_column(String(20), default="")
    post: Mapped[str] = mapped_column(String(200), default="")
    gender: Mapped[str] = mapped_column(String(12), default="")
    needs: Mapped[str] = mapped_column(String(2000), default="")
    flags: Mapped[list[str]] = mapped_column(JSON, default=list)
    consented_at: Mapped[Timestamp | None]
    submitted_at: Mapped[Timestamp | None]
    changed_at: Mapped[Timestamp]
    revision: Mapped[int] = mapped_column(default=0)
    nominated_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))


class ApplicationFile(Timestamped, Base):
    """A file somebody attached to a question of an application.

    ``key`` is its random name in the store of files; ``type`` was found by looking
    inside, ``size`` counts bytes, ``digest`` is the SHA-256.
    """

    __tablename__ = "lms_application_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id), index=True)
    question_id: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


class Endorsement(Timestamped, Base):
    """What the focal point of a State says of an application from it.

    ``verdict`` is ``waiting`` until somebody acts, or until ``due_at`` passes and the
    rule of the edition says what that means (``lapsed``). ``rank`` orders the State's
    own applications, 1 first. ``question`` was asked back, ``reason`` was given.
    """

    __tablename__ = "lms_endorsement"
    __table_args__ = (
        CheckConstraint(
            "verdict IN ('waiting','asked','endorsed','declined','lapsed')",
            name="verdict",
        ),
        Index("ix_lms_endorsement_desk", "state_code", "verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id), unique=True)
    state_code: Mapped[str] = mapped_column(String(2))
    verdict: Mapped[str] = mapped_column(
        String(12), default="waiting", server_default="waiting"
    )
    rank: Mapped[int | None]
    question: Mapped[str] = mapped_column(String(1000), default="")
    answer: Mapped[str] = mapped_column(String(2000), default="")
    reason: Mapped[str] = mapped_column(String(1000), default="")
    due_at: Mapped[Timestamp | None]
    reminded_at: Mapped[Timestamp | None]
    decided_at: Mapped[Timestamp | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))


class Review(Timestamped, Base):
    """What one reviewer thinks of an application: points by criterion, and a note."""

    __tablename__ = "lms_review"
    __table_args__ = (UniqueConstraint("application_id", "reviewer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    points: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[Timestamp]


class Decision(Timestamped, Base):
    """What the secretariat decided about an application, until its letter went out.

    ``place`` is the place on the waiting list, 1 first. ``told_at`` is when the letter
    was sent: from then on it can no longer be taken back.
    """

    __tablename__ = "lms_decision"
    __table_args__ = (
        CheckConstraint("outcome IN ('accepted','waiting','declined')", name="outcome"),
        Index("ix_lms_decision_told", "edition_id", "told_at"),
    )

    application_id: Mapped[int] = mapped_column(
        ForeignKey(Application.id), primary_key=True
    )
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    outcome: Mapped[str] = mapped_column(String(12))
    place: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    told_at: Mapped[Timestamp | None]


class LetterText(Timestamped, Base):
    """The secretariat's own wording of a letter of an edition, in one language."""

    __tablename__ = "lms_letter_text"

    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))


class Offer(Timestamped, Base):
    """A freed seat offered to somebody on the waiting list, until ``expires_at``."""

    __tablename__ = "lms_offer"
    __table_args__ = (Index("ix_lms_offer_due", "answered_at", "expires_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    expires_at: Mapped[Timestamp]
    answered_at: Mapped[Timestamp | None]
    answer: Mapped[str] = mapped_column(String(12), default="")


class Invitation(Timestamped, Base):
    """A code that lets its holder into an edition, so many times, until a moment.

    Only the digest of the code is kept.
    """

    __tablename__ = "lms_invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(12), default="participant")
    note: Mapped[str] = mapped_column(String(200), default="")
    uses: Mapped[int | None]
    used: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[Timestamp | None]
    withdrawn_at: Mapped[Timestamp | None]
    by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))


class SavedView(Timestamped, Base):
    """The filters, order and columns of the selection desk that somebody kept."""

    __tablename__ = "lms_saved_view"
    __table_args__ = (UniqueConstraint("edition_id", "member_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(String(1000))
