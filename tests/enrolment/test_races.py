"""Joining at the same moment: a double click, two tabs, two devices."""

import threading

from sqlalchemy import func, select

from lms.enrolment import services
from lms.enrolment.events import Enrolled
from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.foundation.work import atomic
from tests.factories.courses import make_course
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
