"""Attempts with a clock and a paper, marks by people, versions of questions"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_lms_attempt_due_at", "due_at", "submitted_at IS NULL AND due_at IS NOT NULL"),
    ("ix_lms_attempt_unmarked", "activity_id", "state IN ('submitted','expired')"),
)
COLUMNS = (
    "marked_with_id",
    "marked_at",
    "touched_at",
    "place",
    "paused_seconds",
    "paused_at",
    "due_at",
    "marks",
    "paper",
    "ended_by_clock",
    "state",
)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "lms_accommodation",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("extra_time", sa.Integer(), nullable=False),
        sa.Column("extra_attempts", sa.Integer(), nullable=False),
        sa.Column("pause_minutes", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "extra_time BETWEEN 0 AND 300 AND extra_attempts BETWEEN 0 AND 20 AND pause_minutes BETWEEN 0 AND 600",
            name=op.f("ck_lms_accommodation_within"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_accommodation_changed_by_id_lms_member"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_accommodation_member_id_lms_member"),
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_lms_accommodation")),
    )
    op.create_table(
        "lms_question_version",
        sa.Column("course_id", sa.String(length=80), nullable=False),
        sa.Column("question_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["lms_course.id"],
            name=op.f("fk_lms_question_version_course_id_lms_course"),
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["lms_release.id"],
            name=op.f("fk_lms_question_version_release_id_lms_release"),
        ),
        sa.PrimaryKeyConstraint(
            "course_id", "question_id", "number", name=op.f("pk_lms_question_version")
        ),
        sa.UniqueConstraint(
            "course_id",
            "question_id",
            "release_id",
            name=op.f("uq_lms_question_version_course_id_question_id_release_id"),
        ),
    )
    with op.batch_alter_table("lms_question_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_question_version_release_id"),
            ["release_id"],
            unique=False,
        )

    op.create_table(
        "lms_quiz_schedule",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.String(length=80), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_quiz_schedule_changed_by_id_lms_member"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["lms_edition.id"],
            name=op.f("fk_lms_quiz_schedule_edition_id_lms_edition"),
        ),
        sa.PrimaryKeyConstraint(
            "edition_id", "activity_id", name=op.f("pk_lms_quiz_schedule")
        ),
    )
    op.create_table(
        "lms_regrade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.String(length=80), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["lms_member.id"], name=op.f("fk_lms_regrade_by_id_lms_member")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["lms_edition.id"],
            name=op.f("fk_lms_regrade_edition_id_lms_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["lms_release.id"],
            name=op.f("fk_lms_regrade_release_id_lms_release"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_regrade")),
    )
    with op.batch_alter_table("lms_regrade", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_regrade_edition_id"), ["edition_id"], unique=False
        )

    op.create_table(
        "lms_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=80), nullable=False),
        sa.Column("round", sa.String(length=6), nullable=False),
        sa.Column("marker_id", sa.Integer(), nullable=False),
        sa.Column("num", sa.Integer(), nullable=False),
        sa.Column("den", sa.Integer(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "round IN ('first','second','final')", name=op.f("ck_lms_mark_round")
        ),
        sa.CheckConstraint(
            "num >= 0 AND den > 0 AND num <= den", name=op.f("ck_lms_mark_within")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["lms_attempt.id"],
            name=op.f("fk_lms_mark_attempt_id_lms_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["marker_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_mark_marker_id_lms_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_mark")),
        sa.UniqueConstraint(
            "attempt_id",
            "question_id",
            "round",
            name=op.f("uq_lms_mark_attempt_id_question_id_round"),
        ),
    )
    # SQLite can add a column, with a check of its own, without copying the table; a copy
    # would lose the rows that point to it.
    op.add_column(
        "lms_answer",
        sa.Column("seconds", sa.Integer(), server_default="0", nullable=False),
    )
    op.execute(
        "ALTER TABLE lms_attempt ADD COLUMN state VARCHAR(12) DEFAULT 'started' NOT NULL "
        "CONSTRAINT ck_lms_attempt_state CHECK "
        "(state IN ('started','submitted','expired','abandoned','marked'))"
    )
    for column in (
        sa.Column(
            "ended_by_clock",
            sa.Boolean(),
            server_default=sa.text("(false)"),
            nullable=False,
        ),
        sa.Column("paper", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("marks", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), server_default="0", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("marked_with_id", sa.Integer(), nullable=True),
    ):
        op.add_column("lms_attempt", column)
    op.execute(
        "UPDATE lms_attempt SET state = 'marked', marked_at = submitted_at "
        "WHERE submitted_at IS NOT NULL"
    )
    for name, column, where in INDEXES:
        op.create_index(
            name,
            "lms_attempt",
            [column],
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def downgrade() -> None:
    """Take the tables back."""
    for name, _, _ in INDEXES:
        op.drop_index(name, table_name="lms_attempt")
    for column in COLUMNS:
        op.drop_column("lms_attempt", column)
    op.drop_column("lms_answer", "seconds")
    op.drop_table("lms_mark")
    with op.batch_alter_table("lms_regrade", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_regrade_edition_id"))

    op.drop_table("lms_regrade")
    op.drop_table("lms_quiz_schedule")
    with op.batch_alter_table("lms_question_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_question_version_release_id"))

    op.drop_table("lms_question_version")
    op.drop_table("lms_accommodation")
