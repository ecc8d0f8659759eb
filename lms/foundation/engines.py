"""How the engines of the stand-alone site are opened, one recipe per database."""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection, make_url

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=15000",
    "foreign_keys=ON",
    "cache_size=-20000",
    "temp_store=MEMORY",
)


def engine_options(url: str) -> dict[str, Any]:
    """Return the options ``create_engine`` needs for this database.

    What a statement was given (addresses, passwords' hashes, what people write) is
    never part of an error, for errors end up in logs.

    PostgreSQL reads in autocommit, because BEGIN and ROLLBACK are round trips that
    a single SELECT does not need; ``atomic`` opens a real transaction to write.
    """
    if make_url(url).get_backend_name() == "postgresql":
        return {
            "isolation_level": "AUTOCOMMIT",
            "execution_options": {"reads_autocommit": True},
            "pool_reset_on_return": None,
            "pool_pre_ping": False,
            "pool_recycle": 1800,
            "hide_parameters": True,
        }
    return {"connect_args": {"timeout": 15}, "hide_parameters": True}


def tune(engine: Engine) -> None:
    """Make a SQLite engine safe for many workers: WAL, and real transactions.

    pysqlite's own idea of BEGIN loses updates and breaks savepoints; a plain BEGIN
    fails with "database is locked" when a read turns into a write. So we take over:
    BEGIN for reading, BEGIN IMMEDIATE where ``atomic`` announced a write.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def hands_off(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
