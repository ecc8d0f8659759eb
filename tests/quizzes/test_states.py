"""The table of states, as a whole."""

import pytest

from lms.quizzes.states import OPEN, TABLE, WAITING, Act, State, after, can

ORDER = {
    State.STARTED: 0,
    State.SUBMITTED: 1,
    State.EXPIRED: 1,
    State.ABANDONED: 2,
    State.MARKED: 2,
}


def test_every_state_has_its_row():
    assert set(TABLE) == set(State)


def test_no_act_leads_back():
    for state, acts in TABLE.items():
        for act in acts:
            reached = after(state, act)
            assert reached is state or ORDER[reached] > ORDER[state]


def test_an_attempt_is_handed_in_or_runs_out_once():
    ends = {Act.HAND_IN, Act.RUN_OUT, Act.GIVE_UP}
    assert {state for state in State if ends & set(TABLE[state])} == {State.STARTED}
    assert {after(State.STARTED, act) for act in ends} == {
        State.SUBMITTED,
        State.EXPIRED,
        State.ABANDONED,
    }


def test_answers_are_taken_while_it_is_open_and_never_after():
    learners = {Act.ANSWER, Act.MOVE, Act.CHECK, Act.PAUSE, Act.RESUME, Act.HAND_IN}
    for state in State:
        may = learners & set(TABLE[state])
        assert may == (learners if state in OPEN else set())


def test_people_mark_what_waits_and_what_was_marked_but_nothing_else():
    assert {state for state in State if can(state, Act.MARK)} == {
        *WAITING,
        State.MARKED,
    }
    assert {state for state in State if can(state, Act.SETTLE)} == WAITING


def test_nothing_can_be_done_to_what_was_abandoned():
    assert [act for act in Act if can(State.ABANDONED, act)] == []


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_what_is_impossible_is_refused_and_the_rest_has_an_outcome(state, act):
    if can(state, act):
        assert after(state, act) in State
    else:
        with pytest.raises(ValueError, match=str(state)):
            after(state, act)
