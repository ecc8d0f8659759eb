"""An enrolment moves only where it may, and every step is written down."""

import pytest
from sqlalchemy import select

from lms.catalogue.queries import get_card
from lms.enrolment import queries, services
from lms.enrolment.errors import ChangeNotAllowed, EnrolmentNotFound
from lms.enrolment.events import Enrolled, EnrolmentChanged, EnrolmentLeft
from lms.enrolment.models import EnrolmentChange
from lms.enrolment.states import ENROLMENT_NEXT, STANDING, EnrolmentState
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.record.models import Entry
from tests.factories.courses import make_course
from tests.factories.people import make_member

S = EnrolmentState


@pytest.fixture
def edition(inside):
    make_course()
    return queries.get_permanent_offer("curso")


def applied(edition, member):
    with atomic():
        enrolment, _new = services.begin(
            member_id=member.id,
            edition_id=edition.id,
            release_id=get_card("curso").release_id,
            state=S.APPLIED,
            by_id=member.id,
        )
    return enrolment


def move(enrolment, to, by_id=None, reason=""):
    with atomic():
        return services.change(
            enrolment_id=enrolment.id, to=to, by_id=by_id, reason=reason
        )


def test_every_step_has_who_when_and_why(inside, edition):
    ana, sofia = make_member("Ana"), make_member("Sofía")
    enrolment = applied(edition, ana)
    move(enrolment, S.ACCEPTED, sofia.id, "Por su experiencia")
    steps = session.execute(
        select(
            EnrolmentChange.before,
            EnrolmentChange.after,
            EnrolmentChange.by_id,
            EnrolmentChange.reason,
        ).order_by(EnrolmentChange.id)
    ).all()
    assert [tuple(step) for step in steps] == [
        ("", "applied", ana.id, ""),
        ("applied", "accepted", sofia.id, "Por su experiencia"),
    ]
    acts = session.scalars(select(Entry.act).order_by(Entry.id)).all()
    assert acts == ["enrolment.applied", "enrolment.accepted"]


@pytest.mark.parametrize("to", [s for s in S if s not in ENROLMENT_NEXT[S.APPLIED]])
def test_what_may_not_follow_is_refused(inside, edition, to):
    enrolment = applied(edition, make_member("Ana"))
    if to is S.APPLIED:
        assert move(enrolment, to).state == S.APPLIED
        return
    with pytest.raises(ChangeNotAllowed):
        move(enrolment, to)


def test_nobody_is_in_the_course_before_they_have_a_seat(inside, edition):
    heard = []
    bus = inside.extensions["lms"].bus
    for kind in (EnrolmentChanged, Enrolled, EnrolmentLeft):
        bus.listen(kind, lambda event: heard.append(type(event).__name__))
    ana = make_member("Ana")
    enrolment = applied(edition, ana)
    assert queries.find_seat(ana.id, "curso") is None
    move(enrolment, S.ACCEPTED)
    assert queries.find_seat(ana.id, "curso") is None
    move(enrolment, S.ACTIVE)
    assert queries.get_seat(ana.id, "curso").id == enrolment.id
    move(enrolment, S.PAUSED)
    assert queries.find_seat(ana.id, "curso") is None
    changed = ["EnrolmentChanged"]
    assert heard == changed * 3 + ["Enrolled"] + changed + ["EnrolmentLeft"]


def test_who_completed_a_course_and_comes_back_has_completed_it(inside, edition):
    ana = make_member("Ana")
    with atomic():
        enrolment = services.join(member_id=ana.id, course_id="curso")
    move(enrolment, S.COMPLETED)
    with atomic():
        services.leave(member_id=ana.id, course_id="curso")
    with atomic():
        assert services.join(member_id=ana.id, course_id="curso").state == S.COMPLETED


def test_who_was_removed_does_not_come_back_alone(inside, edition):
    ana, sofia = make_member("Ana"), make_member("Sofía")
    with atomic():
        enrolment = services.join(member_id=ana.id, course_id="curso")
    move(enrolment, S.REMOVED, sofia.id, "A pedido de su institución")
    with pytest.raises(ChangeNotAllowed), atomic():
        services.join(member_id=ana.id, course_id="curso")
    assert move(enrolment, S.ACTIVE, sofia.id).state in STANDING


def test_nothing_begins_in_the_middle_and_nothing_unknown_changes(inside, edition):
    ana = make_member("Ana")
    with pytest.raises(ChangeNotAllowed), atomic():
        services.begin(
            member_id=ana.id,
            edition_id=edition.id,
            release_id=get_card("curso").release_id,
            state=S.WAITING,
            by_id=None,
        )
    with pytest.raises(EnrolmentNotFound), atomic():
        services.change(enrolment_id=404, to=S.ACTIVE, by_id=None)
