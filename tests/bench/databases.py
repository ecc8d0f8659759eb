"""An empty database of one's own, that goes away afterwards."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"


@contextlib.contextmanager
def empty_database(kind: str, folder: Path, name: str) -> Iterator[str]:
    """Make a database and give its address, as ``DATABASE_URL`` wants it."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    server = sa.make_url(os.environ.get("TEST_POSTGRES_URL", POSTGRES))
    engine = sa.create_engine(
        server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    full = f"lms_{name}_{os.getpid()}_{secrets.token_hex(3)}"
    with engine.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{full}"'))
    try:
        url = server.set(drivername="postgresql", database=full)
        yield url.render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(sa.text(f'DROP DATABASE "{full}" WITH (FORCE)'))
        engine.dispose()


def settle(url: str) -> None:
    """Let PostgreSQL look at what was loaded, as it does by itself after a while.

    Nobody does so on SQLite, so neither do we.
    """
    if url.startswith("sqlite"):
        return
    address = sa.make_url(url).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("VACUUM ANALYZE"))
    engine.dispose()
