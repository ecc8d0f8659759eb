"""Revoking certificates, choosing what of them is public, forgetting their names."""

from sqlalchemy import update

from lms.certificates.errors import CertificateNotFound, NotStanding
from lms.certificates.events import CertificateRevoked
from lms.certificates.models import Certificate
from lms.foundation.database import now, session
from lms.foundation.work import emit
from lms.record.services import note


def revoke(*, certificate_id: int, by_id: int, reason: str) -> Certificate:
    """Take a certificate back, for a reason that the page of its code tells.

    Raises ``CertificateNotFound`` or ``NotStanding``. Emits ``CertificateRevoked``.
    """
    found = _locked(certificate_id)
    if found.revoked_at or found.replaced_at:
        raise NotStanding
    found.revoked_at, found.revoked_by_id = now(), by_id
    found.revoked_reason = reason
    session.flush()
    note(
        act="certificate.revoked",
        by_id=by_id,
        member_id=found.member_id,
        about=f"edition:{found.edition_id}",
        details={"certificate": found.id, "reason": reason},
    )
    emit(
        CertificateRevoked(
            certificate_id=found.id, member_id=found.member_id, reason=reason
        )
    )
    return found


def show_name(*, certificate_id: int, shows: bool) -> None:
    """Let the page of a certificate show the name of its holder, or not."""
    _locked(certificate_id).shows_name = shows
    session.flush()


def forget(*, member_id: int) -> None:
    """Forget the name of a member who left: the code goes on telling all the rest.

    Their own copies stay verifiable: the signature is in them.
    """
    session.execute(
        update(Certificate)
        .where(Certificate.member_id == member_id)
        .values(name="", credential=None, token=None, shows_name=False)
    )


def _locked(certificate_id: int) -> Certificate:
    found = session.get(
        Certificate, certificate_id, with_for_update=True, populate_existing=True
    )
    if found is None:
        raise CertificateNotFound
    return found
