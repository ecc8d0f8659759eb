"""Editions with a call, and applications for them, for tests. Call inside a context."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from lms.admission.models import Application, Endorsement
from lms.catalogue.models import Release
from lms.enrolment import services as enrolment
from lms.enrolment.models import Edition
from lms.enrolment.rules import (
    Choice,
    Criterion,
    EndorsementRules,
    FormQuestion,
    QuestionKind,
    Rules,
    to_plain,
)
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from tests.factories.courses import make_course
from tests.factories.people import make_member

_numbers = count(1)


def said(es: str) -> dict[str, str]:
    """A text in three languages."""
    return {"es": es, "pt": f"{es} (pt)", "en": f"{es} (en)"}


QUESTIONS = (
    FormQuestion(
        id="motivo", kind=QuestionKind.TEXT, label=said("¿Por qué?"), most=500
    ),
    FormQuestion(
        id="nivel",
        kind=QuestionKind.CHOICE,
        label=said("Experiencia"),
        choices=(
            Choice(id="poca", label=said("Poca")),
            Choice(id="mucha", label=said("Mucha")),
        ),
    ),
    FormQuestion(
        id="anios",
        kind=QuestionKind.NUMBER,
        label=said("Años en el cargo"),
        required=False,
        least=0,
        most=50,
    ),
    FormQuestion(
        id="carta", kind=QuestionKind.FILE, label=said("Carta"), required=False
    ),
)
"""One question of each kind; the first two must be answered."""

CRITERIA = (
    Criterion(id="perfil", label=said("Perfil"), most=5, weight=2),
    Criterion(id="motivo", label=said("Motivo"), most=5),
)


def make_edition(
    *,
    course_id: str = "curso",
    slug: str | None = None,
    state: EditionState = EditionState.CALL,
    rules: Rules | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    **fields: Any,
) -> Edition:
    """A dated edition; its call is open for ten days unless told otherwise.

    Its course is published if it is not. Without ``rules``: ``QUESTIONS``,
    ``CRITERIA``, and endorsement required.
    """
    release = session.query(Release).filter_by(course_id=course_id).first()
    release = release or make_course(course_id)
    known = {
        "title": said("Edición de prueba"),
        "time_zone": "America/Argentina/Buenos_Aires",
        "languages": ["es", "pt", "en"],
        "call_opens_at": opens_at or now() - timedelta(days=1),
        "call_closes_at": closes_at or now() + timedelta(days=10),
        "seats": 25,
        "release_id": release.id,
    }
    with atomic():
        edition = Edition(
            course_id=course_id,
            slug=slug or f"edicion-{next(_numbers)}",
            kind="dated",
            state=state,
            rules=to_plain(rules or Rules(questions=QUESTIONS, criteria=CRITERIA)),
            **{**known, **fields},
        )
        session.add(edition)
        session.flush()
    return edition


def without_endorsement(**more: Any) -> Rules:
    """Rules of an edition whose applications need no focal point."""
    return Rules(
        endorsement=EndorsementRules(required=False),
        **{"questions": QUESTIONS, "criteria": CRITERIA, **more},
    )


def make_application(
    *,
    edition: Edition | None = None,
    member_id: int | None = None,
    name: str = "Ana Pérez",
    submitted: bool = True,
    state: EnrolmentState = EnrolmentState.APPLIED,
    endorsement: str | None = None,
    **fields: Any,
) -> Application:
    """An application, submitted unless told otherwise.

    ``state`` is where its enrolment stands (reached by steps that are allowed);
    ``endorsement`` is a verdict, and makes the row the focal point sees.
    """
    edition = edition or make_edition()
    member_id = member_id or make_member(name).id
    known = {
        "answers": {"motivo": "Trabajo en prevención.", "nivel": "mucha"},
        "state_code": "AR",
        "institution": "Cancillería",
        "institution_type": "foreign_affairs",
        "post": "Analista",
        "gender": "woman",
        "consented_at": now(),
        "changed_at": now(),
    }
    with atomic():
        application = Application(
            edition_id=edition.id, member_id=member_id, **{**known, **fields}
        )
        session.add(application)
        session.flush()
        if submitted:
            application.submitted_at = fields.get("submitted_at") or now()
            application.revision = 1
            application.enrolment_id = _enrol(edition, member_id, state)
        if endorsement:
            session.add(
                Endorsement(
                    application_id=application.id,
                    state_code=application.state_code or "AR",
                    verdict=endorsement,
                    due_at=now() + timedelta(days=10),
                )
            )
        session.flush()
    return application


_WAY = {
    EnrolmentState.APPLIED: (),
    EnrolmentState.OFFERED: (EnrolmentState.WAITING,),
    EnrolmentState.ACTIVE: (EnrolmentState.ACCEPTED,),
    EnrolmentState.PAUSED: (EnrolmentState.ACCEPTED, EnrolmentState.ACTIVE),
    EnrolmentState.COMPLETED: (EnrolmentState.ACCEPTED, EnrolmentState.ACTIVE),
    EnrolmentState.EXPIRED: (EnrolmentState.WAITING,),
    EnrolmentState.REMOVED: (EnrolmentState.ACCEPTED,),
}


def _enrol(edition: Edition, member_id: int, state: EnrolmentState) -> int:
    assert edition.release_id is not None
    enrolment_id = enrolment.begin(
        member_id=member_id,
        edition_id=edition.id,
        release_id=edition.release_id,
        state=EnrolmentState.APPLIED,
        by_id=member_id,
    )[0].id
    for step in (*_WAY.get(state, ()), state):
        enrolment.change(enrolment_id=enrolment_id, to=step, by_id=None)
    return enrolment_id
