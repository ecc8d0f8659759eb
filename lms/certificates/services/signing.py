"""Signing what was issued, and the keys it is signed with."""

from sqlalchemy import select, update

from lms.certificates import credentials, keys, queries
from lms.certificates.errors import KeyMissing
from lms.certificates.keys import Pair
from lms.certificates.models import Certificate, SigningKey
from lms.certificates.signing import canonical
from lms.foundation.database import now, session
from lms.record.services import note


def sign(certificate: Certificate) -> bool:
    """Sign a certificate with the key of today; one that has no key waits for it."""
    active = queries.find_active_key()
    try:
        pair = keys.load(active.public) if active else None
    except KeyMissing:
        pair = None
    if pair is None:
        return False
    _sign(certificate, pair)
    session.flush()
    return True


def enter_key(*, public: str) -> SigningKey:
    """Let a key sign from now on, and the one before no more; it stays known."""
    moment = now()
    session.execute(
        update(SigningKey)
        .where(SigningKey.retired_at.is_(None), SigningKey.public != public)
        .values(retired_at=moment)
    )
    key = SigningKey(public=public, valid_from=moment)
    session.add(key)
    session.flush()
    note(act="key.made", by_id=None, about="certificates", details={"key": public})
    return key


def sign_waiting() -> int:
    """Sign the certificates that were issued while there was no key; count them.

    Raises ``KeyMissing`` or ``KeyExposed``.
    """
    active = queries.find_active_key()
    if active is None:
        raise KeyMissing
    pair = keys.load(active.public)
    waiting = session.scalars(
        select(Certificate)
        .where(Certificate.credential.is_(None), Certificate.name != "")
        .with_for_update()
    ).all()
    for certificate in waiting:
        _sign(certificate, pair)
    session.flush()
    return len(waiting)


def _sign(certificate: Certificate, pair: Pair) -> None:
    at = now()
    signed = credentials.sign(credentials.badge(certificate), pair, at)
    certificate.credential = canonical(signed).decode()
    certificate.token = credentials.token(certificate, pair, at)
