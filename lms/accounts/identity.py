"""Who the browser in front of us belongs to."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask_login import current_user

from lms.foundation.database import now
from lms.foundation.work import atomic
from lms.people.identity import Identity

from . import queries
from .models import subject_of
from .services import sessions

SEEN_EVERY = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Visitor:
    """Somebody who is signed in, as Flask-Login wants to know them."""

    account_id: int
    member_id: int
    email: str
    session_id: int
    token: str = field(repr=False)

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what the cookie holds: a random token, and nothing else."""
        return self.token


def load(token: str) -> Visitor | None:
    """Return whoever holds this token, unless the session ended or expired."""
    row = queries.find_standing(token)
    if row is None or row.member_id is None:
        return None
    if now() - row.seen_at > SEEN_EVERY:
        with atomic():
            sessions.be_seen(session_id=row.session_id)
    return Visitor(
        account_id=row.id,
        member_id=row.member_id,
        email=row.email,
        session_id=row.session_id,
        token=token,
    )


def visitor() -> Visitor | None:
    """Return the account that is signed in, or ``None`` for a passer-by."""
    found: Visitor | None = current_user if current_user.is_authenticated else None
    return found


def identify() -> Identity | None:
    """Tell people's floor who is asking. The member exists since the sign-up."""
    here = visitor()
    if here is None:
        return None
    return Identity(
        subject=subject_of(here.account_id), name=here.email, email=here.email
    )
