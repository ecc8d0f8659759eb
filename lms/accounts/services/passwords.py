"""Changing a password: with the present one, or with a key from a mail."""

from sqlalchemy import delete, select, update

from lms.accounts import queries
from lms.accounts.errors import KeyGone, WrongPassword
from lms.accounts.models import Account, EmailChange, PasswordReset
from lms.accounts.queries import Credentials
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.people import queries as people

from .sessions import end_all, renew


def ask_reset(*, email: str, language: str) -> None:
    """Note that somebody who knows this address has forgotten the password.

    Nothing is looked up here: whether there is an account is found out by whoever
    writes the letter, and told to nobody but the address.
    """
    outbox.put("accounts.reset_asked", language, {"email": email})


def reset(*, key: str, password_hash: str) -> None:
    """Set a new password with a key from a mail; every session ends.

    Raises ``KeyGone``. A change of address under way is given up: it may be the work
    of whoever made the person reset the password.
    """
    account = _locked(queries.get_reset(key).account_id)
    if account is None:
        raise KeyGone
    queries.get_reset(key)  # again: it may have been used while we waited
    account.password_hash = password_hash
    session.execute(
        update(PasswordReset)
        .where(PasswordReset.account_id == account.id, PasswordReset.used_at.is_(None))
        .values(used_at=now())
    )
    session.execute(delete(EmailChange).where(EmailChange.account_id == account.id))
    end_all(account_id=account.id)
    _tell_changed(account)


def change(*, known: Credentials, password_hash: str, session_id: int) -> str:
    """Change the password of somebody who has just given the present one.

    Every other session ends, and this one goes on under the token returned. Raises
    ``WrongPassword`` if it changed in between.
    """
    account = _locked(known.account_id)
    if account is None or account.password_hash != known.password_hash:
        raise WrongPassword
    account.password_hash = password_hash
    session.execute(
        update(PasswordReset)
        .where(PasswordReset.account_id == account.id, PasswordReset.used_at.is_(None))
        .values(used_at=now())
    )
    end_all(account_id=account.id, but=session_id)
    _tell_changed(account)
    return renew(session_id=session_id)


def _locked(account_id: int) -> Account | None:
    return session.scalar(
        select(Account)
        .where(Account.id == account_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _tell_changed(account: Account) -> None:
    assert account.member_id is not None  # an account in use has a member
    member = people.get_viewer(account.member_id)
    outbox.put(
        "accounts.password_changed",
        member.language,
        {"to": account.email, "name": member.name},
    )
