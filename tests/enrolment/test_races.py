"""Joining or moving at the same moment: a double click, two tabs, two devices."""

import threading

from sqlalchemy import func, select

from lms.enrolment import services
from lms.enrolment.errors import EditionRefused
from lms.enrolment.events import Enrolled
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import session
from lms.foundation.work import atomic
from tests.factories.courses import make_course
from tests.factories.editions import make_dated, move, put
from tests.factories.people import make_member

MANY = 12


def test_joining_many_times_at_once_is_joining_once(app):
    with app.app_context():
        make_course()
        member_id = make_member().id
    heard = []
    app.extensions["lms"].bus.listen(Enrolled, heard.append)
    gate = threading.Barrier(MANY)
    joined = []

    def click():
        gate.wait()
        with app.app_context(), atomic():
            joined.append(services.join(member_id=member_id, course_id="curso").id)

    clicks = [threading.Thread(target=click) for _ in range(MANY)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert len(joined) == MANY
    assert len(set(joined)) == len(heard) == 1
    with app.app_context():
        assert session.scalar(select(func.count(Enrolment.id))) == 1


def test_two_who_start_an_edition_at_once_start_it_once(app):
    with app.app_context():
        make_course()
        by_id = make_member().id
        edition_id = make_dated(by_id)
        enrolment_id = put(edition_id, EnrolmentState.ACCEPTED)
    gate = threading.Barrier(MANY)
    moved = []

    def click():
        gate.wait()
        with app.app_context():
            moved.append(move(edition_id, EditionState.RUNNING, by_id))

    clicks = [threading.Thread(target=click) for _ in range(MANY)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert sorted(moved) == [False] * (MANY - 1) + [True]
    with app.app_context():
        steps = session.scalars(
            select(EnrolmentChange.after)
            .where(EnrolmentChange.enrolment_id == enrolment_id)
            .order_by(EnrolmentChange.id)
        ).all()
    assert steps == ["accepted", "active"]


def test_of_two_moves_at_once_that_exclude_each_other_one_is_refused(app):
    with app.app_context():
        make_course()
        by_id = make_member().id
        edition_id = make_dated(by_id)
    gate = threading.Barrier(2)
    told = []

    def click(to):
        gate.wait()
        try:
            with app.app_context():
                told.append(move(edition_id, to, by_id))
        except EditionRefused:
            told.append("refused")

    clicks = [
        threading.Thread(target=click, args=[to])
        for to in (EditionState.CALL, EditionState.RUNNING)
    ]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert sorted(map(str, told)) == ["True", "refused"]
