"""Reading the accounts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, bindparam, select

from lms.foundation.database import now, session
from lms.people.models import Member

from .errors import KeyGone
from .models import (
    Account,
    AccountSession,
    Consent,
    EmailChange,
    PasswordReset,
    Registration,
)
from .tokens import digest


@dataclass(frozen=True, slots=True)
class SessionLine:
    """An open session as its owner sees it."""

    id: int
    device: str
    network: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signing in compares with, and what for."""

    account_id: int
    email: str
    password_hash: str
    member_id: int


_STANDING = (
    select(
        AccountSession.id.label("session_id"),
        Account.id,
        Account.email,
        Account.member_id,
        AccountSession.seen_at,
    )
    .join(Account, Account.id == AccountSession.account_id)
    .where(
        AccountSession.token_digest == bindparam("token_digest"),
        AccountSession.ended_at.is_(None),
        AccountSession.expires > bindparam("present"),
    )
)
"""Every page asks this. Building a statement takes longer than running it, so it is
built once."""


def find_standing(
    token: str,
) -> Row[int, int, str, int | None, datetime] | None:
    """Return the account a browser is signed in to, in one statement.

    The columns are session id, account id, e-mail, member id and last seen.
    """
    asked = {"token_digest": digest(token), "present": now()}
    return session.execute(_STANDING, asked).one_or_none()


_CREDENTIALS = select(
    Account.id, Account.email, Account.password_hash, Account.member_id
).where(Account.member_id.is_not(None))


def find_credentials(email: str) -> Credentials | None:
    """Return what opens the account with this address."""
    row = session.execute(_CREDENTIALS.where(Account.email == email)).one_or_none()
    return _credentials(row)


def find_own_credentials(account_id: int) -> Credentials | None:
    """Return what opens an account, by its id."""
    row = session.execute(_CREDENTIALS.where(Account.id == account_id)).one_or_none()
    return _credentials(row)


def _credentials(
    row: Row[int, str, str, int | None] | None,
) -> Credentials | None:
    if row is None or row.member_id is None:
        return None
    return Credentials(row.id, row.email, row.password_hash, row.member_id)


def list_sessions(account_id: int) -> list[SessionLine]:
    """Return the open sessions of an account, the one last seen first."""
    statement = (
        select(
            AccountSession.id,
            AccountSession.device,
            AccountSession.network,
            AccountSession.created_at,
            AccountSession.seen_at,
        )
        .where(
            AccountSession.account_id == account_id,
            AccountSession.ended_at.is_(None),
            AccountSession.expires > now(),
        )
        .order_by(AccountSession.seen_at.desc(), AccountSession.id.desc())
    )
    return [SessionLine(*row) for row in session.execute(statement)]


def find_by_email(email: str) -> Account | None:
    """Return the account with this address."""
    return session.scalar(select(Account).where(Account.email == email))


def find_account_of(member_id: int) -> Account | None:
    """Return the account of a member."""
    return session.scalar(select(Account).where(Account.member_id == member_id))


def get_registration(key: str) -> Registration:
    """Return the sign-up that waits for this key; raises ``KeyGone``."""
    found = session.scalar(
        select(Registration).where(
            Registration.key_digest == digest(key), Registration.expires > now()
        )
    )
    if found is None:
        raise KeyGone
    return found


def get_registration_locked(key: str) -> Registration:
    """Return a sign-up, with every other one of the same address held as well.

    They all end when one of them is confirmed: held one by one, two that are
    confirmed at the same moment would wait for each other. Raises ``KeyGone``.
    """
    email = get_registration(key).email
    session.execute(
        select(Registration.id)
        .where(Registration.email == email)
        .order_by(Registration.id)
        .with_for_update()
    )
    return get_registration(key)


def get_reset(key: str) -> PasswordReset:
    """Return the reset this key opens, once; raises ``KeyGone``."""
    found = session.scalar(
        select(PasswordReset).where(
            PasswordReset.key_digest == digest(key),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires > now(),
        )
    )
    if found is None:
        raise KeyGone
    return found


def get_email_change(key: str) -> EmailChange:
    """Return the change of address one of whose two keys this is; or ``KeyGone``."""
    kept = digest(key)
    found = session.scalar(
        select(EmailChange)
        .where(
            (EmailChange.old_key_digest == kept) | (EmailChange.new_key_digest == kept),
            EmailChange.expires > now(),
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise KeyGone
    return found


def get_email_change_locked(key: str) -> EmailChange:
    """Return a change of address, with its account held; raises ``KeyGone``.

    Whoever changes an account holds its row before any other, so that no two wait
    for each other; and what was read before holding it is read again.
    """
    account_id = get_email_change(key).account_id
    session.execute(
        select(Account.id).where(Account.id == account_id).with_for_update()
    )
    return get_email_change(key)


def find_email_change_of(account_id: int) -> EmailChange | None:
    """Return the change of address an account waits for."""
    return session.scalar(
        select(EmailChange)
        .where(EmailChange.account_id == account_id, EmailChange.expires > now())
        .order_by(EmailChange.id.desc())
        .limit(1)
    )


def list_consents(account_id: int) -> list[tuple[str, datetime]]:
    """Return which versions of the notice somebody agreed to, and when."""
    rows = session.execute(
        select(Consent.version, Consent.moment)
        .where(Consent.account_id == account_id)
        .order_by(Consent.id)
    )
    return [(row.version, row.moment) for row in rows]


def own_words(account_id: int) -> tuple[str, ...]:
    """Return the name and the address of an account: no password may hold them."""
    row = session.execute(
        select(Member.name, Account.email)
        .join(Account, Account.member_id == Member.id)
        .where(Account.id == account_id)
    ).one_or_none()
    return (row.name, row.email) if row else ()
