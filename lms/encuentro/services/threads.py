"""Conversations: begun, closed and opened again."""

from sqlalchemy import select

from lms.encuentro.events import ThreadClosed, ThreadOpened, ThreadReopened
from lms.encuentro.models import Post, Space, SpaceKind, Thread
from lms.encuentro.writing import Written
from lms.foundation.database import insert_for, now, session
from lms.foundation.work import emit

from .posts import locked_thread, publish, reply, seal_of, sent_before

TITLE_AT_MOST = 120


def open_thread(
    *,
    edition_id: int | None,
    starter_id: int,
    title: str,
    text: Written,
    once: str | None = None,
) -> Post:
    """Begin a conversation, in an edition or else in the alumni space.

    Returns its first post. A form sent twice (the same ``once``) begins one
    conversation. Emits ``ThreadOpened`` and ``PostPublished``.
    """
    space = _locked_space(edition_id)
    seal = seal_of(once, space.id, title, text.body)
    if sent := sent_before(starter_id, seal):
        return sent
    thread = Thread(
        space_id=space.id, title=title, starter_id=starter_id, last_post_at=now()
    )
    session.add(thread)
    space.threads += 1
    session.flush()
    emit(
        ThreadOpened(
            thread_id=thread.id,
            space_id=space.id,
            starter_id=starter_id,
            edition_id=edition_id,
        )
    )
    return publish(thread, edition_id, starter_id, text, seal)


def discuss(
    *,
    edition_id: int,
    activity_id: str,
    title: str,
    author_id: int,
    text: Written,
    once: str | None = None,
) -> Post:
    """Take part in the discussion an edition has about an activity of its course.

    The first post begins the conversation, under the activity's ``title``. Otherwise
    as ``reply``.
    """
    thread_id = session.scalar(
        select(Thread.id)
        .join(Space, Space.id == Thread.space_id)
        .where(Space.edition_id == edition_id, Thread.activity_id == activity_id)
    )
    if thread_id is None:
        thread_id = _begin_discussion(edition_id, activity_id, title)
    return reply(thread_id=thread_id, author_id=author_id, text=text, once=once)


def _begin_discussion(edition_id: int, activity_id: str, title: str) -> int:
    space = _locked_space(edition_id)
    wanted = (Thread.space_id == space.id, Thread.activity_id == activity_id)
    # Somebody may have begun it while we were waiting for the lock.
    known = session.scalar(select(Thread.id).where(*wanted))
    if known is not None:
        return known
    thread = Thread(
        space_id=space.id,
        activity_id=activity_id,
        title=title[:TITLE_AT_MOST],
        last_post_at=now(),
    )
    session.add(thread)
    space.threads += 1
    session.flush()
    return thread.id


def close_thread(*, thread_id: int, closed_by_id: int, reason: str = "") -> None:
    """Close a conversation to new posts, with a reason to show; twice changes nothing.

    Raises ``ThreadNotFound``. Emits ``ThreadClosed``.
    """
    thread = locked_thread(thread_id)
    if thread.closed_at is not None:
        return
    thread.closed_at = now()
    thread.closed_reason = reason or None
    session.flush()
    emit(
        ThreadClosed(
            thread_id=thread.id, space_id=thread.space_id, closed_by_id=closed_by_id
        )
    )


def reopen_thread(*, thread_id: int, reopened_by_id: int) -> None:
    """Let a conversation take posts again; twice changes nothing.

    Raises ``ThreadNotFound``. Emits ``ThreadReopened``.
    """
    thread = locked_thread(thread_id)
    if thread.closed_at is None:
        return
    thread.closed_at = thread.closed_reason = None
    session.flush()
    emit(
        ThreadReopened(
            thread_id=thread.id,
            space_id=thread.space_id,
            reopened_by_id=reopened_by_id,
        )
    )


def _locked_space(edition_id: int | None) -> Space:
    """Return a space for oneself, made first if it is not there yet."""
    wanted = (
        Space.kind == SpaceKind.ENCUENTRO
        if edition_id is None
        else Space.edition_id == edition_id
    )
    locked = (
        select(Space)
        .where(wanted)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    space = session.scalar(locked)
    if space is None:
        kind = SpaceKind.ENCUENTRO if edition_id is None else SpaceKind.EDITION
        session.execute(
            insert_for(Space)
            .values(kind=kind, edition_id=edition_id, threads=0, created_at=now())
            .on_conflict_do_nothing()
        )
        space = session.scalars(locked).one()
    return space
