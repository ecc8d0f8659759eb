"""Tables of quizzes: attempts, answers and marks; when a quiz is open, and to whom
it gives more time; which version of a question was published when."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lms.catalogue.models import Course, Release
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import Base, Timestamp, Timestamped
from lms.people.models import Member


class Attempt(Base):
    """One time that somebody takes a quiz, on the release it was begun with.

    ``number`` counts a person's attempts at a quiz from 1, and at most one of them is
    open. ``seed`` decides what is drawn and in which order it is shown; ``paper`` lists
    the ids of the questions shown, and is empty where they were all in their order.
    ``due_at`` is when the time is up, pauses included, the present one as long as it
    may last; ``place`` the part that was reached. ``submitted_at`` is when it ended, by
    whomever.

    ``marks`` holds the mark of each marked question, from "0" to "1" as a fraction;
    ``points_num / points_den`` are their exact points of ``out_of`` so far, final when
    the state is ``marked``. ``marked_with_id`` is the release whose key was used, where
    it is not the attempt's own.
    """

    __tablename__ = "lms_attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "activity_id", "number"),
        Index(
            "uq_lms_attempt_open",
            "enrolment_id",
            "activity_id",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
        Index(
            "ix_lms_attempt_due_at",
            "due_at",
            sqlite_where=text("submitted_at IS NULL AND due_at IS NOT NULL"),
            postgresql_where=text("submitted_at IS NULL AND due_at IS NOT NULL"),
        ),
        Index(
            "ix_lms_attempt_unmarked",
            "activity_id",
            sqlite_where=text("state IN ('submitted','expired')"),
            postgresql_where=text("state IN ('submitted','expired')"),
        ),
        CheckConstraint(
            "(submitted_at IS NULL) = (points_num IS NULL) "
            "AND (points_num IS NULL) = (points_den IS NULL)",
            name="marked_when_submitted",
        ),
        CheckConstraint(
            "state IN ('started','submitted','expired','abandoned','marked')",
            name="state",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id))
    activity_id: Mapped[str] = mapped_column(String(80))
    release_id: Mapped[int] = mapped_column(ForeignKey(Release.id), index=True)
    number: Mapped[int]
    seed: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[Timestamp]
    submitted_at: Mapped[Timestamp | None]
    points_num: Mapped[int | None] = mapped_column(BigInteger)
    points_den: Mapped[int | None] = mapped_column(BigInteger)
    out_of: Mapped[int]
    state: Mapped[str] = mapped_column(
        String(12), default="started", server_default="started"
    )
    ended_by_clock: Mapped[bool] = mapped_column(
        default=False, server_default=text("false")
    )
    paper: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    marks: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, server_default="{}"
    )
    due_at: Mapped[Timestamp | None]
    paused_at: Mapped[Timestamp | None]
    paused_seconds: Mapped[int] = mapped_column(default=0, server_default="0")
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    touched_at: Mapped[Timestamp | None]
    marked_at: Mapped[Timestamp | None]
    # No foreign key: SQLite could not drop the column again, and no release ever goes.
    marked_with_id: Mapped[int | None]

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


class Answer(Base):
    """What somebody answers to one question; it may change until the attempt is in.

    ``value`` is what the question's kind makes of it; ``version`` counts the changes,
    so that an older page never overwrites a newer answer unseen. ``seconds`` is the
    time between the saves before and those of this answer: time spent on it.
    """

    __tablename__ = "lms_answer"

    attempt_id: Mapped[int] = mapped_column(ForeignKey(Attempt.id), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[list[Any]] = mapped_column(JSON)
    version: Mapped[int]
    saved_at: Mapped[Timestamp]
    seconds: Mapped[int] = mapped_column(default=0, server_default="0")


class Mark(Timestamped, Base):
    """What a person thought of one answer: by the first marker, the second, or as it
    was settled in the end (``final``; the first mark is, where there is no second).

    ``levels`` maps each criterion of the rubric to the level reached.
    """

    __tablename__ = "lms_mark"
    __table_args__ = (
        UniqueConstraint("attempt_id", "question_id", "round"),
        CheckConstraint("round IN ('first','second','final')", name="round"),
        CheckConstraint("num >= 0 AND den > 0 AND num <= den", name="within"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey(Attempt.id))
    question_id: Mapped[str] = mapped_column(String(80))
    round: Mapped[str] = mapped_column(String(6))
    marker_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    num: Mapped[int]
    den: Mapped[int]
    levels: Mapped[dict[str, Any]] = mapped_column(JSON)
    comment: Mapped[str] = mapped_column(Text, default="", server_default="")
    changed_at: Mapped[Timestamp]


class QuizSchedule(Base):
    """When a quiz of an edition opens and closes, and when marks given by people were
    told to everybody (``released_at``)."""

    __tablename__ = "lms_quiz_schedule"

    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), primary_key=True)
    activity_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    opens_at: Mapped[Timestamp | None]
    closes_at: Mapped[Timestamp | None]
    released_at: Mapped[Timestamp | None]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    changed_at: Mapped[Timestamp]


class Accommodation(Base):
    """What a person needs in every quiz: said once, without the reason for it.

    ``extra_time`` is percent of the time limit (25 makes 40 minutes 50), and
    ``pause_minutes`` how long the clock may stand still in one attempt.
    """

    __tablename__ = "lms_accommodation"
    __table_args__ = (
        CheckConstraint(
            "extra_time BETWEEN 0 AND 300 AND extra_attempts BETWEEN 0 AND 20 "
            "AND pause_minutes BETWEEN 0 AND 600",
            name="within",
        ),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    extra_time: Mapped[int] = mapped_column(default=0)
    extra_attempts: Mapped[int] = mapped_column(default=0)
    pause_minutes: Mapped[int] = mapped_column(default=0)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    changed_at: Mapped[Timestamp]


class QuestionVersion(Base):
    """A question as it stood from one release on: the same ``digest``, the same words
    and key. ``number`` counts a question's versions in its course from 1."""

    __tablename__ = "lms_question_version"
    __table_args__ = (UniqueConstraint("course_id", "question_id", "release_id"),)

    course_id: Mapped[str] = mapped_column(ForeignKey(Course.id), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    release_id: Mapped[int] = mapped_column(ForeignKey(Release.id), index=True)


class Regrade(Timestamped, Base):
    """The record of one regrading: who marked anew with which release, why, and what
    changed (``changes``: one entry for each attempt, points before and after)."""

    __tablename__ = "lms_regrade"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    activity_id: Mapped[str] = mapped_column(String(80))
    release_id: Mapped[int] = mapped_column(ForeignKey(Release.id))
    by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    reason: Mapped[str] = mapped_column(String(500))
    changes: Mapped[list[Any]] = mapped_column(JSON)
