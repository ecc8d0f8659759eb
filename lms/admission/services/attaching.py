"""The files of an application, and what is forgotten of somebody who left."""

from sqlalchemy import delete, func, select

from lms.admission.errors import (
    FileNotFound,
    FileRefused,
    FileStillNeeded,
    TooManyFiles,
)
from lms.admission.models import Application, ApplicationFile, Endorsement
from lms.enrolment import services as enrolment
from lms.enrolment.models import Enrolment
from lms.enrolment.rules import FormQuestion, QuestionKind, Rules
from lms.enrolment.states import ENROLMENT_NEXT, EnrolmentState
from lms.foundation import files
from lms.foundation.database import now, session
from lms.foundation.files import Stored
from lms.foundation.filetypes import ENDINGS, proper_name

from .applying import get_open
from .sending import hand_in

FILES_AT_MOST = 3
"""How many files one question takes."""


def attach_file(
    *,
    member_id: int,
    edition_id: int,
    question_id: str,
    stored: Stored,
    name: str,
    mime: str,
) -> ApplicationFile:
    """Add a file to a question; an application that was sent is sent again with it.

    ``mime`` was found by looking inside. Raises what ``get_open`` raises,
    ``FileNotFound`` for what is no question for a file, ``FileRefused`` or
    ``TooManyFiles``.
    """
    application, edition, rules = get_open(member_id, edition_id)
    _question(rules, question_id)
    if mime not in ENDINGS:
        raise FileRefused
    if _count(application.id, question_id) >= FILES_AT_MOST:
        raise TooManyFiles(FILES_AT_MOST)
    file = ApplicationFile(
        application_id=application.id,
        question_id=question_id,
        key=stored.key,
        name=proper_name(name, mime),
        type=mime,
        size=stored.size,
        digest=stored.digest,
    )
    session.add(file)
    application.changed_at = now()
    session.flush()
    if _counts(application):
        hand_in(application, edition, rules)
    return file


def remove_file(*, member_id: int, edition_id: int, file_id: int) -> None:
    """Take a file away; an application that was sent is sent again without it.

    Raises what ``get_open`` raises, ``FileNotFound``, or ``FileStillNeeded`` for the
    last file of a question that an application already sent must have.
    """
    application, edition, rules = get_open(member_id, edition_id)
    file = session.get(ApplicationFile, file_id, populate_existing=True)
    if file is None or file.application_id != application.id:
        raise FileNotFound
    asked = {each.id: each for each in rules.questions}.get(file.question_id)
    sent = _counts(application)
    if sent and asked and asked.required and _count(application.id, asked.id) == 1:
        raise FileStillNeeded
    files.delete_afterwards(file.key)
    session.delete(file)
    application.changed_at = now()
    session.flush()
    if sent:
        hand_in(application, edition, rules)


def drop_draft(*, member_id: int, edition_id: int) -> None:
    """Forget an application that was never sent, with its files."""
    application = session.scalar(
        select(Application)
        .where(
            Application.member_id == member_id,
            Application.edition_id == edition_id,
            Application.submitted_at.is_(None),
        )
        .with_for_update()
    )
    if application:
        _drop_files(application.id)
        session.delete(application)
        session.flush()


def forget(*, member_id: int) -> None:
    """Forget what somebody told in applications; that there was one stays."""
    own = select(Application).where(Application.member_id == member_id)
    for application in session.scalars(own.with_for_update()).all():
        _drop_files(application.id)
        application.answers = {}
        application.needs = application.institution = application.post = ""
        application.gender = ""
        said = select(Endorsement).where(Endorsement.application_id == application.id)
        for endorsement in session.scalars(said):
            endorsement.question = endorsement.answer = endorsement.reason = ""
        session.flush()
        _leave(application)


def _leave(application: Application) -> None:
    seat = session.get(Enrolment, application.enrolment_id or 0)
    if application.submitted_at is None:
        session.delete(application)
    elif (
        seat and EnrolmentState.WITHDRAWN in ENROLMENT_NEXT[EnrolmentState(seat.state)]
    ):
        enrolment.change(
            enrolment_id=seat.id,
            to=EnrolmentState.WITHDRAWN,
            by_id=application.member_id,
        )
    session.flush()


def _counts(application: Application) -> bool:
    """Whether the application is with the secretariat as it stands."""
    seat = session.get(Enrolment, application.enrolment_id or 0)
    return seat is not None and seat.state != EnrolmentState.WITHDRAWN


def _question(rules: Rules, question_id: str) -> FormQuestion:
    for each in rules.questions:
        if each.id == question_id and each.kind is QuestionKind.FILE:
            return each
    raise FileNotFound


def _count(application_id: int, question_id: str) -> int:
    counted = select(func.count(ApplicationFile.id)).where(
        ApplicationFile.application_id == application_id,
        ApplicationFile.question_id == question_id,
    )
    return session.scalar(counted) or 0


def _drop_files(application_id: int) -> None:
    own = ApplicationFile.application_id == application_id
    for key in session.scalars(select(ApplicationFile.key).where(own)):
        files.delete_afterwards(key)
    session.execute(delete(ApplicationFile).where(own))
