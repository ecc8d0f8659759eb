"""Tables of conversations: spaces, threads, posts, their earlier texts, drafts."""

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lms.enrolment.models import Edition
from lms.foundation.database import Base, Timestamp, Timestamped
from lms.people.models import Member


class SpaceKind(StrEnum):
    """Whose a space is: the alumni's, or the people's of one edition."""

    ENCUENTRO = "encuentro"
    EDITION = "edition"


class Space(Timestamped, Base):
    """A closed room with conversations in it; there is one alumni space.

    A space is made when the first conversation in it begins. ``threads`` counts them.
    """

    __tablename__ = "lms_space"
    __table_args__ = (
        CheckConstraint("kind IN ('encuentro','edition')", name="kind"),
        CheckConstraint(
            "(kind = 'edition') = (edition_id IS NOT NULL)", name="edition"
        ),
        Index(
            "uq_lms_space_encuentro",
            "kind",
            unique=True,
            sqlite_where=text("kind = 'encuentro'"),
            postgresql_where=text("kind = 'encuentro'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    edition_id: Mapped[int | None] = mapped_column(ForeignKey(Edition.id), unique=True)
    threads: Mapped[int] = mapped_column(default=0, server_default="0")


class Thread(Timestamped, Base):
    """A conversation, open until someone closes it.

    One that belongs to a discussion of the course names the activity and was begun
    by nobody. ``posts`` counts the posts, so that no page has to.
    """

    __tablename__ = "lms_thread"
    __table_args__ = (
        UniqueConstraint("space_id", "activity_id"),
        Index("ix_lms_thread_newest", "space_id", "last_post_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey(Space.id))
    activity_id: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(120))
    starter_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id), index=True)
    posts: Mapped[int] = mapped_column(default=0, server_default="0")
    last_post_at: Mapped[Timestamp]
    last_author_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    closed_at: Mapped[Timestamp | None]
    closed_reason: Mapped[str | None] = mapped_column(String(200))


class Post(Timestamped, Base):
    """One voice in a conversation.

    ``number`` counts from 1 without gaps, so a post's page follows from it. ``body``
    is as it was written, ``html`` made safe when it was saved. ``once`` tells a form
    sent twice from two posts that say the same.
    """

    __tablename__ = "lms_post"
    __table_args__ = (
        UniqueConstraint("thread_id", "number"),
        UniqueConstraint("author_id", "once"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey(Thread.id))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    once: Mapped[str | None] = mapped_column(String(80))
    edited_at: Mapped[Timestamp | None]


class PostVersion(Base):
    """What a post said before its author changed it."""

    __tablename__ = "lms_post_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey(Post.id), index=True)
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    replaced_at: Mapped[Timestamp]


class Draft(Base):
    """What a member has written and not yet published, in one place.

    ``key`` names the place: a thread, a discussion, a new conversation, an edit.
    """

    __tablename__ = "lms_draft"

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    saved_at: Mapped[Timestamp]
