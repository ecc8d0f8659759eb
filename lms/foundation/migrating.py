"""The database schema over time: Alembic, with a version table of our own.

Only tables named ``lms_…`` are ours; a host's tables and its own migrations are
never looked at.
"""

from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, Engine

VERSION_TABLE = "lms_alembic_version"


def is_ours(
    thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any
) -> bool:
    """Whether Alembic may look at a table or a part of one."""
    table = name if kind == "table" else getattr(thing, "table", thing).name
    return str(table).startswith("lms_") and table != VERSION_TABLE


def alembic_config(connection: Connection | None = None) -> Config:
    """Return what Alembic needs to know to work on a connection."""
    config = Config()
    folder = current_app.extensions["lms"].root / "migrations"
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config


def upgrade(revision: str = "head") -> bool:
    """Bring the tables up to a revision; say whether anything changed."""
    with _writing().begin() as connection:
        before = _revision(connection)
        command.upgrade(alembic_config(connection), revision)
        return before != _revision(connection)


def downgrade(revision: str) -> None:
    """Take the tables back to a revision; what only the newer ones hold is lost."""
    with _writing().begin() as connection:
        command.downgrade(alembic_config(connection), revision)


def is_current() -> bool:
    """Whether the tables are as this version of the code expects them."""
    engine = current_app.extensions["lms"].db.engine
    with engine.connect() as connection:
        head = ScriptDirectory.from_config(alembic_config()).get_current_head()
        return _revision(connection) == head


def _revision(connection: Connection) -> str | None:
    context = MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE}
    )
    return context.get_current_revision()


def _writing() -> Engine:
    """Return the engine with real transactions that may write: all or nothing."""
    engine: Engine = current_app.extensions["lms"].db.engine
    if engine.get_execution_options().get("reads_autocommit"):
        return engine.execution_options(write=True, isolation_level="READ COMMITTED")
    return engine.execution_options(write=True)
