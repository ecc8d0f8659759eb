"""Coming in, being seen, going out."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from lms.accounts import queries
from lms.accounts.errors import SessionNotFound, WrongCredentials
from lms.accounts.models import Account, AccountSession
from lms.accounts.queries import Credentials
from lms.accounts.tokens import digest, new_secret
from lms.foundation.database import now, session
from lms.foundation.work import emit
from lms.people.events import SignedIn

A_VISIT = timedelta(days=1)
A_STAY = timedelta(days=30)
REMEMBERED = timedelta(days=90)
"""How long a session that is over stays in the records."""


def come_in(
    *,
    known: Credentials,
    device: str,
    network: str,
    intent: str = "",
    stay: bool = False,
    better_hash: str | None = None,
) -> str:
    """Open a session for somebody whose password was just found right.

    Returns the token for the browser. Raises ``WrongCredentials`` if the password
    changed in between. Emits ``SignedIn``.
    """
    account = session.scalar(
        select(Account).where(Account.id == known.account_id).with_for_update()
    )
    if account is None or account.password_hash != known.password_hash:
        raise WrongCredentials
    if better_hash:
        account.password_hash = better_hash
    token = open_session(
        account_id=account.id, device=device, network=network, stay=stay
    )
    emit(SignedIn(member_id=known.member_id, intent=intent))
    return token


def open_session(
    *, account_id: int, device: str, network: str, stay: bool = False
) -> str:
    """Open a session and return its token, which nobody has ever held before."""
    session.execute(
        delete(AccountSession).where(
            AccountSession.account_id == account_id,
            AccountSession.expires < now() - REMEMBERED,
        )
    )
    token = new_secret()
    session.add(
        AccountSession(
            token_digest=digest(token),
            account_id=account_id,
            seen_at=now(),
            expires=now() + (A_STAY if stay else A_VISIT),
            device=device,
            network=network,
        )
    )
    session.flush()
    return token


def renew(*, session_id: int) -> str:
    """Give an open session another token, and return it.

    Whoever holds a copy of the one it had holds nothing any more.
    """
    token = new_secret()
    session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id)
        .values(token_digest=digest(token))
    )
    return token


def be_seen(*, session_id: int) -> None:
    """Note that a session is being used."""
    session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id)
        .values(seen_at=now())
    )


def go_out(*, session_id: int) -> None:
    """Sign out of the browser that asks."""
    session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id, AccountSession.ended_at.is_(None))
        .values(ended_at=now())
    )


def end(*, account_id: int, session_id: int) -> None:
    """End one of one's own sessions; raises ``SessionNotFound``."""
    if session_id not in {line.id for line in queries.list_sessions(account_id)}:
        raise SessionNotFound
    session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id)
        .values(ended_at=now())
    )


def end_all(*, account_id: int, but: int | None = None) -> None:
    """End every session of an account, but perhaps the one that asks."""
    session.execute(
        update(AccountSession)
        .where(
            AccountSession.account_id == account_id,
            AccountSession.ended_at.is_(None),
            AccountSession.id != (but or 0),
        )
        .values(ended_at=now())
    )
