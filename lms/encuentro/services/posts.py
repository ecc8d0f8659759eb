"""Posts: the next in a conversation, and other words for one."""

import hashlib

from sqlalchemy import select

from lms.encuentro.errors import NoMoreReplies, PostNotFound, ThreadNotFound
from lms.encuentro.events import PostEdited, PostPublished
from lms.encuentro.models import Post, PostVersion, Space, Thread
from lms.encuentro.writing import Written
from lms.foundation.database import now, session
from lms.foundation.work import emit


def reply(
    *, thread_id: int, author_id: int, text: Written, once: str | None = None
) -> Post:
    """Add a post at the end of an open conversation.

    A form sent twice (the same ``once``) makes one post. Raises ``ThreadNotFound``,
    or ``NoMoreReplies`` if it is closed. Emits ``PostPublished``.
    """
    thread = locked_thread(thread_id)
    seal = seal_of(once, thread.id, text.body)
    if sent := sent_before(author_id, seal):
        return sent
    if thread.closed_at is not None:
        raise NoMoreReplies
    edition_id = session.scalar(
        select(Space.edition_id).where(Space.id == thread.space_id)
    )
    return publish(thread, edition_id, author_id, text, seal)


def edit_post(*, post_id: int, text: Written) -> bool:
    """Change the words of a post, keeping the earlier ones; say if they changed.

    Whose post it is, is for the policy. Raises ``PostNotFound``. Emits
    ``PostEdited``.
    """
    post = session.get(Post, post_id, with_for_update=True, populate_existing=True)
    if post is None:
        raise PostNotFound
    if (post.body, post.language) == (text.body, text.language):
        return False
    moment = now()
    session.add(
        PostVersion(
            post_id=post.id,
            body=post.body,
            language=post.language,
            replaced_at=moment,
        )
    )
    post.body, post.html, post.language = text.body, text.html, text.language
    post.edited_at = moment
    session.flush()
    emit(
        PostEdited(post_id=post.id, thread_id=post.thread_id, author_id=post.author_id)
    )
    return True


def publish(
    thread: Thread, edition_id: int | None, author_id: int, text: Written, seal: str
) -> Post:
    """Give a post the next number. The thread is locked, or nobody knows it yet."""
    moment = now()
    thread.posts += 1
    thread.last_post_at = moment
    thread.last_author_id = author_id
    post = Post(
        thread_id=thread.id,
        number=thread.posts,
        author_id=author_id,
        body=text.body,
        html=text.html,
        language=text.language,
        once=seal or None,
        created_at=moment,
    )
    session.add(post)
    session.flush()
    emit(
        PostPublished(
            post_id=post.id,
            thread_id=thread.id,
            space_id=thread.space_id,
            author_id=author_id,
            number=post.number,
            edition_id=edition_id,
            activity_id=thread.activity_id,
        )
    )
    return post


def locked_thread(thread_id: int) -> Thread:
    thread = session.get(
        Thread, thread_id, with_for_update=True, populate_existing=True
    )
    if thread is None:
        raise ThreadNotFound
    return thread


def seal_of(once: str | None, *said: object) -> str:
    """One form, sent with one text: what tells a double click from a second thought."""
    if not once:
        return ""
    parts = "\x1f".join(map(str, (once, *said)))
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()


def sent_before(author_id: int, seal: str) -> Post | None:
    if not seal:
        return None
    return session.scalar(
        select(Post).where(Post.author_id == author_id, Post.once == seal)
    )
