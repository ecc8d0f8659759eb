"""From asking for an account to having one."""

from dataclasses import asdict, dataclass, fields
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from lms.accounts import queries
from lms.accounts.errors import AddressTaken
from lms.accounts.models import Account, Consent, Registration
from lms.accounts.passwords import hash_password
from lms.accounts.tokens import digest, new_secret
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.work import emit
from lms.people import services as people
from lms.people.events import SignedIn

from .sessions import open_session

CONSENT_VERSION = "2026-11"
"""The version of the privacy notice people agree to now."""

TIME_TO_CONFIRM = timedelta(hours=48)


@dataclass(frozen=True, kw_only=True, slots=True)
class Applicant:
    """What somebody tells about themselves to get an account."""

    email: str
    password_hash: str
    name: str
    state: str | None = None
    institution: str | None = None
    post: str | None = None
    language: str | None = None
    time_zone: str | None = None


FIELDS = fields(Applicant)


def ask(applicant: Applicant, *, intent: str = "", then: str = "") -> str:
    """Keep what somebody filled in until the address is confirmed.

    Does the same whether or not the address has an account: only the mail, which its
    owner reads, tells. Returns a secret for the browser that asked.
    """
    present = now()
    session.execute(delete(Registration).where(Registration.expires < present))
    secret = new_secret()
    asked = Registration(
        **asdict(applicant),
        browser_digest=digest(secret),
        consent_version=CONSENT_VERSION,
        consented_at=present,
        intent=intent,
        next=then,
        expires=present + TIME_TO_CONFIRM,
    )
    session.add(asked)
    session.flush()
    outbox.put(
        "accounts.sign_up_asked", applicant.language, {"registration_id": asked.id}
    )
    return secret


def confirm(*, key: str, device: str, network: str) -> tuple[str, str]:
    """Make the account and the member, and sign the person in.

    Returns the token for the browser and where the person was going. Raises
    ``KeyGone`` or ``AddressTaken``. Emits ``SignedIn`` with the intent.
    """
    asked = queries.get_registration_locked(key)
    intent, then = asked.intent, asked.next
    account = _make(
        Applicant(**{each.name: getattr(asked, each.name) for each in FIELDS})
    )
    session.add(
        Consent(
            account_id=account.id,
            version=asked.consent_version,
            moment=asked.consented_at,
        )
    )
    session.execute(delete(Registration).where(Registration.email == account.email))
    token = open_session(account_id=account.id, device=device, network=network)
    assert account.member_id is not None  # just made
    emit(SignedIn(member_id=account.member_id, intent=intent))
    return token, then


def make_account(
    *,
    email: str,
    password: str,
    name: str,
    state: str | None = None,
    institution: str | None = None,
    post: str | None = None,
    language: str | None = None,
    time_zone: str | None = None,
) -> Account:
    """Make an account that needs no confirming: for the command line and for trials.

    Raises ``AddressTaken``.
    """
    return _make(
        Applicant(
            email=email.lower(),
            password_hash=hash_password(password),
            name=name,
            state=state,
            institution=institution,
            post=post,
            language=language,
            time_zone=time_zone,
        )
    )


def _make(applicant: Applicant) -> Account:
    if queries.find_by_email(applicant.email):
        raise AddressTaken
    account = Account(
        email=applicant.email,
        password_hash=applicant.password_hash,
        confirmed_at=now(),
    )
    session.add(account)
    try:
        session.flush()
    except IntegrityError as taken:  # by somebody who moved there at this moment
        raise AddressTaken from taken
    member = people.welcome(
        subject=account.subject, name=applicant.name, email=account.email
    )
    people.change_profile(
        member_id=member.id,
        name=applicant.name,
        state=applicant.state,
        institution=applicant.institution,
        post=applicant.post,
        language=applicant.language,
        time_zone=applicant.time_zone,
    )
    account.member_id = member.id
    session.flush()
    return account
