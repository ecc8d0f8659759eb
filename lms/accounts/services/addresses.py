"""Moving an account to another e-mail address: both addresses must say yes."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lms.accounts import queries
from lms.accounts.errors import AddressTaken, KeyGone
from lms.accounts.models import Account, EmailChange
from lms.accounts.tokens import digest
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.people import services as people

from .sessions import end_all

TIME_TO_CONFIRM = timedelta(hours=48)


def ask(*, account_id: int, new_email: str, language: str) -> None:
    """Ask both addresses whether the account may move; an earlier wish is dropped."""
    give_up(account_id=account_id)
    change = EmailChange(
        account_id=account_id,
        new_email=new_email,
        expires=now() + TIME_TO_CONFIRM,
    )
    session.add(change)
    session.flush()
    for side in ("old", "new"):
        outbox.put(f"accounts.move_{side}", language, {"change_id": change.id})


def confirm(*, key: str) -> bool:
    """Say yes from one of the two addresses; return whether the account has moved.

    Raises ``KeyGone``, or ``AddressTaken`` if the new address meanwhile has an
    account of its own.
    """
    change = queries.get_email_change_locked(key)
    if change.old_key_digest == digest(key):
        change.old_confirmed_at = change.old_confirmed_at or now()
    else:
        change.new_confirmed_at = change.new_confirmed_at or now()
    session.flush()
    if change.old_confirmed_at is None or change.new_confirmed_at is None:
        return False
    _move(change)
    return True


def cancel(*, key: str) -> None:
    """Say no from the old address: the wish is dropped and every session ends.

    Raises ``KeyGone``; the new address has no say in this.
    """
    change = queries.get_email_change_locked(key)
    if change.old_key_digest != digest(key):
        raise KeyGone
    end_all(account_id=change.account_id)
    give_up(account_id=change.account_id)


def give_up(*, account_id: int) -> None:
    """Drop a change of address that is under way."""
    session.execute(delete(EmailChange).where(EmailChange.account_id == account_id))


def _move(change: EmailChange) -> None:
    account = session.scalar(
        select(Account).where(Account.id == change.account_id).with_for_update()
    )
    if account is None:
        raise KeyGone
    if queries.find_by_email(change.new_email):
        raise AddressTaken
    account.email = change.new_email
    try:
        session.flush()
    except IntegrityError as taken:  # by somebody who signed up at this moment
        raise AddressTaken from taken
    assert account.member_id is not None  # an account in use has a member
    people.change_address(member_id=account.member_id, email=account.email)
    give_up(account_id=account.id)
