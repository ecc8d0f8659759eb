"""The method: ranked under quotas, the same every time, with a reason for each line."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lms.admission.method import (
    Candidate,
    Key,
    Outcome,
    Seats,
    Unmet,
    Why,
    propose,
)
from lms.enrolment.rules import Dimension, Target

D = Dimension
DAY = datetime(2027, 3, 1, tzinfo=UTC)


def one(id_, score, state="AR", gender="woman", **more):
    known = {
        "rank": None,
        "submitted_at": DAY + timedelta(hours=id_),
        "kinds": frozenset({(D.STATE, state), (D.GENDER, gender)}),
    }
    return Candidate(id=id_, score=Fraction(score), **{**known, **more})


def told(proposal):
    return {line.id: (line.outcome, line.why) for line in proposal.lines}


def test_seats_go_down_the_order_and_the_rest_waits():
    found = propose([one(1, 5), one(2, 9), one(3, 7)], Seats(free=2))
    assert [(x.id, x.outcome, x.place, x.waiting_place) for x in found.lines] == [
        (2, Outcome.ACCEPTED, 1, None),
        (3, Outcome.ACCEPTED, 2, None),
        (1, Outcome.WAITING, 3, 1),
    ]


def test_equal_scores_are_told_apart_by_rank_then_time_then_number():
    same = {"submitted_at": DAY}
    people = [one(1, 5), one(2, 5, rank=2), one(3, 5, rank=1)]
    assert [x.id for x in propose(people, Seats(free=None)).lines] == [3, 2, 1]
    for pair, key in (
        ([one(1, 5), one(2, 5, rank=1)], Key.RANK),
        ([one(1, 5), one(2, 5)], Key.SUBMITTED),
        ([one(1, 5, **same), one(2, 5, **same)], Key.NUMBER),
    ):
        chosen, left = propose(pair, Seats(free=1)).lines
        assert (left.tie.with_id, left.tie.by) == (chosen.id, key)


def test_a_tie_is_only_told_of_the_same_score():
    assert propose([one(1, 5), one(2, 4)], Seats(free=1)).lines[1].tie is None


def test_a_state_has_no_more_seats_than_it_may():
    people = [one(1, 9), one(2, 8), one(3, 1, state="PE")]
    found = propose(people, Seats(free=2, per_state=1))
    assert told(found) == {
        1: (Outcome.ACCEPTED, Why.RANK),
        2: (Outcome.WAITING, Why.FULL),
        3: (Outcome.ACCEPTED, Why.RANK),
    }
    assert (found.lines[1].kind, found.lines[1].number) == ((D.STATE, "AR"), 1)


def test_who_holds_a_seat_already_counts():
    taken = {(D.STATE, "AR"): 1}
    found = propose([one(1, 9)], Seats(free=5, per_state=1, taken=taken))
    assert told(found) == {1: (Outcome.WAITING, Why.FULL)}


def test_a_minimum_is_served_before_the_rank():
    people = [one(1, 9, gender="man"), one(2, 8, gender="man"), one(3, 1)]
    target = Target(dimension=D.GENDER, value="woman", at_least=1)
    found = propose(people, Seats(free=2, targets=(target,)))
    assert told(found) == {
        1: (Outcome.ACCEPTED, Why.RANK),
        2: (Outcome.WAITING, Why.NO_SEATS),
        3: (Outcome.ACCEPTED, Why.MINIMUM),
    }


def test_the_scarcest_minimum_comes_first():
    people = [one(1, 9), one(2, 8), one(3, 1, state="PE", gender="man")]
    targets = (
        Target(dimension=D.GENDER, value="woman", at_least=1),
        Target(dimension=D.STATE, value="PE", at_least=1),
    )
    found = propose(people, Seats(free=1, targets=targets))
    assert told(found)[3] == (Outcome.ACCEPTED, Why.MINIMUM)
    assert found.unmet == (Unmet((D.GENDER, "woman"), 1, 0),)


def test_the_waiting_list_has_an_end():
    people = [one(n, 10 - n) for n in range(1, 5)]
    found = propose(people, Seats(free=1, waiting=2))
    assert [x.outcome for x in found.lines] == [
        Outcome.ACCEPTED,
        Outcome.WAITING,
        Outcome.WAITING,
        Outcome.DECLINED,
    ]


def test_who_cannot_be_chosen_yet_is_left_alone():
    found = propose([one(1, 9, hindrance=Why.NOT_ENDORSED)], Seats(free=1))
    assert told(found) == {1: (Outcome.PENDING, Why.NOT_ENDORSED)}


@st.composite
def crowds(draw):
    number = draw(st.integers(0, 12))
    return [
        one(
            n,
            draw(st.integers(0, 4)),
            draw(st.sampled_from(("AR", "BR", "PE"))),
            draw(st.sampled_from(("woman", "man"))),
            rank=draw(st.none() | st.integers(1, 3)),
            submitted_at=DAY + timedelta(hours=draw(st.integers(0, 3))),
        )
        for n in range(1, number + 1)
    ]


@st.composite
def rooms(draw):
    kinds = draw(
        st.lists(
            st.sampled_from([(D.STATE, "AR"), (D.STATE, "PE"), (D.GENDER, "woman")]),
            unique=True,
        )
    )
    targets = []
    for dimension, value in kinds:
        least = draw(st.none() | st.integers(0, 4))
        most = draw(st.none() | st.integers(least or 0, 6))
        targets.append(
            Target(dimension=dimension, value=value, at_least=least, at_most=most)
        )
    return Seats(
        free=draw(st.none() | st.integers(0, 8)),
        per_state=draw(st.none() | st.integers(1, 4)),
        targets=tuple(targets),
    )


def chosen(proposal):
    return {line.id for line in proposal.of(Outcome.ACCEPTED)}


@given(crowds(), rooms())
def test_never_more_than_the_seats_nor_above_a_maximum(crowd, seats):
    found = chosen(propose(crowd, seats))
    counts = Counter(kind for each in crowd if each.id in found for kind in each.kinds)
    assert seats.free is None or len(found) <= seats.free
    for target in seats.targets:
        if target.at_most is not None:
            assert counts[target.dimension, target.value] <= target.at_most
    if seats.per_state is not None:
        assert all(
            number <= seats.per_state
            for (dimension, _), number in counts.items()
            if dimension is D.STATE
        )


@given(crowds(), rooms())
def test_no_seat_stays_empty_that_somebody_left_out_could_have(crowd, seats):
    found = propose(crowd, seats)
    if seats.free is None or len(chosen(found)) < seats.free:
        assert {x.why for x in found.lines} <= {Why.RANK, Why.MINIMUM, Why.FULL}


@given(crowds(), rooms(), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(crowd, seats, chance):
    mixed = list(crowd)
    chance.shuffle(mixed)
    assert propose(mixed, seats) == propose(crowd, seats)


@given(crowds(), rooms(), st.data())
def test_a_higher_score_never_costs_a_seat_or_a_place_on_the_list(crowd, seats, data):
    if not crowd:
        return
    lucky = data.draw(st.sampled_from(crowd))
    better = replace(lucky, score=lucky.score + data.draw(st.integers(1, 4)))
    before = {x.id: x for x in propose(crowd, seats).lines}[lucky.id]
    raised = [better if each.id == lucky.id else each for each in crowd]
    after = {x.id: x for x in propose(raised, seats).lines}[lucky.id]
    if before.outcome is Outcome.ACCEPTED:
        assert after.outcome is Outcome.ACCEPTED
    elif after.outcome is Outcome.WAITING:
        assert after.waiting_place <= before.waiting_place


@given(crowds(), st.integers(0, 8), st.integers(1, 4), st.integers(0, 4))
def test_a_single_minimum_is_met_whenever_it_can_be(crowd, free, per_state, least):
    target = Target(dimension=D.GENDER, value="woman", at_least=least)
    seats = Seats(free=free, per_state=per_state, targets=(target,))
    women = Counter(
        state
        for each in crowd
        if (D.GENDER, "woman") in each.kinds
        for dimension, state in each.kinds
        if dimension is D.STATE
    )
    possible = min(free, sum(min(number, per_state) for number in women.values()))
    assert bool(propose(crowd, seats).unmet) == (possible < least)


@given(crowds(), st.integers(0, 3), st.integers(0, 3), st.integers(6, 9))
def test_minima_of_one_dimension_are_all_met_when_there_are_people(
    crowd, argentina, peru, free
):
    targets = tuple(
        Target(dimension=D.STATE, value=code, at_least=least)
        for code, least in (("AR", argentina), ("PE", peru))
    )
    there = Counter(kind for each in crowd for kind in each.kinds)
    short = {
        (D.STATE, code)
        for code, least in (("AR", argentina), ("PE", peru))
        if there[D.STATE, code] < least
    }
    found = propose(crowd, Seats(free=free, targets=targets))
    assert {each.kind for each in found.unmet} == short
