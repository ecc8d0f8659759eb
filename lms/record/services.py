"""Writing the record."""

from collections.abc import Mapping
from typing import Any

from lms.foundation.database import now, session

from .models import Entry


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
    itself acted, by a rule. ``details`` holds ids, codes, numbers and reasons.
    """
    session.add(
        Entry(
            at=now(),
            act=act,
            by_id=by_id,
            member_id=member_id,
            about=about,
            details=dict(details or {}),
        )
    )
    session.flush()
