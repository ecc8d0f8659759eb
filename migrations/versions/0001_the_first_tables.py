"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "lms_course",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_course")),
    )
    op.create_table(
        "lms_kept_form",
        sa.Column("key_digest", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("key_digest", name=op.f("pk_lms_kept_form")),
    )
    op.create_table(
        "lms_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=190), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("institution", sa.String(length=200), nullable=True),
        sa.Column("post", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_member")),
        sa.UniqueConstraint("subject", name=op.f("uq_lms_member_subject")),
    )
    with op.batch_alter_table("lms_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_member_email"), ["email"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_lms_member_state"), ["state"], unique=False
        )

    op.create_table(
        "lms_outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_outbox")),
    )
    with op.batch_alter_table("lms_outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lms_outbox_waiting", ["sent_at", "due_at"], unique=False
        )

    op.create_table(
        "lms_registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_digest", sa.String(length=64), nullable=True),
        sa.Column("browser_digest", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("institution", sa.String(length=200), nullable=True),
        sa.Column("post", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("consent_version", sa.String(length=20), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("intent", sa.String(length=120), nullable=False),
        sa.Column("next", sa.Text(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_registration")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_lms_registration_key_digest")),
    )
    with op.batch_alter_table("lms_registration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_registration_email"), ["email"], unique=False
        )

    op.create_table(
        "lms_state",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("long_code", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_lms_state")),
        sa.UniqueConstraint("long_code", name=op.f("uq_lms_state_long_code")),
    )
    op.create_table(
        "lms_throttle",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lms_throttle")),
    )
    op.create_table(
        "lms_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_account_member_id_lms_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_account")),
        sa.UniqueConstraint("email", name=op.f("uq_lms_account_email")),
        sa.UniqueConstraint("member_id", name=op.f("uq_lms_account_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lms_draft",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_draft_member_id_lms_member"),
        ),
        sa.PrimaryKeyConstraint("member_id", "key", name=op.f("pk_lms_draft")),
    )
    op.create_table(
        "lms_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.String(length=80), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('permanent','dated')", name=op.f("ck_lms_edition_kind")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["lms_course.id"],
            name=op.f("fk_lms_edition_course_id_lms_course"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_edition")),
        sa.UniqueConstraint(
            "course_id", "slug", name=op.f("uq_lms_edition_course_id_slug")
        ),
    )
    op.create_table(
        "lms_institution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_code"],
            ["lms_state.code"],
            name=op.f("fk_lms_institution_state_code_lms_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_institution")),
    )
    with op.batch_alter_table("lms_institution", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_institution_state_code"), ["state_code"], unique=False
        )

    op.create_table(
        "lms_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["lms_course.id"],
            name=op.f("fk_lms_release_course_id_lms_course"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_release")),
        sa.UniqueConstraint(
            "course_id", "number", name=op.f("uq_lms_release_course_id_number")
        ),
    )
    op.create_table(
        "lms_role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.String(length=80), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "role IN ('secretariat','focal_point','author','instructor','moderator','participant','observer','alumni')",
            name=op.f("ck_lms_role_grant_role"),
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_role_grant_granted_by_id_lms_member"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_role_grant_member_id_lms_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_role_grant")),
    )
    with op.batch_alter_table("lms_role_grant", schema=None) as batch_op:
        batch_op.create_index(
            "uq_lms_role_grant_standing",
            ["member_id", "role", "scope_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "lms_state_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_code", sa.String(length=2), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "status IN ('full','observer','training_only')",
            name=op.f("ck_lms_state_status_status"),
        ),
        sa.ForeignKeyConstraint(
            ["state_code"],
            ["lms_state.code"],
            name=op.f("fk_lms_state_status_state_code_lms_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_state_status")),
    )
    with op.batch_alter_table("lms_state_status", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_state_status_state_code"), ["state_code"], unique=False
        )

    op.create_table(
        "lms_account_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("network", sa.String(length=50), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["lms_account.id"],
            name=op.f("fk_lms_account_session_account_id_lms_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_account_session")),
        sa.UniqueConstraint(
            "token_digest", name=op.f("uq_lms_account_session_token_digest")
        ),
    )
    with op.batch_alter_table("lms_account_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_account_session_account_id"),
            ["account_id"],
            unique=False,
        )

    op.create_table(
        "lms_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["lms_account.id"],
            name=op.f("fk_lms_consent_account_id_lms_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_consent")),
    )
    with op.batch_alter_table("lms_consent", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_consent_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "lms_email_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("new_email", sa.String(length=254), nullable=False),
        sa.Column("old_key_digest", sa.String(length=64), nullable=True),
        sa.Column("new_key_digest", sa.String(length=64), nullable=True),
        sa.Column("old_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["lms_account.id"],
            name=op.f("fk_lms_email_change_account_id_lms_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_email_change")),
        sa.UniqueConstraint(
            "new_key_digest", name=op.f("uq_lms_email_change_new_key_digest")
        ),
        sa.UniqueConstraint(
            "old_key_digest", name=op.f("uq_lms_email_change_old_key_digest")
        ),
    )
    with op.batch_alter_table("lms_email_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_email_change_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "lms_enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("at_activity", sa.String(length=80), nullable=True),
        sa.Column("at_moment", sa.DateTime(timezone=True), nullable=True),
        sa.Column("least_percent", sa.Integer(), server_default="0", nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "role IN ('participant','observer')", name=op.f("ck_lms_enrolment_role")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["lms_edition.id"],
            name=op.f("fk_lms_enrolment_edition_id_lms_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_enrolment_member_id_lms_member"),
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["lms_release.id"],
            name=op.f("fk_lms_enrolment_release_id_lms_release"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_enrolment")),
        sa.UniqueConstraint(
            "member_id",
            "edition_id",
            name=op.f("uq_lms_enrolment_member_id_edition_id"),
        ),
    )
    with op.batch_alter_table("lms_enrolment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_enrolment_edition_id"), ["edition_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_lms_enrolment_release_id"), ["release_id"], unique=False
        )

    op.create_table(
        "lms_password_reset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key_digest", sa.String(length=64), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["lms_account.id"],
            name=op.f("fk_lms_password_reset_account_id_lms_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_password_reset")),
        sa.UniqueConstraint(
            "key_digest", name=op.f("uq_lms_password_reset_key_digest")
        ),
    )
    with op.batch_alter_table("lms_password_reset", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_password_reset_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "lms_release_file",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["lms_release.id"],
            name=op.f("fk_lms_release_file_release_id_lms_release"),
        ),
        sa.PrimaryKeyConstraint("release_id", "path", name=op.f("pk_lms_release_file")),
    )
    op.create_table(
        "lms_space",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("threads", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(kind = 'edition') = (edition_id IS NOT NULL)",
            name=op.f("ck_lms_space_edition"),
        ),
        sa.CheckConstraint(
            "kind IN ('encuentro','edition')", name=op.f("ck_lms_space_kind")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["lms_edition.id"],
            name=op.f("fk_lms_space_edition_id_lms_edition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_space")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_lms_space_edition_id")),
    )
    with op.batch_alter_table("lms_space", schema=None) as batch_op:
        batch_op.create_index(
            "uq_lms_space_encuentro",
            ["kind"],
            unique=True,
            sqlite_where=sa.text("kind = 'encuentro'"),
            postgresql_where=sa.text("kind = 'encuentro'"),
        )

    op.create_table(
        "lms_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.String(length=80), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("points_num", sa.BigInteger(), nullable=True),
        sa.Column("points_den", sa.BigInteger(), nullable=True),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(submitted_at IS NULL) = (points_num IS NULL) AND (points_num IS NULL) = (points_den IS NULL)",
            name=op.f("ck_lms_attempt_marked_when_submitted"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["lms_enrolment.id"],
            name=op.f("fk_lms_attempt_enrolment_id_lms_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["lms_release.id"],
            name=op.f("fk_lms_attempt_release_id_lms_release"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_attempt")),
        sa.UniqueConstraint(
            "enrolment_id",
            "activity_id",
            "number",
            name=op.f("uq_lms_attempt_enrolment_id_activity_id_number"),
        ),
    )
    with op.batch_alter_table("lms_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_attempt_release_id"), ["release_id"], unique=False
        )
        batch_op.create_index(
            "uq_lms_attempt_open",
            ["enrolment_id", "activity_id"],
            unique=True,
            sqlite_where=sa.text("submitted_at IS NULL"),
            postgresql_where=sa.text("submitted_at IS NULL"),
        )

    op.create_table(
        "lms_completion",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.String(length=80), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["lms_enrolment.id"],
            name=op.f("fk_lms_completion_enrolment_id_lms_enrolment"),
        ),
        sa.PrimaryKeyConstraint(
            "enrolment_id", "activity_id", name=op.f("pk_lms_completion")
        ),
    )
    op.create_table(
        "lms_thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("starter_id", sa.Integer(), nullable=True),
        sa.Column("posts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_post_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_author_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.String(length=200), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["last_author_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_thread_last_author_id_lms_member"),
        ),
        sa.ForeignKeyConstraint(
            ["space_id"],
            ["lms_space.id"],
            name=op.f("fk_lms_thread_space_id_lms_space"),
        ),
        sa.ForeignKeyConstraint(
            ["starter_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_thread_starter_id_lms_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_thread")),
        sa.UniqueConstraint(
            "space_id", "activity_id", name=op.f("uq_lms_thread_space_id_activity_id")
        ),
    )
    with op.batch_alter_table("lms_thread", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lms_thread_newest", ["space_id", "last_post_at", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_lms_thread_starter_id"), ["starter_id"], unique=False
        )

    op.create_table(
        "lms_answer",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["lms_attempt.id"],
            name=op.f("fk_lms_answer_attempt_id_lms_attempt"),
        ),
        sa.PrimaryKeyConstraint(
            "attempt_id", "question_id", name=op.f("pk_lms_answer")
        ),
    )
    op.create_table(
        "lms_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("once", sa.String(length=80), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["lms_member.id"],
            name=op.f("fk_lms_post_author_id_lms_member"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["lms_thread.id"],
            name=op.f("fk_lms_post_thread_id_lms_thread"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_post")),
        sa.UniqueConstraint(
            "author_id", "once", name=op.f("uq_lms_post_author_id_once")
        ),
        sa.UniqueConstraint(
            "thread_id", "number", name=op.f("uq_lms_post_thread_id_number")
        ),
    )
    op.create_table(
        "lms_post_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["lms_post.id"],
            name=op.f("fk_lms_post_version_post_id_lms_post"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_post_version")),
    )
    with op.batch_alter_table("lms_post_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lms_post_version_post_id"), ["post_id"], unique=False
        )


def downgrade() -> None:
    """Take the tables back."""
    with op.batch_alter_table("lms_post_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_post_version_post_id"))

    op.drop_table("lms_post_version")
    op.drop_table("lms_post")
    op.drop_table("lms_answer")
    with op.batch_alter_table("lms_thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_thread_starter_id"))
        batch_op.drop_index("ix_lms_thread_newest")

    op.drop_table("lms_thread")
    op.drop_table("lms_completion")
    with op.batch_alter_table("lms_attempt", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_lms_attempt_open",
            sqlite_where=sa.text("submitted_at IS NULL"),
            postgresql_where=sa.text("submitted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_lms_attempt_release_id"))

    op.drop_table("lms_attempt")
    with op.batch_alter_table("lms_space", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_lms_space_encuentro",
            sqlite_where=sa.text("kind = 'encuentro'"),
            postgresql_where=sa.text("kind = 'encuentro'"),
        )

    op.drop_table("lms_space")
    op.drop_table("lms_release_file")
    with op.batch_alter_table("lms_password_reset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_password_reset_account_id"))

    op.drop_table("lms_password_reset")
    with op.batch_alter_table("lms_enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_enrolment_release_id"))
        batch_op.drop_index(batch_op.f("ix_lms_enrolment_edition_id"))

    op.drop_table("lms_enrolment")
    with op.batch_alter_table("lms_email_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_email_change_account_id"))

    op.drop_table("lms_email_change")
    with op.batch_alter_table("lms_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_consent_account_id"))

    op.drop_table("lms_consent")
    with op.batch_alter_table("lms_account_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_account_session_account_id"))

    op.drop_table("lms_account_session")
    with op.batch_alter_table("lms_state_status", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_state_status_state_code"))

    op.drop_table("lms_state_status")
    with op.batch_alter_table("lms_role_grant", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_lms_role_grant_standing",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.drop_table("lms_role_grant")
    op.drop_table("lms_release")
    with op.batch_alter_table("lms_institution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_institution_state_code"))

    op.drop_table("lms_institution")
    op.drop_table("lms_edition")
    op.drop_table("lms_draft")
    op.drop_table("lms_account")
    op.drop_table("lms_throttle")
    op.drop_table("lms_state")
    with op.batch_alter_table("lms_registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_registration_email"))

    op.drop_table("lms_registration")
    with op.batch_alter_table("lms_outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_lms_outbox_waiting")

    op.drop_table("lms_outbox")
    with op.batch_alter_table("lms_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lms_member_state"))
        batch_op.drop_index(batch_op.f("ix_lms_member_email"))

    op.drop_table("lms_member")
    op.drop_table("lms_kept_form")
    op.drop_table("lms_course")
