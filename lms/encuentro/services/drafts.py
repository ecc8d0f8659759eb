"""Drafts: what somebody is writing and has not yet published."""

from sqlalchemy import delete

from lms.encuentro.errors import DraftTooLong
from lms.encuentro.models import Draft
from lms.foundation.database import insert_for, now, session

DRAFT_AT_MOST = 100_000


def save_draft(*, member_id: int, key: str, changed: dict[str, str]) -> None:
    """Keep what somebody is writing; ``changed`` holds any of title, body, language.

    Raises ``DraftTooLong``.
    """
    fields = {name: words.replace("\x00", "") for name, words in changed.items()}
    if sum(map(len, fields.values())) > DRAFT_AT_MOST:
        raise DraftTooLong
    if not fields:
        return
    first = {"title": "", "body": "", "language": "", **fields, "saved_at": now()}
    session.execute(
        insert_for(Draft)
        .values(member_id=member_id, key=key, **first)
        .on_conflict_do_update(
            index_elements=["member_id", "key"],
            set_={**fields, "saved_at": first["saved_at"]},
        )
    )


def drop_draft(*, member_id: int, key: str) -> None:
    """Forget what somebody was writing in one place."""
    session.execute(delete(Draft).where(Draft.member_id == member_id, Draft.key == key))


def drop_all_drafts(*, member_id: int) -> None:
    """Forget all that somebody was writing."""
    session.execute(delete(Draft).where(Draft.member_id == member_id))
