"""What the letters of reports say, decided when they are written."""

from lms.enrolment.models import Edition
from lms.foundation import outbox
from lms.foundation.database import session
from lms.foundation.mail import Letter
from lms.foundation.outbox import Job
from lms.kernel.language import Language
from lms.people.models import Member


def register() -> None:
    """Write the letters of this feature."""
    outbox.write_with("reports.message", write_message)


def write_message(job: Job) -> Letter | None:
    """Write to one person of a group, and name nobody else but who writes.

    Nothing for who has meanwhile closed their account.
    """
    member = session.get(Member, job.payload["member_id"])
    edition = session.get(Edition, job.payload["edition_id"])
    if member is None or edition is None or member.left_at or not member.email:
        return None
    writer = session.get(Member, job.payload["by_id"])
    return Letter(
        to=member.email,
        template="reports/message",
        language=Language(member.language) if member.language else job.language,
        values={
            "name": member.name,
            "writer": writer.name if writer and not writer.left_at else "",
            "course_id": edition.course_id,
            "subject": job.payload["subject"],
            "body": job.payload["body"],
        },
    )
