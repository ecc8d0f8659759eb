"""Many at the very same moment, in real processes on one database."""

from collections import Counter

import pytest
from sqlalchemy import func, select, update

from lms.admission.models import Invitation, Offer
from lms.admission.services import offering, waiting
from lms.admission.services.inviting import invite
from lms.enrolment.models import Enrolment
from lms.enrolment.states import SEATED, EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from tests.factories.people import make_member
from tests.factories.seats import make_list, member_of, states_of

from .crowd import at_once

pytestmark = pytest.mark.slow

S = EnrolmentState


def seated(edition_id):
    return session.scalar(
        select(func.count()).where(
            Enrolment.edition_id == edition_id, Enrolment.state.in_(SEATED)
        )
    )


def test_two_hundred_accept_the_last_ten_seats_and_ten_have_them(app, tmp_path):
    with app.app_context():
        edition, ids = make_list(*[S.WAITING] * 200, seats=10)
        with atomic():
            offering.offer_to_all(edition_id=edition.id, by_id=member_of(ids[0]))
    found = Counter(at_once(app, tmp_path, [("accept", id_) for id_ in ids]))
    assert found == {"accepted": 10, "taken": 190}
    with app.app_context():
        assert Counter(states_of(ids)) == {S.ACCEPTED: 10, S.WAITING: 190}
        answers = Counter(session.scalars(select(Offer.answer)))
        assert answers == {"accepted": 10, "taken": 190}


def test_seats_freed_at_once_are_each_passed_on_once(app, tmp_path):
    with app.app_context():
        edition, ids = make_list(*[S.ACTIVE] * 20, *[S.WAITING] * 40, seats=20)
        with atomic():
            edition.state = EditionState.RUNNING
            session.merge(edition)
    jobs = [("withdraw", id_) for id_ in ids[:20]] + [("sweep", 0)] * 12
    found = Counter(at_once(app, tmp_path, jobs))
    assert found == {"withdrawn": 20, "swept": 12}
    with app.app_context():
        assert Counter(states_of(ids[20:40])) == {S.OFFERED: 20}
        assert Counter(states_of(ids[40:])) == {S.WAITING: 20}
        assert session.scalar(select(func.count(Offer.id))) == 20


def test_accepting_declining_going_and_expiring_at_once_break_nothing(app, tmp_path):
    with app.app_context():
        edition, ids = make_list(*[S.WAITING] * 60, seats=20)
        with atomic():
            waiting.pass_on(edition.id)
        with atomic():
            late = select(Offer.id).order_by(Offer.id).limit(5)
            session.execute(
                update(Offer).where(Offer.id.in_(late)).values(expires_at=now())
            )
    acts = ("accept", "decline", "withdraw", "accept")
    jobs = [(act, id_) for id_ in ids[:20] for act in acts] + [("sweep", 0)] * 16
    found = at_once(app, tmp_path, jobs)
    assert [one for one in found if one.startswith("FAILED")] == []
    with app.app_context():
        assert seated(edition.id) == 20
        open_ones = select(Offer.enrolment_id).where(Offer.answered_at.is_(None))
        offered = select(Enrolment.id).where(Enrolment.state == S.OFFERED)
        assert sorted(session.scalars(open_ones)) == sorted(session.scalars(offered))


def test_a_code_for_five_lets_five_in(app, tmp_path):
    with app.app_context():
        edition, _ids = make_list(seats=30)
        people = [make_member().id for _ in range(40)]
        with atomic():
            code = invite(edition_id=edition.id, by_id=people[0], uses=5)
    found = Counter(at_once(app, tmp_path, [("join", id_, code) for id_ in people]))
    assert found == {"accepted": 5, "InvitationNotFound": 35}
    with app.app_context():
        assert session.scalar(select(Invitation.used)) == 5
        assert seated(edition.id) == 5


def test_an_open_code_fills_the_seats_and_no_more(app, tmp_path):
    with app.app_context():
        edition, _ids = make_list(seats=7)
        people = [make_member().id for _ in range(30)]
        with atomic():
            code = invite(edition_id=edition.id, by_id=people[0])
    found = Counter(at_once(app, tmp_path, [("join", id_, code) for id_ in people * 2]))
    assert found["NoSeatLeft"] == 46
    assert found["accepted"] == 14
    with app.app_context():
        assert seated(edition.id) == 7
