"""What certificates hear from the floors below."""

from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import session
from lms.kernel.events import EventBus
from lms.learning.events import CourseCompleted
from lms.people.events import MemberLeft
from lms.people.personal import contribute

from . import letters, queries, services
from .events import CertificateIssued
from .recorded import tell_record


def register(bus: EventBus) -> None:
    """Hear what earns a certificate, and who is to be forgotten."""
    bus.listen(CourseCompleted, reward)
    bus.listen(MemberLeft, forget)
    bus.listen(CertificateIssued, letters.announce)
    letters.register()
    contribute("certificates", queries.personal_data)
    tell_record()


def reward(event: CourseCompleted) -> None:
    """The permanent offer certifies by itself; for a dated edition, its secretariat."""
    enrolment = session.get(Enrolment, event.enrolment_id)
    edition = session.get(Edition, enrolment.edition_id) if enrolment else None
    if enrolment and edition and edition.kind == "permanent":
        services.issue(enrolment_id=enrolment.id, by_id=None)


def forget(event: MemberLeft) -> None:
    """A certificate goes on being true, but no longer tells of whom."""
    services.forget(member_id=event.member_id)
