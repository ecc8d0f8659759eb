"""Beginning and sending at the same moment: a double click, two tabs."""

import threading

from sqlalchemy import func, select

from lms.admission.events import ApplicationSubmitted
from lms.admission.services import applying
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import session
from lms.foundation.work import atomic
from tests.admission.applicants import fill, heard_of, load, send
from tests.factories.admission import (
    make_edition,
)
from tests.factories.people import make_member

_S = EnrolmentState


def test_sending_at_the_same_moment_is_sending_once(app):
    with app.app_context():
        load()
        edition_id, member_id = make_edition().id, make_member().id
        fill(member_id, edition_id)
    heard = heard_of(app, ApplicationSubmitted)
    gate, sent = threading.Barrier(8), []

    def click():
        gate.wait()
        with app.app_context():
            sent.append(send(member_id, edition_id).is_new)

    clicks = [threading.Thread(target=click) for _ in range(8)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert (len(sent), sum(sent), len(heard)) == (8, 1, 1)
    with app.app_context():
        assert session.scalar(select(func.count(Enrolment.id))) == 1
        assert session.scalar(select(func.count(EnrolmentChange.id))) == 1


def test_beginning_at_the_same_moment_is_beginning_once(app):
    with app.app_context():
        load()
        edition_id, member_id = make_edition().id, make_member().id
    gate, made = threading.Barrier(8), []

    def click():
        gate.wait()
        with app.app_context(), atomic():
            made.append(
                applying.open_draft(member_id=member_id, edition_id=edition_id).id
            )

    clicks = [threading.Thread(target=click) for _ in range(8)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert (len(made), len(set(made))) == (8, 1)
