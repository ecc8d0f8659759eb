"""What the mails about seats say, decided when they are written."""

from sqlalchemy import select

from lms.admission.codes import digest_of, new_code
from lms.admission.models import Application, Invitation, Offer
from lms.admission.queries.inviting import is_standing
from lms.admission.queries.waiting import position_of
from lms.admission.words import spoken
from lms.catalogue import queries as catalogue
from lms.enrolment.models import Edition, Enrolment
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.i18n import day_and_hour, speaking, zone_name
from lms.foundation.mail import Letter
from lms.foundation.outbox import Job
from lms.kernel.language import Language, pick
from lms.people.models import Member


def register() -> None:
    """Write the letters about seats."""
    outbox.write_with("admission.offered", tell_offer)
    outbox.write_with("admission.offer_expired", tell_expired)
    outbox.write_with("admission.offer_taken", tell_taken)
    outbox.write_with("admission.invited", invite)


def tell_offer(job: Job) -> Letter | None:
    """Tell somebody of their seat, unless they answered or it passed meanwhile."""
    made = session.get(Offer, job.payload["offer_id"])
    if made is None or made.answered_at is not None or made.expires_at <= now():
        return None
    return _about(made, job, "offered")


def tell_expired(job: Job) -> Letter | None:
    """Tell somebody that the time of their offer is over."""
    made = session.get(Offer, job.payload["offer_id"])
    return _about(made, job, "offer_expired") if made else None


def tell_taken(job: Job) -> Letter | None:
    """Tell somebody that others were first, and where they wait now."""
    made = session.get(Offer, job.payload["offer_id"])
    return _about(made, job, "offer_taken") if made else None


def invite(job: Job) -> Letter | None:
    """Invite somebody with a code that exists in this letter and nowhere else."""
    invitation = session.get(Invitation, job.payload["invitation_id"])
    if invitation is None or not is_standing(invitation, now()):
        return None
    edition = session.get(Edition, invitation.edition_id)
    assert edition is not None  # the database holds them together
    code = new_code()
    invitation.digest = digest_of(code)
    return Letter(
        to=job.payload["email"],
        template="admission/invited",
        language=job.language,
        values={"code": code, "course": _title(edition, job), "role": invitation.role},
    )


def _about(made: Offer, job: Job, event: str) -> Letter | None:
    row = session.execute(
        select(Member.name, Member.email, Application.id)
        .join(Enrolment, Enrolment.member_id == Member.id)
        .join(Application, Application.enrolment_id == Enrolment.id)
        .where(Enrolment.id == made.enrolment_id, Member.left_at.is_(None))
    ).first()
    edition = session.get(Edition, made.edition_id)
    if row is None or not row.email or edition is None:
        return None
    with speaking(job.language):
        until = day_and_hour(made.expires_at, edition.time_zone, "long")
        there = zone_name(edition.time_zone)
    return Letter(
        to=row.email,
        template=f"admission/{event}",
        language=job.language,
        values={
            "name": row.name,
            "course": _title(edition, job),
            "until": f"{until} ({there})",
            "application_id": row.id,
            "position": position_of(made.enrolment_id),
        },
    )


def _title(edition: Edition, job: Job) -> str:
    """The edition as its people know it: its own title, else that of the course."""
    with speaking(job.language):
        own = spoken({Language(code): text for code, text in edition.title.items()})
    package = catalogue.get_card(edition.course_id).package
    return own or str(pick(package.title, job.language, package.source))
