"""Deciding: never more than the seats, all or nothing, taken back until told."""

import pytest
from sqlalchemy import func, select

from lms.admission.errors import (
    AlreadyTold,
    ApplicationNotFound,
    NotSelecting,
    SeatsTaken,
)
from lms.admission.method import Outcome, propose
from lms.admission.models import Decision
from lms.admission.queries.selecting import (
    get_selection,
    get_tally,
    list_candidates,
    seats_of,
)
from lms.admission.services import deciding, telling
from lms.admission.services.deciding import Choice
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.states import EditionState
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.record.models import Entry
from tests.factories.selecting import make_crowd, make_secretary, make_selection


@pytest.fixture
def made(inside):
    """An edition with two seats, four applications, and who decides."""
    edition = make_selection(seats=2)
    return edition.id, make_crowd(edition, 4), make_secretary().id


def decide(edition_id, by_id, **choices):
    found = [
        Choice(int(id_.removeprefix("a")), outcome, "Por algo")
        for id_, outcome in choices.items()
    ]
    with atomic():
        return deciding.decide(edition_id=edition_id, choices=found, by_id=by_id)


def states(edition_id):
    rows = session.execute(
        select(Enrolment.state, func.count())
        .where(Enrolment.edition_id == edition_id)
        .group_by(Enrolment.state)
    )
    return {row[0]: row[1] for row in rows}


def test_a_decision_moves_the_enrolment_and_is_written_down(made):
    edition_id, ids, by_id = made
    assert decide(edition_id, by_id, **{f"a{ids[0]}": "accepted"}) == 1
    assert states(edition_id) == {"accepted": 1, "applied": 3}
    step = session.scalars(select(EnrolmentChange)).one()
    assert (step.after, step.by_id, step.reason) == ("accepted", by_id, "Por algo")
    acts = set(session.scalars(select(Entry.act)))
    assert acts >= {"enrolment.accepted", "admission.decided"}


def test_deciding_the_same_again_changes_nothing(made):
    edition_id, ids, by_id = made
    for expected in (1, 0):
        assert decide(edition_id, by_id, **{f"a{ids[0]}": "accepted"}) == expected


def test_no_more_seats_are_given_than_there_are_and_then_none(made):
    edition_id, ids, by_id = made
    with pytest.raises(SeatsTaken) as failure:
        decide(edition_id, by_id, **{f"a{id_}": "accepted" for id_ in ids})
    assert failure.value.over == 2
    assert states(edition_id) == {"applied": 4}


def test_a_seat_may_pass_from_one_to_another_in_one_act(made):
    edition_id, ids, by_id = made
    one, two, three, _four = (f"a{id_}" for id_ in ids)
    decide(edition_id, by_id, **{one: "accepted", two: "accepted"})
    decide(edition_id, by_id, **{one: "waiting", three: "accepted"})
    assert states(edition_id) == {"accepted": 2, "waiting": 1, "applied": 1}


def test_the_waiting_list_goes_on_where_it_ended(made):
    edition_id, ids, by_id = made
    decide(edition_id, by_id, **{f"a{ids[2]}": "waiting"})
    decide(edition_id, by_id, **{f"a{ids[0]}": "waiting", f"a{ids[1]}": "waiting"})
    places = {
        row.application_id: row.place for row in session.scalars(select(Decision))
    }
    assert places == {ids[2]: 1, ids[0]: 2, ids[1]: 3}


def test_who_is_of_another_edition_is_not_found(made):
    edition_id, _ids, by_id = made
    other = make_selection()
    foreign = make_crowd(other, 1)
    with pytest.raises(ApplicationNotFound):
        decide(edition_id, by_id, **{f"a{foreign[0]}": "accepted"})


def test_undoing_brings_everybody_back_to_where_they_were(made):
    edition_id, ids, by_id = made
    decide(edition_id, by_id, **{f"a{ids[0]}": "accepted", f"a{ids[1]}": "declined"})
    with atomic():
        done = deciding.undo(edition_id=edition_id, application_ids=ids, by_id=by_id)
    assert done == 2
    assert states(edition_id) == {"applied": 4}
    assert session.scalar(select(func.count()).select_from(Decision)) == 0


def test_what_was_told_cannot_be_taken_back_nor_changed(made):
    edition_id, ids, by_id = made
    decide(edition_id, by_id, **{f"a{ids[0]}": "accepted"})
    with atomic():
        assert telling.tell_everybody(edition_id=edition_id, by_id=by_id) == 1
    with pytest.raises(AlreadyTold), atomic():
        deciding.undo(edition_id=edition_id, application_ids=ids, by_id=by_id)
    with pytest.raises(AlreadyTold):
        decide(edition_id, by_id, **{f"a{ids[0]}": "declined"})
    assert states(edition_id) == {"accepted": 1, "applied": 3}


@pytest.mark.parametrize("state", ["draft", "running", "closed", "archived"])
def test_nothing_is_decided_outside_the_call_and_the_selection(inside, state):
    edition = make_selection(state=EditionState(state))
    ids, by_id = make_crowd(edition, 1), make_secretary().id
    with pytest.raises(NotSelecting):
        decide(edition.id, by_id, **{f"a{ids[0]}": "accepted"})


def test_a_proposal_over_real_rows_is_the_same_twice_and_fills_the_seats(inside):
    edition = make_selection()
    make_crowd(edition, 60)
    selection = get_selection(edition.id)

    def draw():
        seats = seats_of(selection, get_tally(edition.id))
        return propose(list_candidates(selection), seats)

    first = draw()
    assert first == draw()
    assert len(first.of(Outcome.ACCEPTED)) == 25
    assert len(first.of(Outcome.WAITING)) == 35


def test_two_who_give_the_last_seat_at_once_give_it_once(app, together):
    with app.app_context():
        edition = make_selection(seats=1)
        edition_id, ids = edition.id, make_crowd(edition, 4)
        by_id = make_secretary().id
    found = together(
        *[
            lambda id_=id_: decide(edition_id, by_id, **{f"a{id_}": "accepted"})
            for id_ in ids
        ]
    )
    assert sorted(map(str, map(type, found))) == sorted(
        map(str, [int, SeatsTaken, SeatsTaken, SeatsTaken])
    )
    with app.app_context():
        assert states(edition_id) == {"accepted": 1, "applied": 3}
