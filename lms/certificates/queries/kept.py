"""Reading certificates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from lms.certificates import states
from lms.certificates.codes import meant
from lms.certificates.errors import CertificateNotFound
from lms.certificates.models import Certificate, SigningKey
from lms.enrolment.models import Edition
from lms.foundation.database import AnyRow, session


def get_certificate(certificate_id: int) -> Certificate:
    """Return a certificate; raises ``CertificateNotFound``."""
    found = session.get(Certificate, certificate_id)
    if found is None:
        raise CertificateNotFound
    return found


def find_by_code(code: str) -> Certificate | None:
    """Return the certificate that a code opens."""
    return session.scalar(select(Certificate).where(Certificate.code == code))


def find_successor(certificate_id: int) -> Certificate | None:
    """Return the certificate that replaced one."""
    return session.scalar(
        select(Certificate).where(Certificate.replaces_id == certificate_id)
    )


def list_own(member_id: int) -> Sequence[Certificate]:
    """Return the certificates of a member, newest first, also those not valid."""
    return session.scalars(
        select(Certificate)
        .where(Certificate.member_id == member_id)
        .order_by(Certificate.issued_at.desc(), Certificate.id.desc())
    ).all()


def grades_of(enrolment_ids: Sequence[int]) -> dict[int, str]:
    """Return the grade of the standing certificate of each enrolment with one."""
    rows = session.execute(
        select(Certificate.enrolment_id, Certificate.grade).where(
            Certificate.enrolment_id.in_(enrolment_ids),
            Certificate.revoked_at.is_(None),
            Certificate.replaced_at.is_(None),
        )
    )
    return {row.enrolment_id: row.grade for row in rows}


def search(words: str, *, size: int = 50) -> Sequence[Certificate]:
    """Return the newest certificates, or those with a name or a code like ``words``."""
    asked = select(Certificate).order_by(Certificate.id.desc()).limit(size)
    if words:
        like = words.lower().replace("\\", "\\\\").replace("%", "\\%")
        like = like.replace("_", "\\_")
        named = func.lower(Certificate.name).like(f"%{like}%", escape="\\")
        asked = asked.where(or_(named, Certificate.code == meant(words)))
    return session.scalars(asked).all()


def list_editions() -> Sequence[AnyRow]:
    """Return every edition with how many certificates stand, newest first."""
    standing = (
        select(Certificate.edition_id, func.count().label("count"))
        .where(Certificate.revoked_at.is_(None), Certificate.replaced_at.is_(None))
        .group_by(Certificate.edition_id)
        .subquery()
    )
    return session.execute(
        select(
            Edition.id,
            Edition.course_id,
            Edition.title,
            Edition.kind,
            func.coalesce(standing.c.count, 0).label("count"),
        )
        .outerjoin(standing, standing.c.edition_id == Edition.id)
        .order_by(Edition.id.desc())
        .limit(100)
    ).all()


def list_keys() -> Sequence[SigningKey]:
    """Return every key there ever was, the newest first."""
    return session.scalars(select(SigningKey).order_by(SigningKey.id.desc())).all()


def find_active_key() -> SigningKey | None:
    """Return the key that signs now."""
    return session.scalar(
        select(SigningKey)
        .where(SigningKey.retired_at.is_(None))
        .order_by(SigningKey.id.desc())
        .limit(1)
    )


def list_not_valid(number: int) -> tuple[list[int], datetime | None]:
    """Return the bits set in a list of states, and when the last of them was."""
    first = number * states.SIZE
    ended = func.coalesce(Certificate.revoked_at, Certificate.replaced_at)
    rows = session.execute(
        select(Certificate.id, Certificate.revoked_at, Certificate.replaced_at)
        .where(
            Certificate.id >= first,
            Certificate.id < first + states.SIZE,
            ended.is_not(None),
        )
        .order_by(Certificate.id)
    ).all()
    moments = [row.revoked_at or row.replaced_at for row in rows]
    return [row.id - first for row in rows], max(moments, default=None)


def count_lists() -> int:
    """Return how many lists of states there are."""
    return (session.scalar(select(func.max(Certificate.id))) or 0) // states.SIZE + 1


def personal_data(member_id: int) -> list[dict[str, Any]]:
    """Return the certificates of a member, for download."""
    return [
        {
            "code": one.code,
            "grade": one.grade,
            "name": one.name,
            "course": one.course_title,
            "edition": one.edition_title,
            "hours": one.hours,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
            "issued_at": one.issued_at.isoformat(),
            "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
            "revoked_reason": one.revoked_reason,
            "replaced_at": one.replaced_at.isoformat() if one.replaced_at else None,
            "shows_name": one.shows_name,
        }
        for one in list_own(member_id)
    ]
