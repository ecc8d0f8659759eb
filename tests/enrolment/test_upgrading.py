"""A site that was in use before there were editions keeps all it had."""

import sqlalchemy as sa

from lms.application import create_app
from lms.foundation import migrating
from tests.conftest import settings

BEFORE, AFTER = "0002", "0003"
JOINED, LEFT = "2026-03-01 10:00:00+00:00", "2026-04-01 10:00:00+00:00"

FILL = (
    "INSERT INTO lms_member (id, subject, name, created_at) VALUES "
    "(1, 'a', 'Ana', 'JOINED'), (2, 'b', 'Beto', 'JOINED')",
    "INSERT INTO lms_course (id, created_at) VALUES ('curso', 'JOINED')",
    "INSERT INTO lms_release (id, course_id, number, digest, created_at) VALUES "
    "(1, 'curso', 1, 'd', 'JOINED')",
    "INSERT INTO lms_edition (id, course_id, slug, kind, closed_at, "
    "created_at) VALUES "
    "(1, 'curso', 'permanente', 'permanent', NULL, 'JOINED'), "
    "(2, 'curso', 'vieja', 'dated', 'LEFT', 'JOINED')",
    "INSERT INTO lms_enrolment (id, member_id, edition_id, release_id, role, "
    "at_activity, least_percent, left_at, created_at) VALUES "
    "(1, 1, 1, 1, 'participant', 'leccion-1', 40, NULL, 'JOINED'), "
    "(2, 2, 1, 1, 'observer', NULL, 0, 'LEFT', 'JOINED')",
    "INSERT INTO lms_completion (enrolment_id, activity_id, cause, at) VALUES "
    "(1, 'leccion-1', 'gone_on', 'JOINED')",
)

ENROLMENTS = "SELECT id, role, state, at_activity, least_percent FROM lms_enrolment"
CHANGES = """
SELECT enrolment_id, "before", "after", by_id FROM lms_enrolment_change ORDER BY id
"""


def test_a_filled_site_gets_states_and_a_history_and_loses_nothing(
    new_database, tmp_path
):
    site = create_app(settings(new_database("filled"), tmp_path))
    with site.app_context():
        engine = site.extensions["lms"].db.engine
        migrating.upgrade(BEFORE)
        with engine.connect().execution_options(write=True) as connection:
            for statement in FILL:
                dated = statement.replace("JOINED", JOINED).replace("LEFT", LEFT)
                connection.execute(sa.text(dated))
            connection.commit()
        migrating.upgrade(AFTER)

        def rows(query):
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(sa.text(query))]

        assert rows("SELECT id, slug, state FROM lms_edition ORDER BY id") == [
            (1, "permanente", "running"),
            (2, "vieja", "closed"),
        ]
        assert rows(f"{ENROLMENTS} ORDER BY id") == [
            (1, "participant", "active", "leccion-1", 40),
            (2, "observer", "withdrawn", None, 0),
        ]
        assert rows(CHANGES) == [
            (1, "", "active", 1),
            (2, "", "active", 2),
            (2, "active", "withdrawn", 2),
        ]
        assert rows("SELECT enrolment_id, activity_id FROM lms_completion") == [
            (1, "leccion-1")
        ]
        migrating.upgrade()
        assert migrating.is_current()
        assert len(rows(ENROLMENTS)) == 2
        migrating.downgrade(BEFORE)
        assert rows("SELECT id FROM lms_enrolment WHERE left_at IS NOT NULL") == [(2,)]
        assert rows("SELECT id FROM lms_edition WHERE closed_at IS NOT NULL") == [(2,)]
        engine.dispose()
