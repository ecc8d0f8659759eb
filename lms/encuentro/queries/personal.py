"""What somebody said and drafted, for them to take along."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from lms.encuentro.models import Draft, Post, PostVersion, Thread
from lms.foundation.database import session

Record = dict[str, Any]


def personal_data(member_id: int) -> dict[str, list[Record]]:
    """Return all that a member said and drafted, earlier words included."""
    return {"posts": _posts(member_id), "drafts": _drafts(member_id)}


def _posts(member_id: int) -> list[Record]:
    earlier = _earlier_texts(member_id)
    rows = session.execute(
        select(Post, Thread.title)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.author_id == member_id)
        .order_by(Post.id)
    )
    return [
        {
            "conversation": title,
            "number": post.number,
            "text": post.body,
            "language": post.language,
            "written_at": post.created_at.isoformat(),
            "edited_at": post.edited_at.isoformat() if post.edited_at else None,
            "earlier_texts": earlier[post.id],
        }
        for post, title in rows
    ]


def _earlier_texts(member_id: int) -> dict[int, list[Record]]:
    rows = session.execute(
        select(PostVersion.post_id, PostVersion.body, PostVersion.replaced_at)
        .join(Post, Post.id == PostVersion.post_id)
        .where(Post.author_id == member_id)
        .order_by(PostVersion.id)
    )
    found: dict[int, list[Record]] = defaultdict(list)
    for row in rows:
        found[row.post_id].append(
            {"text": row.body, "replaced_at": row.replaced_at.isoformat()}
        )
    return found


def _drafts(member_id: int) -> list[Record]:
    rows = session.execute(
        select(Draft.key, Draft.title, Draft.body, Draft.saved_at)
        .where(Draft.member_id == member_id)
        .order_by(Draft.key)
    )
    return [
        {
            "place": row.key,
            "title": row.title,
            "text": row.body,
            "saved_at": row.saved_at.isoformat(),
        }
        for row in rows
    ]
