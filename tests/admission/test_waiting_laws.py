"""Whatever happens to a waiting list, in any order, no seat is given twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from lms.admission.errors import NoOffer
from lms.admission.models import Offer
from lms.admission.queries.waiting import get_seats
from lms.admission.services import offering, waiting
from lms.enrolment.errors import ChangeNotAllowed
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.services import change
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from tests.factories.people import make_member
from tests.factories.seats import make_list, member_of

S = EnrolmentState
pytestmark = pytest.mark.usefixtures("inside")


def withdraw(enrolment_id):
    with atomic():
        change(
            enrolment_id=enrolment_id,
            to=S.WITHDRAWN,
            by_id=member_of(enrolment_id),
        )


def accept(enrolment_id):
    with atomic():
        return offering.accept_offer(
            enrolment_id=enrolment_id, by_id=member_of(enrolment_id)
        )


def decline(enrolment_id):
    with atomic():
        return offering.decline_offer(
            enrolment_id=enrolment_id, by_id=member_of(enrolment_id)
        )


def pass_on(edition):
    with atomic():
        return waiting.pass_on(edition.id)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["withdraw", "accept", "decline", "late", "more", "less", "all"]
        ),
        st.integers(0, 5),
    ),
    max_size=12,
)


@given(STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_seats_are_never_overfilled(steps):
    edition, ids = make_list(S.ACCEPTED, *[S.WAITING] * 5, seats=2)
    pass_on(edition)
    for act, who in steps:
        step(act, edition, ids[who])
        session.expire_all()
        present = session.get(Edition, edition.id)
        firm = session.scalar(
            select(func.count()).where(
                Enrolment.edition_id == edition.id,
                Enrolment.state.in_([S.ACCEPTED, S.ACTIVE]),
            )
        )
        assert get_seats(present).firm == firm
        assert firm <= 3


def step(act, edition, enrolment_id):
    try:
        if act == "withdraw":
            withdraw(enrolment_id)
        elif act == "accept":
            accept(enrolment_id)
        elif act == "decline":
            decline(enrolment_id)
        elif act == "late":
            with atomic():
                session.execute(update(Offer).values(expires_at=now()))
            offering.sweep()
        elif act == "all":
            with atomic():
                offering.offer_to_all(edition_id=edition.id, by_id=make_member().id)
        else:
            with atomic():
                session.execute(update(Edition).values(seats=3 if act == "more" else 1))
            pass_on(edition)
    except (NoOffer, ChangeNotAllowed):
        session.rollback()
