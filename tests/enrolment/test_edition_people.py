"""People go with their edition: when it starts, closes and reopens."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.enrolment import services
from lms.enrolment.errors import EditionRefused
from lms.enrolment.events import EditionMoved
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.roles import Role
from tests.factories.courses import make_course
from tests.factories.editions import basics, edition_of, make_dated, move, put
from tests.factories.people import make_member

E, S = EditionState, EnrolmentState


@pytest.fixture
def by_id(inside):
    make_course()
    return make_member(roles={Role.SECRETARIAT: ""}).id


def state_of(enrolment_id):
    session.expire_all()
    return session.get_one(Enrolment, enrolment_id).state


def test_starting_brings_everybody_with_a_seat_in_on_the_shared_release(inside, by_id):
    edition_id = make_dated(by_id)
    accepted, waiting = put(edition_id, S.ACCEPTED), put(edition_id, S.ACCEPTED)
    with atomic():
        services.change(enrolment_id=waiting, to=S.WAITING, by_id=by_id)
    newest = make_course(words="Nueva.")
    with atomic():
        services.change_edition(
            edition_id=edition_id, basics=basics(), by_id=by_id, release_number=2
        )
    heard = []
    inside.extensions["lms"].bus.listen(EditionMoved, heard.append)
    assert move(edition_id, E.RUNNING, by_id)
    assert not move(edition_id, E.RUNNING, by_id)
    assert heard == [
        EditionMoved(edition_id=edition_id, before="draft", after="running")
    ]
    assert (state_of(accepted), state_of(waiting)) == ("active", "waiting")
    found = session.scalars(select(Enrolment.release_id).distinct()).all()
    assert found == [newest.id]


def test_closing_ends_what_is_not_completed_and_reopening_brings_it_back(by_id):
    edition_id = make_dated(by_id, state=E.RUNNING)
    people = {
        state: put(edition_id, state)
        for state in (S.ACTIVE, S.PAUSED, S.COMPLETED, S.WITHDRAWN)
    }
    with pytest.raises(EditionRefused, match="todavía no terminó"):
        move(edition_id, E.CLOSED, by_id)
    with atomic():
        edition = edition_of(edition_id)
        edition.starts_on = now().date() - timedelta(days=30)
        edition.ends_on = now().date() - timedelta(days=2)
    move(edition_id, E.CLOSED, by_id)
    assert {state: state_of(id_) for state, id_ in people.items()} == {
        S.ACTIVE: "expired",
        S.PAUSED: "expired",
        S.COMPLETED: "completed",
        S.WITHDRAWN: "withdrawn",
    }
    last = session.scalars(select(EnrolmentChange).order_by(EnrolmentChange.id)).all()
    assert last[-1].reason.startswith("La edición se cerró")
    with atomic():
        edition_of(edition_id).ends_on = now().date() + timedelta(days=2)
    move(edition_id, E.RUNNING, by_id)
    assert {state: state_of(id_) for state, id_ in people.items()} == people_as(people)


def people_as(people):
    return {state: str(state) for state in people}


def test_who_let_an_offer_pass_does_not_come_in_by_reopening(by_id):
    edition_id = make_dated(by_id, state=E.CLOSED)
    passed = put(edition_id, S.APPLIED)
    with atomic():
        for to in (S.WAITING, S.OFFERED, S.EXPIRED):
            services.change(enrolment_id=passed, to=to, by_id=None)
    move(edition_id, E.RUNNING, by_id)
    assert state_of(passed) == "expired"
