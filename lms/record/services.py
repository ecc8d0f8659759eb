"""Writing the record, and sealing what was written."""

import logging
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError

from lms.foundation.database import insert_for, now, session
from lms.foundation.work import afterwards, atomic

from . import queries
from .chain import Head, digest_of, facts_of, plain
from .models import Entry, RecordHead

AT_ONCE = 500
"""How many entries are sealed in one unit."""

ONE = 1
"""The id of the only row that says how far the chain reaches."""

log = logging.getLogger("lms.record")


def note(
    *,
    act: str,
    by_id: int | None,
    member_id: int | None = None,
    about: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write a decision down, in the unit of work that carries it out.

    ``act`` is ``"<feature>.<past participle>"``; ``by_id`` is ``None`` where the site
    itself acted, by a rule. ``details`` holds ids, codes, numbers and reasons. It is
    sealed as soon as the unit is saved.
    """
    session.add(
        Entry(
            at=now(),
            act=act,
            by_id=by_id,
            member_id=member_id,
            about=about,
            details=plain(details or {}),
        )
    )
    session.flush()
    afterwards(_seal_soon)


def _seal_soon() -> None:
    """Seal what was just saved; if that fails, the next one to seal does it."""
    try:
        seal()
    except (SQLAlchemyError, ValueError) as failure:
        log.warning("not sealed yet: %s", type(failure).__name__)


def seal() -> int:
    """Give every saved entry its place in the chain; return how many there were.

    In units of its own; call this outside of a unit, for whoever seals makes others
    wait.
    """
    sealed = found = _seal_some()
    while found == AT_ONCE:
        found = _seal_some()
        sealed += found
    return sealed


def _seal_some() -> int:
    with atomic():
        return _lengthen() if queries.has_unsealed() else 0


def _lengthen() -> int:
    head = _lock_head()
    rows = session.execute(
        select(*queries.COLUMNS)
        .where(Entry.place.is_(None))
        .order_by(Entry.id)
        .limit(AT_ONCE)
    ).all()
    sealed = []
    for place, row in enumerate(rows, head.place + 1):
        head = Head(place, digest_of(head.digest, facts_of(row, place)))
        sealed.append({"id": row.id, "place": place, "digest": head.digest})
    if sealed:
        session.execute(update(Entry), sealed)
        session.execute(
            update(RecordHead)
            .where(RecordHead.id == ONE)
            .values(place=head.place, digest=head.digest)
        )
    return len(sealed)


def _lock_head() -> Head:
    """Wait for one's turn, and return where the chain ends then."""
    head = _touch_head()
    if head is None:
        last = queries.find_last() or Head()
        session.execute(
            insert_for(RecordHead)
            .values(id=ONE, place=last.place, digest=last.digest)
            .on_conflict_do_nothing()
        )
        head = _touch_head()
    assert head is not None  # nobody takes the row away
    return head


def _touch_head() -> Head | None:
    # An update, not a SELECT … FOR UPDATE: it makes SQLite wait for its turn as well.
    row = session.execute(
        update(RecordHead)
        .where(RecordHead.id == ONE)
        .values(id=ONE)
        .returning(RecordHead.place, RecordHead.digest)
    ).first()
    return Head(row.place, row.digest) if row else None
