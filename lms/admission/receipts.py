"""The letter that tells somebody that their application has arrived."""

from lms.catalogue import queries as catalogue
from lms.enrolment.models import Edition
from lms.foundation import outbox
from lms.foundation.database import session
from lms.foundation.i18n import country_name, day_and_hour, speaking, zone_name
from lms.foundation.mail import Letter
from lms.foundation.outbox import Job
from lms.kernel.language import Language
from lms.people import queries as people
from lms.people.models import Member

from .models import Application, Endorsement
from .words import spoken


def register() -> None:
    """Write the letters of those who apply."""
    outbox.write_with("admission.received", confirm)


def confirm(job: Job) -> Letter | None:
    """Say what was received and what follows; nothing to somebody who left since."""
    application = session.get(Application, job.payload["application_id"])
    member = session.get(Member, application.member_id) if application else None
    if application is None or member is None or member.left_at or not member.email:
        return None
    edition = session.get_one(Edition, application.edition_id)
    language = Language(member.language) if member.language else job.language
    waits = session.query(Endorsement.state_code).filter(
        Endorsement.application_id == application.id, Endorsement.verdict == "waiting"
    )
    code, closes = waits.scalar(), edition.call_closes_at
    zone = member.time_zone or people.get_viewer(member.id).time_zone
    with speaking(language):
        course = spoken(catalogue.get_card(edition.course_id).package.title)
        values = {
            "name": member.name,
            "course": course,
            "edition": spoken(edition.title) or course,
            "revision": job.payload["revision"],
            "state": country_name(code) if code else "",
            "closes": day_and_hour(closes, zone, "long") if closes else "",
            "zone": zone_name(zone),
            "course_id": edition.course_id,
            "slug": edition.slug,
        }
    return Letter(
        to=member.email, template="admission/received", language=language, values=values
    )
