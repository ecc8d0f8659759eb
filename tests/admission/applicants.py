"""What somebody who applies fills in, step by step."""

from sqlalchemy import select

from lms.admission.models import Application
from lms.admission.services import applying, sending
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.reference import load_states

ABOUT = {
    "state": "AR",
    "institution": "Cancillería",
    "institution_type": "foreign_affairs",
    "post": "Analista",
    "gender": "",
}
QUESTIONS = {"q-motivo": "Prevenir.", "q-nivel": "mucha", "q-anios": "7"}
NEEDS = {"course_language": "es", "needs": "Subtítulos", "consent": "y"}
ALL = {**ABOUT, **QUESTIONS, **NEEDS}


def load():
    """The States there are; call inside a context."""
    with atomic():
        load_states()


def fill(member_id, edition_id, **changed):
    """Begin an application and fill all of it; ``changed`` uses ``_`` for ``-``."""
    typed = ALL | {name.replace("q_", "q-"): said for name, said in changed.items()}
    with atomic():
        applying.open_draft(member_id=member_id, edition_id=edition_id)
        return applying.save_draft(
            member_id=member_id, edition_id=edition_id, changed=typed
        )


def send(member_id, edition_id):
    """Send it."""
    with atomic():
        return sending.submit(member_id=member_id, edition_id=edition_id)


def apply(member_id, edition_id, **changed):
    """Fill an application and send it."""
    fill(member_id, edition_id, **changed)
    return send(member_id, edition_id)


def one(member_id):
    """The only application of somebody."""
    return session.scalars(
        select(Application).where(Application.member_id == member_id)
    ).one()


def heard_of(app, kind):
    """What is told of one kind, from here on."""
    heard = []
    app.extensions["lms"].bus.listen(kind, heard.append)
    return heard
