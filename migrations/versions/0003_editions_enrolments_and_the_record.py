"""Editions with a call and a calendar, enrolments with a history, the record"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
EDITION_COLUMNS = (
    sa.Column("title", sa.JSON(), server_default="{}", nullable=False),
    sa.Column("time_zone", sa.String(64), server_default="UTC", nullable=False),
    sa.Column("languages", sa.JSON(), server_default="[]", nullable=False),
    sa.Column("starts_on", sa.Date(), nullable=True),
    sa.Column("ends_on", sa.Date(), nullable=True),
    sa.Column("call_opens_at", MOMENT, nullable=True),
    sa.Column("call_closes_at", MOMENT, nullable=True),
    sa.Column("seats", sa.Integer(), nullable=True),
    sa.Column("seats_per_state", sa.Integer(), nullable=True),
    sa.Column("from_edition_id", sa.Integer(), nullable=True),
    sa.Column("rules", sa.JSON(), server_default="{}", nullable=False),
)

# What was written is never changed: an entry gets its place and digest, once, and no
# more. What is taken away is found by the chain, for tests and restores do take away.
FIELDS = ("id", "at", "act", "by_id", "member_id", "about", "details")
OF_SQLITE = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in FIELDS)
OF_POSTGRESQL = " OR ".join(
    # Of type JSON, which knows no equality.
    f"NEW.{name}{cast} IS DISTINCT FROM OLD.{name}{cast}"
    for name, cast in ((name, "::text" * (name == "details")) for name in FIELDS)
)
REFUSAL = "An entry of the record is never changed."
KEEPING = {
    "sqlite": (
        "CREATE TRIGGER lms_record_is_kept BEFORE UPDATE ON lms_record "
        f"WHEN OLD.place IS NOT NULL OR {OF_SQLITE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION lms_record_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF OLD.place IS NOT NULL OR {OF_POSTGRESQL} THEN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; "
        "END IF; RETURN NEW; END $$",
        "CREATE TRIGGER lms_record_is_kept BEFORE UPDATE ON lms_record "
        "FOR EACH ROW EXECUTE FUNCTION lms_record_is_kept()",
    ),
}


def upgrade() -> None:
    """Bring the tables forward."""
    _make_record()
    _extend_editions()
    _extend_enrolments()


def _make_record() -> None:
    op.create_table(
        "lms_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("act", sa.String(60), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(80), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["lms_member.id"], name="fk_lms_record_by_id_lms_member"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["lms_member.id"], name="fk_lms_record_member_id_lms_member"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lms_record"),
        sa.UniqueConstraint("place", name="uq_lms_record_place"),
    )
    op.create_index("ix_lms_record_about", "lms_record", ["about", "id"])
    op.create_index("ix_lms_record_act", "lms_record", ["act", "id"])
    op.create_index("ix_lms_record_member_id", "lms_record", ["member_id", "id"])
    op.create_table(
        "lms_record_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_lms_record_head_one")),
        sa.PrimaryKeyConstraint("id", name="pk_lms_record_head"),
    )
    for statement in KEEPING[op.get_bind().dialect.name]:
        op.execute(statement)


def _extend_editions() -> None:
    # SQLite can add a column, with a check or a reference of its own, without copying
    # the table; a copy would lose the rows that point to it.
    op.execute(
        "ALTER TABLE lms_edition ADD COLUMN state VARCHAR(12) DEFAULT 'running' NOT NULL "
        "CONSTRAINT ck_lms_edition_state CHECK "
        "(state IN ('draft','call','selecting','running','closed','archived'))"
    )
    for column in EDITION_COLUMNS:
        op.add_column("lms_edition", column)
    op.execute(
        "ALTER TABLE lms_edition ADD COLUMN release_id INTEGER CONSTRAINT "
        "fk_lms_edition_release_id_lms_release REFERENCES lms_release (id)"
    )
    op.execute("UPDATE lms_edition SET state = 'closed' WHERE closed_at IS NOT NULL")
    op.drop_column("lms_edition", "closed_at")
    op.create_table(
        "lms_edition_module",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(80), nullable=False),
        sa.Column("opens_after", sa.Integer(), nullable=True),
        sa.Column("due_after", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["lms_edition.id"],
            name="fk_lms_edition_module_edition_id_lms_edition",
        ),
        sa.PrimaryKeyConstraint(
            "edition_id", "module_id", name="pk_lms_edition_module"
        ),
    )
    op.create_table(
        "lms_live_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["lms_edition.id"],
            name="fk_lms_live_session_edition_id_lms_edition",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lms_live_session"),
    )
    op.create_index(
        "ix_lms_live_session_edition_id", "lms_live_session", ["edition_id"]
    )


def _extend_enrolments() -> None:
    op.execute(
        "ALTER TABLE lms_enrolment ADD COLUMN state VARCHAR(12) DEFAULT 'active' NOT NULL "
        "CONSTRAINT ck_lms_enrolment_state CHECK (state IN ('applied','endorsed',"
        "'accepted','waiting','offered','declined','withdrawn','active','paused',"
        "'completed','expired','removed'))"
    )
    op.execute("UPDATE lms_enrolment SET state = 'withdrawn' WHERE left_at IS NOT NULL")
    op.create_table(
        "lms_enrolment_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(12), nullable=False),
        sa.Column("after", sa.String(12), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["lms_enrolment.id"],
            name="fk_lms_enrolment_change_enrolment_id_lms_enrolment",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["lms_member.id"],
            name="fk_lms_enrolment_change_by_id_lms_member",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lms_enrolment_change"),
    )
    op.create_index(
        "ix_lms_enrolment_change_enrolment_id", "lms_enrolment_change", ["enrolment_id"]
    )
    # What is known of those who were here before: they joined, and some left again.
    op.execute(
        'INSERT INTO lms_enrolment_change (enrolment_id, "before", "after", at, by_id, '
        "reason) SELECT id, '', 'active', created_at, member_id, '' FROM lms_enrolment"
    )
    op.execute(
        'INSERT INTO lms_enrolment_change (enrolment_id, "before", "after", at, by_id, '
        "reason) SELECT id, 'active', 'withdrawn', left_at, member_id, '' "
        "FROM lms_enrolment WHERE left_at IS NOT NULL"
    )


def downgrade() -> None:
    """Take the tables back."""
    op.drop_table("lms_enrolment_change")
    op.drop_column("lms_enrolment", "state")
    op.drop_table("lms_live_session")
    op.drop_table("lms_edition_module")
    op.add_column("lms_edition", sa.Column("closed_at", MOMENT, nullable=True))
    op.execute(
        "UPDATE lms_edition SET closed_at = CURRENT_TIMESTAMP "
        "WHERE state IN ('closed','archived')"
    )
    for name in ("release_id", *(c.name for c in EDITION_COLUMNS), "state"):
        op.drop_column("lms_edition", name)
    op.drop_table("lms_record_head")
    op.drop_table("lms_record")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION lms_record_is_kept()")
