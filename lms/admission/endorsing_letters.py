"""What the letters about endorsements say, decided when they are written.

Those to focal points tell numbers and a link, and nothing of any applicant.
"""

from lms.enrolment.models import Edition
from lms.foundation import outbox
from lms.foundation.database import session
from lms.foundation.i18n import day_and_hour, speaking
from lms.foundation.mail import Letter
from lms.foundation.outbox import Job
from lms.kernel.language import Language, pick
from lms.people import queries as people
from lms.people.errors import MemberNotFound
from lms.people.roles import Role, Viewer

from .models import Application, Endorsement, Invitation
from .queries.reminding import list_waits
from .vouching import Vouch, nominee_of


def register() -> None:
    """Write the letters about endorsements."""
    outbox.write_with("admission.endorsements", tell_focal_point)
    outbox.write_with("admission.asked", tell_applicant)
    outbox.write_with("admission.nominated", tell_nominee)


def tell_focal_point(job: Job) -> Letter | None:
    """Tell a focal point how many applications wait, if any still do."""
    reader = _find(job.payload["member_id"])
    if reader is None or not reader.email:
        return None
    states = {g.scope_id for g in reader.grants if g.role is Role.FOCAL_POINT}
    waits = [line.wait for line in list_waits(states) if line.applicant_id != reader.id]
    if not waits:
        return None
    language = Language(reader.language or job.language)
    ends = [wait.until for wait in waits if wait.until]
    with speaking(language):
        first = day_and_hour(min(ends), reader.time_zone, "long") if ends else ""
    return Letter(
        to=reader.email,
        template="admission/endorsements",
        language=language,
        values={
            "name": reader.name,
            "number": len(waits),
            "first": first,
            "is_reminder": job.payload["reminder"],
        },
    )


def tell_applicant(job: Job) -> Letter | None:
    """Tell an applicant that their focal point asks something."""
    application = session.get(Application, job.payload["application_id"])
    if application is None:
        return None
    said = session.query(Endorsement).filter_by(application_id=application.id).first()
    applicant = _find(application.member_id)
    if said is None or said.verdict != Vouch.ASKED or said.answer:
        return None
    if applicant is None or not applicant.email:
        return None
    language = Language(applicant.language or job.language)
    return Letter(
        to=applicant.email,
        template="admission/asked",
        language=language,
        values={
            "name": applicant.name,
            "edition": _title(application.edition_id, language),
            "application_id": application.id,
        },
    )


def tell_nominee(job: Job) -> Letter | None:
    """Ask an official to apply, unless the nomination was taken back meanwhile."""
    nomination = session.get(Invitation, job.payload["invitation_id"])
    if nomination is None or nomination.withdrawn_at or nomination.used:
        return None
    edition = session.get_one(Edition, nomination.edition_id)
    return Letter(
        to=nominee_of(nomination.note)[1],
        template="admission/nominated",
        language=job.language,
        values={
            "edition": _title(edition.id, job.language),
            "course_id": edition.course_id,
            "slug": edition.slug,
        },
    )


def _find(member_id: int) -> Viewer | None:
    try:
        return people.get_viewer(member_id)
    except MemberNotFound:
        return None


def _title(edition_id: int, language: Language) -> str:
    edition = session.get_one(Edition, edition_id)
    title = {Language(code): words for code, words in edition.title.items()}
    return pick(title, language).words or edition.slug
