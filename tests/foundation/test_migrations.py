"""The migrations make exactly the tables the models describe, and nothing else."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from lms.application import create_app
from lms.foundation import migrating
from lms.foundation.database import Base
from tests.conftest import settings


def site_on(url, folder):
    return create_app(settings(url, folder))


def test_the_tables_are_what_the_models_say(app):
    with app.app_context(), app.extensions["lms"].db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": migrating.VERSION_TABLE,
                "include_object": migrating.is_ours,
                "compare_type": True,
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_checks_that_autogenerate_forgets_are_in_the_database(app):
    wanted = {
        (table.name, check.name)
        for table in Base.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, sa.CheckConstraint)
    }
    with app.app_context():
        found = sa.inspect(app.extensions["lms"].db.engine)
        there = {
            (name, check["name"])
            for name in Base.metadata.tables
            for check in found.get_check_constraints(name)
        }
    assert wanted <= there


def test_down_and_up_again_ends_where_it_began(new_database, tmp_path):
    app = site_on(new_database("updown"), tmp_path)
    with app.app_context():
        engine = app.extensions["lms"].db.engine
        assert not migrating.is_current()
        assert migrating.upgrade()
        assert not migrating.upgrade()
        assert migrating.is_current()
        migrating.downgrade("base")
        left = set(sa.inspect(engine).get_table_names())
        assert left <= {migrating.VERSION_TABLE}
        migrating.upgrade()
        assert set(Base.metadata.tables) <= set(sa.inspect(engine).get_table_names())
        engine.dispose()


def test_tables_of_others_are_left_alone(new_database, tmp_path):
    app = site_on(new_database("others"), tmp_path)
    with app.app_context():
        engine = app.extensions["lms"].db.engine
        with engine.connect().execution_options(write=True) as connection:
            connection.execute(sa.text("CREATE TABLE theirs (id INTEGER)"))
            connection.execute(sa.text("INSERT INTO theirs VALUES (7)"))
            connection.commit()
        migrating.upgrade()
        migrating.downgrade("base")
        with engine.connect() as connection:
            assert connection.scalar(sa.text("SELECT id FROM theirs")) == 7
        engine.dispose()
