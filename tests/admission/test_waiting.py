"""The waiting list: order, offers, answers, seats passed on."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from lms.admission.errors import NoOffer
from lms.admission.models import Decision, Offer
from lms.admission.queries.waiting import list_waiting, position_of
from lms.admission.services import offering, waiting
from lms.admission.services.offering import Outcome
from lms.enrolment.errors import EditionClosed, EditionNotFound
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import Rules
from lms.enrolment.services import change
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.outbox import OutboxJob
from lms.foundation.work import atomic
from lms.people.services import leave
from tests.factories.seats import make_list, member_of, offers_of, states_of

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


def kinds():
    return list(session.scalars(select(OutboxJob.kind).order_by(OutboxJob.id)))


@pytest.mark.parametrize("how", [S.WITHDRAWN, S.REMOVED])
def test_the_seat_of_who_leaves_is_offered_to_the_next(how):
    _edition, ids = make_list(S.ACCEPTED, S.WAITING, S.WAITING, seats=1)
    with atomic():
        change(enrolment_id=ids[0], to=how, by_id=None)
    assert states_of(ids) == [how, S.OFFERED, S.WAITING]
    assert kinds() == ["admission.offered"]


def test_an_offer_stands_for_the_days_the_edition_says():
    edition, ids = make_list(S.WAITING, seats=1, rules=Rules(offer_days=3))
    pass_on(edition)
    made = session.scalars(select(Offer)).one()
    assert made.enrolment_id == ids[0]
    assert made.expires_at - made.created_at >= timedelta(days=3, seconds=-5)
    assert made.expires_at - made.created_at <= timedelta(days=3, seconds=5)


def test_only_free_seats_are_offered_and_in_the_order_of_the_list():
    edition, ids = make_list(S.ACTIVE, S.PAUSED, *[S.WAITING] * 4, seats=4)
    assert pass_on(edition) == ids[2:4]
    assert pass_on(edition) == []


def test_more_seats_never_skip_an_approval():
    edition, ids = make_list(S.APPLIED, S.ENDORSED, S.WAITING, S.DECLINED, seats=0)
    with atomic():
        session.execute(update(Edition).values(seats=100))
    pass_on(edition)
    assert states_of(ids) == [S.APPLIED, S.ENDORSED, S.OFFERED, S.DECLINED]


@pytest.mark.parametrize("seats", [1, None])
def test_without_anybody_waiting_nothing_happens(seats):
    edition, _ids = make_list(S.APPLIED, seats=seats)
    assert pass_on(edition) == []


def test_while_a_selection_is_not_told_nothing_is_offered():
    edition, ids = make_list(S.WAITING, S.WAITING, seats=5, told=False)
    assert pass_on(edition) == []
    assert position_of(ids[0]) is None
    with atomic():
        session.execute(update(Decision).values(told_at=now()))
    assert pass_on(edition) == ids


@pytest.mark.parametrize(
    "state", [EditionState.DRAFT, EditionState.CLOSED, EditionState.ARCHIVED]
)
def test_an_edition_that_is_over_or_not_begun_offers_nothing(state):
    edition, _ids = make_list(S.WAITING, seats=5, state=state)
    assert pass_on(edition) == []


def test_who_has_no_edition_has_no_seats():
    with pytest.raises(EditionNotFound), atomic():
        waiting.pass_on(1_000_000)


def test_a_state_with_all_its_seats_is_passed_over():
    edition, ids = make_list(
        S.ACCEPTED, S.WAITING, S.WAITING, codes="PEPECL", seats=3, seats_per_state=1
    )
    assert pass_on(edition) == [ids[2]]
    assert states_of(ids) == [S.ACCEPTED, S.WAITING, S.OFFERED]
    assert position_of(ids[1]) == 1


def test_two_of_one_state_do_not_share_its_last_seat():
    edition, ids = make_list(
        S.WAITING, S.WAITING, S.WAITING, codes="PEPECL", seats=5, seats_per_state=1
    )
    assert pass_on(edition) == [ids[0], ids[2]]


def test_accepting_before_the_course_begins_keeps_a_seat():
    edition, ids = make_list(S.WAITING, seats=1)
    pass_on(edition)
    assert accept(ids[0]) is Outcome.ACCEPTED
    assert states_of(ids) == [S.ACCEPTED]
    assert offers_of(ids[0]) == ["accepted"]
    assert accept(ids[0]) is Outcome.ACCEPTED
    assert offers_of(ids[0]) == ["accepted"]


def test_accepting_in_a_running_course_enters_it_on_the_shared_release():
    edition, ids = make_list(S.WAITING, seats=1, state=EditionState.RUNNING)
    pass_on(edition)
    accept(ids[0])
    enrolment = session.get(Enrolment, ids[0], populate_existing=True)
    assert (enrolment.state, enrolment.left_at) == (S.ACTIVE, None)
    assert enrolment.release_id == edition.release_id


def test_a_declined_seat_goes_to_the_next():
    edition, ids = make_list(S.WAITING, S.WAITING, seats=1)
    pass_on(edition)
    assert decline(ids[0]) is Outcome.DECLINED
    assert decline(ids[0]) is Outcome.DECLINED
    assert states_of(ids) == [S.WITHDRAWN, S.OFFERED]


def test_who_has_no_offer_cannot_answer_one():
    _edition, ids = make_list(S.WAITING, seats=0)
    for answer in (accept, decline):
        with pytest.raises(NoOffer):
            answer(ids[0])


def test_who_answers_too_late_finds_it_passed_on():
    edition, ids = make_list(S.WAITING, S.WAITING, seats=1)
    pass_on(edition)
    with time_machine.travel(now() + timedelta(days=5, seconds=1), tick=False):
        assert accept(ids[0]) is Outcome.EXPIRED
    assert states_of(ids) == [S.EXPIRED, S.OFFERED]
    assert kinds() == [
        "admission.offered",
        "admission.offered",
        "admission.offer_expired",
    ]


def test_the_sweep_lets_pass_what_is_due_and_nothing_else():
    edition, ids = make_list(S.WAITING, S.WAITING, S.WAITING, seats=1)
    pass_on(edition)
    start = now()
    with time_machine.travel(start + timedelta(days=4, hours=23), tick=False):
        assert offering.sweep() == 0
    with time_machine.travel(start + timedelta(days=5, seconds=1), tick=False):
        assert offering.sweep() == 1
        assert offering.sweep() == 0
        assert states_of(ids) == [S.EXPIRED, S.OFFERED, S.WAITING]
    with time_machine.travel(start + timedelta(days=11), tick=False):
        offering.sweep()
        assert states_of(ids) == [S.EXPIRED, S.EXPIRED, S.OFFERED]


def test_the_sweep_passes_on_what_a_larger_edition_has_free():
    edition, ids = make_list(S.WAITING, seats=0)
    assert offering.sweep() == 0
    assert states_of(ids) == [S.WAITING]
    with atomic():
        session.execute(update(Edition).values(seats=2))
    offering.sweep()
    assert states_of(ids) == [S.OFFERED]
    assert edition.id


def test_an_edition_that_ended_keeps_nobody_waiting_for_an_answer():
    edition, ids = make_list(S.WAITING, seats=1)
    pass_on(edition)
    with atomic():
        session.execute(update(Edition).values(state=EditionState.CLOSED))
    with pytest.raises(EditionClosed):
        accept(ids[0])


def test_of_seats_offered_to_all_the_first_have_them_and_the_others_wait_on():
    edition, ids = make_list(*[S.WAITING] * 4, seats=2)
    with atomic():
        assert (
            offering.offer_to_all(edition_id=edition.id, by_id=member_of(ids[0])) == 4
        )
    assert accept(ids[3]) is Outcome.ACCEPTED
    assert accept(ids[1]) is Outcome.ACCEPTED
    assert states_of(ids) == [S.WAITING, S.ACCEPTED, S.WAITING, S.ACCEPTED]
    assert accept(ids[0]) is Outcome.TAKEN
    assert position_of(ids[2]) == 2
    assert kinds()[4:] == ["admission.offer_taken"] * 2


def test_fewer_seats_than_offers_fill_only_the_seats():
    edition, ids = make_list(S.WAITING, S.WAITING, seats=2)
    pass_on(edition)
    with atomic():
        session.execute(update(Edition).values(seats=1))
    assert accept(ids[1]) is Outcome.ACCEPTED
    assert accept(ids[0]) is Outcome.TAKEN
    assert states_of(ids) == [S.WAITING, S.ACCEPTED]


def test_who_closes_their_account_gives_their_seat_on():
    _edition, ids = make_list(S.OFFERED, S.WAITING, seats=1)
    with atomic():
        leave(member_id=member_of(ids[0]))
    assert states_of(ids) == [S.WITHDRAWN, S.OFFERED]


def test_leaving_with_an_open_offer_closes_it():
    edition, ids = make_list(S.WAITING, S.WAITING, seats=1)
    pass_on(edition)
    withdraw(ids[0])
    assert offers_of(ids[0]) == ["declined"]
    assert states_of(ids) == [S.WITHDRAWN, S.OFFERED]


def test_passing_on_costs_the_same_for_a_long_list(count_queries):
    small, _ids = make_list(S.ACCEPTED, S.WAITING, seats=1)
    large, _ids = make_list(S.ACCEPTED, *[S.WAITING] * 30, seats=1)
    costs = []
    for edition in (small, large):
        with count_queries() as seen:
            pass_on(edition)
            list_waiting(edition.id)
        costs.append(len(seen))
    assert costs[0] == costs[1]
