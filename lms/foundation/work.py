"""Units of work: the only place in the code base that commits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from flask import current_app, g
from sqlalchemy.orm import Session

from lms.kernel.events import Event

from .database import Base, real_session

_ONE_WRITER = threading.RLock()
"""SQLite lets one connection write at a time and is unfair about whose turn it is;
queueing the threads of a process here keeps the longest wait short."""


@contextmanager
def atomic() -> Iterator[None]:
    """Save everything done inside together, or nothing of it.

    Units nest: an inner one joins the outer. What decides a write is read inside,
    for the outermost unit first ends the snapshot that earlier reads were made in.
    Calls put aside with ``afterwards`` run once the outermost has been saved, and
    are dropped if it fails.
    """
    if _is_open():
        yield
        return
    waiting: list[Callable[[], None]] = []
    session = real_session()
    _end_reading(session)
    with ExitStack() as held:
        if session.get_bind().dialect.name == "sqlite":
            held.enter_context(_ONE_WRITER)
        g.lms_afterwards = waiting
        try:
            _begin_writing(session)
            yield
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            del g.lms_afterwards
    for call in waiting:
        call()


def _end_reading(session: Session) -> None:
    """End the snapshot of earlier reads, and give its connection back to the pool.

    This comes before waiting for one's turn: whoever waits must not hold what the
    one who is writing may still need.
    """
    if session.in_transaction() and not (
        session.new or session.dirty or session.deleted
    ):
        session.commit()


def _begin_writing(session: Session) -> None:
    """Open a transaction that may write from its first statement on.

    On SQLite this is BEGIN IMMEDIATE (a read that later turns into a write fails
    with "database is locked" as soon as somebody else wrote in between); on a
    PostgreSQL engine that reads in autocommit it is a real transaction.
    """
    if not session.in_transaction():
        options: dict[str, Any] = {"write": True}
        if session.get_bind().get_execution_options().get("reads_autocommit"):
            options["isolation_level"] = "READ COMMITTED"
        session.connection(execution_options=options)


def emit(event: Event) -> None:
    """Tell the floors above what happened, inside the present unit of work."""
    current_app.extensions["lms"].bus.publish(event)


def afterwards(call: Callable[[], None]) -> None:
    """Put a call aside until the unit of work is saved: mail, webhooks, caches.

    The same function put aside twice is called once.
    """
    _require_open()
    if call not in g.lms_afterwards:
        g.lms_afterwards.append(call)


def refuse_writes_outside(session: Session, *_: Any) -> None:
    """Stop a flush of our rows that no unit of work would ever save."""
    rows = (*session.new, *session.dirty, *session.deleted)
    if any(isinstance(row, Base) for row in rows):
        _require_open()


def _is_open() -> bool:
    return "lms_afterwards" in g


def _require_open() -> None:
    if not _is_open():
        raise RuntimeError("This writes; do it inside `with atomic():`.")
