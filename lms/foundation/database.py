"""The declarative base and the session of the site we are mounted in.

Models derive from ``Base``, not from an extension's ``db.Model``, so that the
LMS can live in a host that already has its own ``SQLAlchemy`` instance.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, cast

from flask import current_app
from sqlalchemy import DateTime, Dialect, MetaData, Row, Select, func
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator
from werkzeug.local import LocalProxy

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


AnyRow = Row[*tuple[Any, ...]]
"""A row of columns, where their types say nothing that the names do not."""

AnySelect = Select[*tuple[Any, ...]]


class Moment(TypeDecorator[datetime]):
    """A point in time, always aware and in UTC, on databases with and without zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Refuse a moment without a zone: nobody could tell when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Give the moment back in UTC, also where the database dropped the zone."""
        if value is None or value.tzinfo is UTC:
            return value
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


Timestamp = Annotated[datetime, mapped_column(Moment())]


class Base(DeclarativeBase):
    """Base of every table of the LMS; all are named ``lms_…``."""

    metadata = MetaData(naming_convention=NAMING)


class Timestamped:
    """Adds the moment a row was first written."""

    created_at: Mapped[Timestamp] = mapped_column(
        Moment(), default=lambda: now(), server_default=func.now()
    )


def now() -> datetime:
    """Return the present moment, in UTC and aware of it."""
    return datetime.now(UTC)


def real_session() -> Session:
    """Return the session of this request or command itself, not a proxy to it."""
    return cast(Session, current_app.extensions["lms"].db.session())


def dialect_name() -> str:
    """Return ``"sqlite"`` or ``"postgresql"``: the database we are speaking to."""
    return real_session().get_bind().dialect.name


session: Session = cast(Session, LocalProxy(real_session))


def insert_for(table: Any) -> Any:
    """Return the dialect's own INSERT for a table, which can do ON CONFLICT."""
    if dialect_name() == "postgresql":
        return postgresql_insert(table)
    return sqlite_insert(table)
