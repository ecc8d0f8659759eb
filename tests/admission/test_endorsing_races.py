"""Two people speak for a State at the same moment."""

import threading

import pytest
from sqlalchemy import select

from lms.admission.errors import AlreadyAnswered
from lms.admission.models import Endorsement
from lms.admission.queries.reminding import TOLD
from lms.admission.services.endorsing import decline, endorse
from lms.admission.services.reminding import remind_and_lapse
from lms.enrolment.models import EnrolmentChange
from lms.foundation.database import session
from lms.foundation.outbox import OutboxJob
from lms.foundation.work import atomic
from lms.people.roles import Role
from lms.record.models import Entry
from tests.factories.admission import make_application
from tests.factories.people import make_member

pytestmark = pytest.mark.slow
ROUNDS = 6


def at_once(app, *calls):
    gate, outcomes = threading.Barrier(len(calls)), []

    def run(call):
        gate.wait()
        with app.app_context():
            try:
                call()
                outcomes.append("done")
            except AlreadyAnswered:
                outcomes.append("late")

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def in_unit(act, **values):
    def call():
        with atomic():
            act(**values)

    return call


def test_two_deputies_decide_at_once_and_one_decision_stands(app):
    with app.app_context():
        deputies = [make_member(roles={Role.FOCAL_POINT: "AR"}).id for _ in range(2)]
    for _turn in range(ROUNDS):
        with app.app_context():
            made = make_application(endorsement="waiting")
            id_, enrolment_id = made.id, made.enrolment_id
        outcomes = at_once(
            app,
            in_unit(endorse, application_id=id_, by_id=deputies[0]),
            in_unit(decline, application_id=id_, by_id=deputies[1], reason="No."),
        )
        assert outcomes == ["done", "late"]
        with app.app_context():
            said = session.scalars(
                select(Endorsement).where(Endorsement.application_id == id_)
            ).one()
            changes = session.scalars(
                select(EnrolmentChange.after)
                .where(EnrolmentChange.enrolment_id == enrolment_id)
                .order_by(EnrolmentChange.id)
            ).all()
            assert changes == ["applied", said.verdict]


def test_two_rounds_at_once_write_one_letter(app):
    with app.app_context():
        make_application(endorsement="waiting")
        for _turn in range(3):
            make_member(roles={Role.FOCAL_POINT: "AR"})
    at_once(app, remind_and_lapse, remind_and_lapse, remind_and_lapse)
    with app.app_context():
        jobs = session.scalars(select(OutboxJob.payload)).all()
        told = session.scalars(select(Entry.member_id).where(Entry.act == TOLD)).all()
    assert len(jobs) == len(told) == len(set(told)) == 3
