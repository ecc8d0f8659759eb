"""Tables of the people: members, their roles, the States of the Network."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base, Timestamp, Timestamped


class Member(Timestamped, Base):
    """Someone who learns or teaches here.

    ``subject`` is how the site that signed them in names them: our own accounts
    when we stand alone, the host's user id when we are mounted. A member who left
    keeps the row, without anything that tells who it was.
    """

    __tablename__ = "lms_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(190), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    state: Mapped[str | None] = mapped_column(String(2), index=True)
    institution: Mapped[str | None] = mapped_column(String(200))
    post: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str | None] = mapped_column(String(2))
    time_zone: Mapped[str | None] = mapped_column(String(64))
    left_at: Mapped[Timestamp | None]


class RoleGrant(Timestamped, Base):
    """A role given to a member, in a scope, until it is taken back."""

    __tablename__ = "lms_role_grant"
    __table_args__ = (
        CheckConstraint(
            "role IN ('secretariat','focal_point','author','instructor',"
            "'moderator','participant','observer','alumni')",
            name="role",
        ),
        Index(
            "uq_lms_role_grant_standing",
            "member_id",
            "role",
            "scope_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    role: Mapped[str] = mapped_column(String(20))
    scope_id: Mapped[str] = mapped_column(String(80), default="")
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    revoked_at: Mapped[Timestamp | None]


class State(Base):
    """A State of the Network, by its ISO 3166 code."""

    __tablename__ = "lms_state"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    long_code: Mapped[str] = mapped_column(String(3), unique=True)
    name: Mapped[str] = mapped_column(String(120))


class StateStatus(Base):
    """What a State was in the Network between two dates."""

    __tablename__ = "lms_state_status"
    __table_args__ = (
        CheckConstraint("status IN ('full','observer','training_only')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state_code: Mapped[str] = mapped_column(ForeignKey(State.code), index=True)
    status: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))


class Institution(Base):
    """An institution that represents a State in the Network between two dates."""

    __tablename__ = "lms_institution"

    id: Mapped[int] = mapped_column(primary_key=True)
    state_code: Mapped[str] = mapped_column(ForeignKey(State.code), index=True)
    name: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))


class KeptForm(Timestamped, Base):
    """What somebody had written when their session turned out to be over.

    It is given back after signing in, to the browser it was written in: the digest is
    of the key in the address and a secret in its cookie.
    """

    __tablename__ = "lms_kept_form"

    key_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(String(500))
    fields: Mapped[list[Any]] = mapped_column(JSON)
