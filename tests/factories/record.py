"""Entries of the record for tests, and hands that do what nobody should."""

from typing import Any

import sqlalchemy as sa
from flask import current_app

from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.record import services
from lms.record.models import Entry

TRIGGER = "lms_record_is_kept"


def make_entries(number: int, **fields: Any) -> None:
    """Note so many decisions, each in a unit of its own. Call inside a context."""
    for n in range(number):
        with atomic():
            services.note(
                **{"act": "test.done", "by_id": None, "details": {"n": n}, **fields}
            )


def leave_entries(number: int, **fields: Any) -> None:
    """Leave so many entries unsealed, as a process does that dies at that moment."""
    with atomic():
        for n in range(number):
            entry = {"act": "test.done", "details": {"n": n}, **fields}
            session.add(Entry(at=now(), **entry))


def run(*statements: str) -> None:
    """Run SQL as it is, past the platform; who reads next reads what became of it."""
    session.rollback()
    engine = current_app.extensions["lms"].db.engine
    with engine.connect().execution_options(write=True) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


def tamper(statement: str) -> None:
    """Run SQL as somebody may who rules over the database itself."""
    engine = current_app.extensions["lms"].db.engine
    off = f"ALTER TABLE lms_record DISABLE TRIGGER {TRIGGER}"
    on = f"ALTER TABLE lms_record ENABLE TRIGGER {TRIGGER}"
    if engine.dialect.name == "sqlite":
        look = sa.text("SELECT sql FROM sqlite_master WHERE name = :name")
        with engine.connect() as connection:
            on = str(connection.scalar(look, {"name": TRIGGER}))
        off = f"DROP TRIGGER {TRIGGER}"
    run(off, statement, on)


def change(field: str, value: str) -> str:
    """Return the SQL that changes the second entry, or the only one."""
    which = "place = 2 OR place IS NULL"
    return f"UPDATE lms_record SET {field} = {value} WHERE {which}"  # noqa: S608
