"""The letter that brings somebody the news of their certificate."""

from lms.certificates.events import CertificateIssued
from lms.certificates.models import Certificate
from lms.certificates.words import grade_name
from lms.foundation import outbox
from lms.foundation.database import session
from lms.foundation.i18n import speaking
from lms.foundation.mail import Letter
from lms.foundation.outbox import Job
from lms.kernel.language import SOURCE, Language, pick
from lms.people.models import Member


def register() -> None:
    """Write the letters about certificates."""
    outbox.write_with("certificates.issued", tell_issued)


def announce(event: CertificateIssued) -> None:
    """Put a letter for a new certificate; none where only what it looks like changed.

    One that replaces another is told of if its grade or its name is a new one.
    """
    made = session.get_one(Certificate, event.certificate_id)
    if event.replaces_id is not None:
        before = session.get_one(Certificate, event.replaces_id)
        if (before.name, before.grade) == (made.name, made.grade):
            return
    language = session.get_one(Member, event.member_id).language
    outbox.put("certificates.issued", language, {"certificate_id": made.id})


def tell_issued(job: Job) -> Letter | None:
    """Tell somebody of a certificate, unless it no longer stands or they left."""
    made = session.get(Certificate, job.payload["certificate_id"])
    if made is None or made.revoked_at or made.replaced_at:
        return None
    member = session.get(Member, made.member_id)
    if member is None or member.left_at or not member.email:
        return None
    titles = {Language(code): words for code, words in made.course_title.items()}
    with speaking(job.language):
        grade = grade_name(made.grade)
    return Letter(
        to=member.email,
        template="certificates/issued",
        language=job.language,
        values={
            "name": made.name,
            "grade": str(grade),
            "course": str(pick(titles, job.language, SOURCE)),
            "is_again": made.replaces_id is not None,
        },
    )
