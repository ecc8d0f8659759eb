"""Mails that are to go out, written in the same unit of work as their reason.

A feature puts a job here; a deliverer (``flask lms deliver``, or the thread beside a
small site) takes it out again. What the letter says is decided only then, by the
writer of its kind, so that a page never knows more than it may show.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, String, delete, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.language import SOURCE, Language

from . import mail
from .database import Base, Timestamp, Timestamped, now, session
from .mail import Letter
from .work import atomic

HELD_FOR = timedelta(minutes=5)
"""How long a deliverer may take for one job before another may think it died."""

PATIENCE = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))
"""How long to wait after each failure; after the last one the job is given up."""

KEPT_FOR = timedelta(days=30)

log = logging.getLogger("lms.mail")


class OutboxJob(Timestamped, Base):
    """A letter that is to be written and sent.

    ``payload`` is emptied when it has gone out: it may name an address.
    """

    __tablename__ = "lms_outbox"
    __table_args__ = (Index("ix_lms_outbox_waiting", "sent_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    due_at: Mapped[Timestamp | None]
    tries: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[Timestamp | None]
    sent_at: Mapped[Timestamp | None]


@dataclass(frozen=True, slots=True)
class Job:
    """A job as its writer sees it."""

    kind: str
    language: Language
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Claim:
    id: int
    claimed_at: datetime
    tries: int
    job: Job


Writer = Callable[[Job], Letter | None]

_WRITERS: dict[str, Writer] = {}


def write_with(kind: str, writer: Writer) -> None:
    """Let ``writer`` say what a kind of job becomes: a letter, or nothing.

    It is called inside a unit of work of its own, by the deliverer. A kind without
    a writer is a letter to ``payload["to"]`` by the template of its name.
    """
    _WRITERS[kind] = writer


def put(kind: str, language: Language | str | None, payload: dict[str, Any]) -> None:
    """Add a job, inside the unit of work of what it tells about.

    ``kind`` is ``"<feature>.<event>"``; ``payload`` holds plain values.
    """
    session.add(
        OutboxJob(kind=kind, language=language or SOURCE, payload=payload, due_at=now())
    )
    session.flush()


def put_all(
    kind: str, jobs: Iterable[tuple[Language | str | None, dict[str, Any]]]
) -> None:
    """Add a job for each of many people, with the language and payload of each."""
    moment = now()
    rows = [
        {
            "kind": kind,
            "language": language or SOURCE,
            "payload": payload,
            "due_at": moment,
        }
        for language, payload in jobs
    ]
    if rows:
        session.execute(insert(OutboxJob), rows)


def deliver(limit: int = 50) -> int:
    """Send what is due, at most ``limit`` letters; return how many jobs are done.

    Several deliverers may run at once: each job is claimed by one of them.
    """
    done = 0
    for _turn in range(limit):
        if not _anything_due():
            break
        claim = _claim()
        if claim is None:
            break
        done += _carry(claim)
    return done


def sweep() -> None:
    """Forget the records of letters sent or given up long ago."""
    with atomic():
        session.execute(
            delete(OutboxJob).where(
                or_(OutboxJob.sent_at.is_not(None), OutboxJob.due_at.is_(None)),
                OutboxJob.created_at < now() - KEPT_FOR,
            )
        )


def _is_waiting(moment: datetime) -> Any:
    return (
        OutboxJob.sent_at.is_(None)
        & (OutboxJob.due_at <= moment)
        & or_(OutboxJob.claimed_at.is_(None), OutboxJob.claimed_at < moment - HELD_FOR)
    )


def _anything_due() -> bool:
    """Look without a claim first, so that an idle deliverer never holds a lock."""
    waiting = select(OutboxJob.id).where(_is_waiting(now())).limit(1)
    found = session.scalar(waiting) is not None
    session.rollback()
    return found


def _claim() -> _Claim | None:
    with atomic():
        moment = now()
        row = session.scalar(
            select(OutboxJob)
            .where(_is_waiting(moment))
            .order_by(OutboxJob.due_at, OutboxJob.id)
            .limit(1)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        if row is None:
            return None
        row.claimed_at = moment
        row.tries += 1
        session.flush()
        job = Job(row.kind, Language(row.language), dict(row.payload))
        return _Claim(row.id, moment, row.tries, job)


def _carry(claim: _Claim) -> int:
    try:
        with atomic():
            letter = _WRITERS.get(claim.job.kind, _by_template)(claim.job)
        if letter:
            mail.send(letter)
    except Exception as failure:  # whatever it is, the next letter must go out
        _put_back(claim, failure)
        return 0
    _settle(claim, sent_at=now(), payload={})
    return 1


def _put_back(claim: _Claim, failure: Exception) -> None:
    """Try later, and one day no more. The log names the failure, never the letter."""
    last = claim.tries > len(PATIENCE) or mail.is_final(failure)
    log.warning(
        "letter %s (%s) was not sent, try %s: %s%s",
        claim.id,
        claim.job.kind,
        claim.tries,
        type(failure).__name__,
        "; given up" if last else "",
    )
    if last:
        _settle(claim, due_at=None, payload={})
    else:
        due = now() + PATIENCE[claim.tries - 1]
        _settle(claim, due_at=due, claimed_at=None)


def _settle(claim: _Claim, **values: Any) -> None:
    """Write down what became of a job, unless another deliverer has taken it over."""
    with atomic():
        session.execute(
            update(OutboxJob)
            .where(OutboxJob.id == claim.id, OutboxJob.claimed_at == claim.claimed_at)
            .values(**values)
        )


def _by_template(job: Job) -> Letter:
    return Letter(
        to=job.payload["to"],
        template=job.kind.replace(".", "/"),
        language=job.language,
        values=job.payload,
    )
