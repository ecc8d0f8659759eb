"""What the mails of the accounts say, decided when they are written.

Only here is it found out whether an address has an account, and only the address is
told. A key exists in the letter and nowhere else: the tables hold its digest.
"""

from datetime import timedelta

from sqlalchemy import delete

from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.mail import Letter
from lms.foundation.outbox import Job
from lms.kernel.language import Language
from lms.people import queries as people

from . import queries
from .models import Account, EmailChange, PasswordReset, Registration
from .tokens import digest, new_secret

TIME_TO_RESET = timedelta(hours=1)


def register() -> None:
    """Write the letters of this feature."""
    outbox.write_with("accounts.sign_up_asked", answer_sign_up)
    outbox.write_with("accounts.reset_asked", answer_reset)
    outbox.write_with("accounts.move_old", ask_old_address)
    outbox.write_with("accounts.move_new", ask_new_address)


def answer_sign_up(job: Job) -> Letter | None:
    """Ask a new address to confirm; tell a known one that it has an account."""
    asked = session.get(Registration, job.payload["registration_id"])
    if asked is None or asked.expires < now():
        return None
    account = queries.find_by_email(asked.email)
    if account:
        session.delete(asked)
        return _to(account, job, "already")
    key = new_secret()
    asked.key_digest = digest(key)
    return Letter(
        to=asked.email,
        template="accounts/confirm",
        language=job.language,
        # Not the name: whoever typed it may not be the owner of the address.
        values={"key": key},
    )


def answer_reset(job: Job) -> Letter | None:
    """Send a key to the owner of an address; nothing where there is no account."""
    account = queries.find_by_email(job.payload["email"])
    if account is None:
        return None
    session.execute(
        delete(PasswordReset).where(
            PasswordReset.account_id == account.id, PasswordReset.expires < now()
        )
    )
    key = new_secret()
    session.add(
        PasswordReset(
            account_id=account.id,
            key_digest=digest(key),
            expires=now() + TIME_TO_RESET,
        )
    )
    return _to(account, job, "reset", key=key)


def ask_old_address(job: Job) -> Letter | None:
    """Ask the present address whether the account may move, and how to stop it."""
    change = session.get(EmailChange, job.payload["change_id"])
    account = session.get(Account, change.account_id) if change else None
    if change is None or account is None:
        return None
    key = new_secret()
    change.old_key_digest = digest(key)
    return _to(account, job, "move_old", key=key, new_email=change.new_email)


def ask_new_address(job: Job) -> Letter | None:
    """Ask the new address for its yes; one that has an account is told so instead."""
    change = session.get(EmailChange, job.payload["change_id"])
    if change is None:
        return None
    taken = queries.find_by_email(change.new_email)
    if taken:
        return _to(taken, job, "move_taken")
    key = new_secret()
    change.new_key_digest = digest(key)
    return Letter(
        to=change.new_email,
        template="accounts/move_new",
        language=job.language,
        values={"key": key},
    )


def _to(account: Account, job: Job, event: str, **values: str) -> Letter:
    """Write to the owner of an account, in the language they have chosen."""
    assert account.member_id is not None  # an account in use has a member
    member = people.get_viewer(account.member_id)
    return Letter(
        to=account.email,
        template=f"accounts/{event}",
        language=Language(member.language) if member.language else job.language,
        values={"name": member.name, **values},
    )
