"""The tables of the record."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base, Timestamp
from lms.people.models import Member


class Entry(Base):
    """A decision: who decided what about whom, when, and why.

    ``about`` names the thing it concerns (``"edition:12"``). ``details`` holds ids,
    codes and numbers, and the reason given; never a name, an address or an answer.
    An entry is sealed soon after it was saved: ``place`` counts the sealed entries
    from 1, and ``digest`` is that of the entry and of the digest before it. The
    database itself refuses any other change (migration 0003).
    """

    __tablename__ = "lms_record"
    __table_args__ = (
        Index("ix_lms_record_about", "about", "id"),
        Index("ix_lms_record_act", "act", "id"),
        Index("ix_lms_record_member_id", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Timestamp]
    act: Mapped[str] = mapped_column(String(60))
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    about: Mapped[str] = mapped_column(String(80), default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    place: Mapped[int | None] = mapped_column(unique=True)
    digest: Mapped[str | None] = mapped_column(String(64))


class RecordHead(Base):
    """How far the chain reaches, in the one row of this table.

    Whoever seals locks it, so that places have no gaps; and a chain that was cut off
    does not reach it any more.
    """

    __tablename__ = "lms_record_head"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
