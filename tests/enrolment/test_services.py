"""Joining, leaving, coming back, moving to another release."""

import pytest
from sqlalchemy import func, select

from lms.catalogue.errors import CourseNotFound
from lms.enrolment import queries, services
from lms.enrolment.errors import EditionClosed, EditionNotFound, NotEnrolled
from lms.enrolment.events import Enrolled, EnrolmentLeft, ReleaseChanged
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import session
from lms.foundation.work import atomic, emit
from lms.people.events import SignedIn
from lms.people.services import leave as leave_site
from tests.factories.courses import make_course
from tests.factories.people import make_member


@pytest.fixture
def course(inside):
    return make_course()


def heard_by(app, kind):
    heard = []
    app.extensions["lms"].bus.listen(kind, heard.append)
    return heard


def test_publishing_opens_the_permanent_offer_once(course):
    make_course(words="Otra versión.")
    slugs = session.scalars(select(Edition.slug)).all()
    assert slugs == ["permanente"]


def test_joining_takes_the_newest_release(inside, course):
    heard = heard_by(inside, Enrolled)
    ana = make_member()
    with atomic():
        joined = services.join(member_id=ana.id, course_id="curso")
    assert joined.release_id == course.id
    assert heard == [
        Enrolled(enrolment_id=joined.id, member_id=ana.id, edition_id=joined.edition_id)
    ]


def test_joining_twice_changes_nothing(inside, course):
    ana = make_member()
    heard = heard_by(inside, Enrolled)
    for _ in range(2):
        with atomic():
            services.join(member_id=ana.id, course_id="curso")
    assert session.scalar(select(func.count(Enrolment.id))) == 1
    assert len(heard) == 1


def test_leaving_keeps_the_record_and_coming_back_goes_on_with_it(inside, course):
    left = heard_by(inside, EnrolmentLeft)
    ana = make_member()
    with atomic():
        first = services.join(member_id=ana.id, course_id="curso")
        services.be_at(enrolment_id=first.id, activity_id="leccion-2")
    with atomic():
        services.leave(member_id=ana.id, course_id="curso")
    assert queries.find_seat(ana.id, "curso") is None
    assert [seat.id for seat in queries.list_all_seats(ana.id)] == [first.id]
    make_course(words="Versión nueva.")
    with atomic():
        again = services.join(member_id=ana.id, course_id="curso")
    assert (again.id, again.release_id, again.at_activity) == (
        first.id,
        course.id,
        "leccion-2",
    )
    assert len(left) == 1


def test_leaving_a_course_one_is_not_in_is_refused(inside, course):
    ana = make_member()
    with pytest.raises(NotEnrolled), atomic():
        services.leave(member_id=ana.id, course_id="curso")


def test_a_closed_or_missing_offer_takes_nobody(inside, course):
    ana = make_member()
    with atomic():
        queries.get_permanent_offer("curso").state = "closed"
    with pytest.raises(EditionClosed), atomic():
        services.join(member_id=ana.id, course_id="curso")
    with pytest.raises((EditionNotFound, CourseNotFound)), atomic():
        services.join(member_id=ana.id, course_id="otro")


def test_learners_stay_on_the_release_they_began_until_they_choose(inside, course):
    heard = heard_by(inside, ReleaseChanged)
    ana = make_member()
    with atomic():
        joined = services.join(member_id=ana.id, course_id="curso")
    second = make_course(words="Versión nueva.")
    assert queries.get_seat(ana.id, "curso").release_id == course.id
    with atomic():
        moved = services.move_to_newest(member_id=ana.id, course_id="curso", percent=60)
        assert moved
    seat = queries.get_seat(ana.id, "curso")
    assert (seat.release_id, seat.least_percent) == (second.id, 60)
    assert heard == [
        ReleaseChanged(
            enrolment_id=joined.id,
            from_release_id=course.id,
            to_release_id=second.id,
        )
    ]
    with atomic():
        assert not services.move_to_newest(
            member_id=ana.id, course_id="curso", percent=60
        )


def test_signing_in_in_order_to_join_joins(inside, course):
    ana = make_member()
    with atomic():
        emit(SignedIn(member_id=ana.id, intent="join:curso"))
    assert queries.find_seat(ana.id, "curso") is not None


@pytest.mark.parametrize("intent", ["", "join", "join:", "join:otro", "fly:curso"])
def test_other_intents_do_nothing(inside, course, intent):
    ana = make_member()
    with atomic():
        emit(SignedIn(member_id=ana.id, intent=intent))
    assert queries.list_seats(ana.id) == []


def test_a_member_who_leaves_the_site_is_in_no_course(inside, course):
    ana = make_member()
    with atomic():
        services.join(member_id=ana.id, course_id="curso")
    with atomic():
        leave_site(member_id=ana.id)
    assert queries.list_seats(ana.id) == []
    assert len(queries.list_all_seats(ana.id)) == 1


@pytest.mark.parametrize("courses", [1, 3])
def test_seats_take_one_statement_however_many(inside, count_queries, courses):
    ana = make_member()
    for n in range(courses):
        make_course(f"curso-{n}")
        with atomic():
            services.join(member_id=ana.id, course_id=f"curso-{n}")
    session.rollback()
    with count_queries() as seen:
        assert len(queries.list_seats(ana.id)) == courses
    assert len(seen) == 1
