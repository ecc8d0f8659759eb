"""Asking the focal point of a State for a word on an application."""

from datetime import timedelta

from sqlalchemy import select

from lms.admission.errors import ApplicationNotFound
from lms.admission.models import Application, Endorsement
from lms.admission.vouching import UNSETTLED
from lms.enrolment import services as enrolment
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import from_plain
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import now, session

from .endorsing import endorse
from .holding import clear, is_overdue
from .nominating import take_up_nomination


def open_endorsement(*, application_id: int) -> None:
    """Have the focal point of its State vouch for an application that was submitted.

    Where the edition asks for it, and the applicant has a State. Submitted again, it
    stays as it was, unless it is from another State now or had been withdrawn. One
    that was nominated counts as endorsed.
    """
    application = session.get(Application, application_id)
    if application is None or application.enrolment_id is None:
        raise ApplicationNotFound
    edition = session.get_one(Edition, application.edition_id)
    rules = from_plain(edition.rules).endorsement
    known = _begun(application)
    if application.state_code is None or not rules.required:
        if known is not None:
            _put_back(application)
            session.delete(known)
            session.flush()
        return
    if known is None:
        known = Endorsement(
            application_id=application_id, state_code=application.state_code
        )
        session.add(known)
    elif not _begins_anew(application, known):
        return
    _put_back(application)
    clear(known)
    known.state_code = application.state_code
    known.due_at = now() + timedelta(days=rules.days)
    session.flush()
    if nominator_id := take_up_nomination(application):
        endorse(application_id=application_id, by_id=nominator_id)


def _begun(application: Application) -> Endorsement | None:
    found: Endorsement | None = session.scalar(
        select(Endorsement)
        .where(Endorsement.application_id == application.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found


def _begins_anew(application: Application, known: Endorsement) -> bool:
    """Whether what was said, or the time to say it, belongs to another application."""
    if known.state_code != application.state_code or is_overdue(known):
        return True
    enrolled = session.get_one(Enrolment, application.enrolment_id)
    settled = known.verdict not in UNSETTLED
    return settled and enrolled.state == EnrolmentState.APPLIED


def _put_back(application: Application) -> None:
    """What was said of an application before it changed hands does not count."""
    enrolled = session.get_one(Enrolment, application.enrolment_id)
    if enrolled.state == EnrolmentState.ENDORSED:
        enrolment.change(
            enrolment_id=enrolled.id,
            to=EnrolmentState.APPLIED,
            by_id=application.member_id,
        )
