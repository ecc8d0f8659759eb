"""Closing an account for good."""

from sqlalchemy import delete, select

from lms.accounts import queries
from lms.accounts.errors import WrongPassword
from lms.accounts.models import (
    Account,
    AccountSession,
    Consent,
    EmailChange,
    PasswordReset,
    Registration,
)
from lms.accounts.queries import Credentials
from lms.foundation import outbox
from lms.foundation.database import session
from lms.people import queries as people
from lms.people import services as people_services


def close(*, known: Credentials) -> None:
    """Close the account of somebody who has just given the password.

    The member leaves, so every feature forgets who it was (``MemberLeft``), and this
    one with them. Raises ``WrongPassword`` if it changed in between.
    """
    account = session.scalar(
        select(Account).where(Account.id == known.account_id).with_for_update()
    )
    if account is None or account.password_hash != known.password_hash:
        raise WrongPassword
    member = people.get_viewer(known.member_id)
    outbox.put(
        "accounts.closed", member.language, {"to": account.email, "name": member.name}
    )
    people_services.leave(member_id=known.member_id)


def forget(*, member_id: int) -> None:
    """Delete the account of a member who left, and everything that hangs on it."""
    account = queries.find_account_of(member_id)
    if account is None:
        return
    account_id, email = account.id, account.email
    session.expunge(account)
    for table in (AccountSession, Consent, EmailChange, PasswordReset):
        session.execute(delete(table).where(table.account_id == account_id))
    session.execute(delete(Registration).where(Registration.email == email))
    session.execute(delete(Account).where(Account.id == account_id))
