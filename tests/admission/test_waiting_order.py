"""The order of a waiting list: moving in it, being put on it."""

import pytest
from sqlalchemy import delete, select

from lms.admission.errors import NotOnWaitingList
from lms.admission.models import Decision
from lms.admission.queries.waiting import list_waiting, position_of
from lms.admission.services import waiting
from lms.enrolment.errors import ChangeNotAllowed
from lms.enrolment.rules import Rules, to_plain
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.record.models import Entry
from tests.factories.people import make_member
from tests.factories.seats import add_people, make_list, member_of

S = EnrolmentState
pytestmark = pytest.mark.usefixtures("inside")


def test_the_desk_moves_people_and_says_why():
    edition, ids = make_list(*[S.WAITING] * 3, seats=0)
    known = {"edition_id": edition.id, "by_id": member_of(ids[0]), "reason": "Error"}
    with atomic():
        assert waiting.move(enrolment_id=ids[2], up=True, **known) == 2
        assert waiting.move(enrolment_id=ids[0], up=True, **known) == 1
    order = [one.enrolment_id for one in list_waiting(edition.id)]
    assert order == [ids[0], ids[2], ids[1]]
    moved = session.scalars(select(Entry).where(Entry.act == "waiting.moved")).all()
    assert [entry.details for entry in moved] == [
        {"from": 3, "to": 2, "reason": "Error"}
    ]
    with pytest.raises(NotOnWaitingList), atomic():
        waiting.move(enrolment_id=0, up=True, **known)


def test_people_without_a_place_wait_in_the_order_they_applied_in():
    edition, ids = make_list(S.WAITING, S.WAITING, S.WAITING, seats=0)
    with atomic():
        session.execute(delete(Decision))
    assert [one.enrolment_id for one in list_waiting(edition.id)] == ids
    with atomic():
        waiting.move(
            enrolment_id=ids[1],
            edition_id=edition.id,
            up=True,
            by_id=member_of(ids[0]),
            reason="",
        )
    assert [position_of(id_) for id_ in ids] == [2, 1, 3]


def test_somebody_is_put_at_the_end_of_the_list():
    edition, ids = make_list(S.WAITING, S.WAITING, S.EXPIRED, seats=0)
    secretary = make_member().id
    with atomic():
        waiting.put_on_list(enrolment_id=ids[2], edition_id=edition.id, by_id=secretary)
    assert [position_of(id_) for id_ in ids] == [1, 2, 3]
    with pytest.raises(NotOnWaitingList), atomic():
        waiting.put_on_list(enrolment_id=0, edition_id=edition.id, by_id=secretary)


def test_who_is_in_the_course_is_not_put_on_the_list():
    edition, ids = make_list(S.ACTIVE)
    with pytest.raises(ChangeNotAllowed), atomic():
        waiting.put_on_list(
            enrolment_id=ids[0], edition_id=edition.id, by_id=make_member().id
        )


def test_more_people_may_wait_later():
    edition, ids = make_list(S.WAITING, seats=0)
    later = add_people(edition, S.APPLIED)
    assert to_plain(Rules())["offer_days"] == 5
    with atomic():
        waiting.put_on_list(
            enrolment_id=later[0],
            edition_id=edition.id,
            by_id=member_of(ids[0]),
            place=1,
        )
    assert position_of(later[0]) in (1, 2)
