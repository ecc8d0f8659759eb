"""Tables of the accounts: who may come in, from where, and what waits for a yes."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base, Timestamp, Timestamped
from lms.people.models import Member


class Account(Timestamped, Base):
    """An e-mail address and a password that open the site for one member.

    The row is deleted when the account is closed. Ids are never given twice, for the
    member's ``subject`` is made of one.
    """

    __tablename__ = "lms_account"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    confirmed_at: Mapped[Timestamp | None]
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id), unique=True)

    @property
    def subject(self) -> str:
        """How the member is named who comes in with this account."""
        return subject_of(self.id)


def subject_of(account_id: int) -> str:
    """Return how the member is named who comes in with an account."""
    return f"local:{account_id}"


class Consent(Base):
    """Which version of the privacy notice somebody agreed to, and when."""

    __tablename__ = "lms_consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    version: Mapped[str] = mapped_column(String(20))
    moment: Mapped[Timestamp]


class AccountSession(Timestamped, Base):
    """One browser that is signed in, until it signs out, is ended, or expires.

    The browser holds a random token; here lies only its digest. Device and network
    are coarse: enough to recognise one's own, too little to follow anybody.
    """

    __tablename__ = "lms_account_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    seen_at: Mapped[Timestamp]
    expires: Mapped[Timestamp]
    device: Mapped[str] = mapped_column(String(80), default="")
    network: Mapped[str] = mapped_column(String(50), default="")
    ended_at: Mapped[Timestamp | None]


class Registration(Timestamped, Base):
    """Somebody asked for an account and has not yet confirmed the address.

    ``browser_digest`` is of a secret the browser that asked has kept: whoever
    confirms from another browser shows by the password that they are the same.
    """

    __tablename__ = "lms_registration"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    browser_digest: Mapped[str] = mapped_column(String(64))
    email: Mapped[str] = mapped_column(String(254), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str | None] = mapped_column(String(2))
    institution: Mapped[str | None] = mapped_column(String(200))
    post: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    time_zone: Mapped[str] = mapped_column(String(64))
    consent_version: Mapped[str] = mapped_column(String(20))
    consented_at: Mapped[Timestamp]
    intent: Mapped[str] = mapped_column(String(120), default="")
    next: Mapped[str] = mapped_column(Text, default="")
    expires: Mapped[Timestamp]


class EmailChange(Timestamped, Base):
    """A wish to move an account to another address; both addresses must say yes."""

    __tablename__ = "lms_email_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    new_email: Mapped[str] = mapped_column(String(254))
    old_key_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    new_key_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    old_confirmed_at: Mapped[Timestamp | None]
    new_confirmed_at: Mapped[Timestamp | None]
    expires: Mapped[Timestamp]


class PasswordReset(Timestamped, Base):
    """A key, sent by mail, that opens an account for a new password once."""

    __tablename__ = "lms_password_reset"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    expires: Mapped[Timestamp]
    used_at: Mapped[Timestamp | None]
