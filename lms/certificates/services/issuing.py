"""Issuing certificates: one that stands for each enrolment, however often asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from lms.catalogue.queries import get_package
from lms.certificates import codes, queries
from lms.certificates.errors import CertificateNotFound, NotStanding, SameName
from lms.certificates.events import CertificateIssued
from lms.certificates.grades import Grade
from lms.certificates.models import Certificate
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import now, session
from lms.foundation.work import emit
from lms.kernel.language import SOURCE
from lms.people.models import Member
from lms.record.services import note

from .signing import sign


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a bulk issue: issued now, and no longer as it was shown."""

    issued: int
    changed: int


def issue(
    *, enrolment_id: int, by_id: int | None, expected: Grade | None = None
) -> Certificate | None:
    """Give somebody the certificate they earned; ``None`` where there is none to give.

    Who has one gets another only for a better grade, which then replaces it. With
    ``expected`` nothing is issued but that grade. ``by_id`` is ``None`` where the site
    itself issues, by rule. Emits ``CertificateIssued``.
    """
    enrolment = _lock(enrolment_id)
    line = queries.find_line(enrolment_id)
    if enrolment is None or line is None or line.offer is None:
        return None
    if expected is not None and line.offer is not expected:
        return None
    before = _retire(line.certificate_id) if line.certificate_id else None
    certificate = _facts(enrolment)
    certificate.grade, certificate.name = line.offer, line.name
    certificate.shows_name = before.shows_name if before else True
    return _save(certificate, before, by_id, "")


def issue_all(
    *, edition_id: int, by_id: int, chosen: Iterable[tuple[int, Grade]]
) -> Tally:
    """Issue what a preview showed, to those chosen; twice issues nothing twice.

    Whose grade is another one by now, or who is not of this edition, is left out and
    counted as changed.
    """
    issued = changed = 0
    own = set(
        session.scalars(select(Enrolment.id).where(Enrolment.edition_id == edition_id))
    )
    for enrolment_id, grade in sorted(set(chosen)):
        made = (
            issue(enrolment_id=enrolment_id, by_id=by_id, expected=grade)
            if enrolment_id in own
            else None
        )
        issued += made is not None
        changed += made is None
    return Tally(issued, changed)


def reissue(*, certificate_id: int, name: str, by_id: int, reason: str) -> Certificate:
    """Replace a certificate by the same one on a corrected name.

    Raises ``CertificateNotFound``, ``NotStanding`` or ``SameName``. Emits
    ``CertificateIssued``.
    """
    found = queries.get_certificate(certificate_id)
    _lock(found.enrolment_id)
    if found.name == name:
        raise SameName
    before = _retire(certificate_id)
    again = Certificate(
        enrolment_id=before.enrolment_id,
        member_id=before.member_id,
        edition_id=before.edition_id,
        grade=before.grade,
        name=name,
        course_id=before.course_id,
        course_title=before.course_title,
        edition_title=before.edition_title,
        hours=before.hours,
        starts_on=before.starts_on,
        ends_on=before.ends_on,
        language=before.language,
        shows_name=before.shows_name,
    )
    return _save(again, before, by_id, reason)


def _lock(enrolment_id: int) -> Enrolment | None:
    """Let two who issue for one enrolment go one after the other."""
    return session.get(
        Enrolment, enrolment_id, with_for_update=True, populate_existing=True
    )


def _retire(certificate_id: int) -> Certificate:
    """Make room for another; raises ``NotStanding`` where it no longer stands."""
    found = session.get(
        Certificate, certificate_id, with_for_update=True, populate_existing=True
    )
    if found is None:
        raise CertificateNotFound
    if found.revoked_at or found.replaced_at:
        raise NotStanding
    found.replaced_at = now()
    session.flush()
    return found


def _facts(enrolment: Enrolment) -> Certificate:
    """Return a certificate with what it says of course and edition today."""
    edition = session.get_one(Edition, enrolment.edition_id)
    member = session.get_one(Member, enrolment.member_id)
    package = get_package(enrolment.release_id)
    rules = queries.rules_of(edition)
    starts, ends = _days(edition, enrolment)
    return Certificate(
        enrolment_id=enrolment.id,
        member_id=enrolment.member_id,
        edition_id=enrolment.edition_id,
        course_id=package.id,
        course_title={str(code): words for code, words in package.title.items()},
        edition_title=dict(edition.title or {}),
        hours=rules.hours or round(package.hours) or None,
        starts_on=starts,
        ends_on=ends,
        language=member.language or SOURCE,
    )


def _days(edition: Edition, enrolment: Enrolment) -> tuple[date | None, date | None]:
    """Return the days of the edition, else of the person's own way through it."""
    if edition.starts_on or edition.ends_on:
        return edition.starts_on, edition.ends_on
    return enrolment.created_at.date(), now().date()


def _save(
    certificate: Certificate, before: Certificate | None, by_id: int | None, reason: str
) -> Certificate:
    certificate.code = codes.new_code()
    certificate.issued_at = now()
    certificate.issued_by_id = by_id
    certificate.replaces_id = before.id if before else None
    session.add(certificate)
    session.flush()
    sign(certificate)
    note(
        act="certificate.replaced" if before else "certificate.issued",
        by_id=by_id,
        member_id=certificate.member_id,
        about=f"edition:{certificate.edition_id}",
        details={
            "certificate": certificate.id,
            "grade": str(certificate.grade),
            "replaces": certificate.replaces_id,
            "reason": reason,
        },
    )
    emit(
        CertificateIssued(
            certificate_id=certificate.id,
            member_id=certificate.member_id,
            edition_id=certificate.edition_id,
            grade=str(certificate.grade),
            replaces_id=certificate.replaces_id,
        )
    )
    return certificate
