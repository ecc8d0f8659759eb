"""What an attempt is at the moment, and what can be done to it then.

::

    started ──▶ submitted ──▶ marked
       │                        ▲
       ├──────▶ expired ────────┘
       └──────▶ abandoned

``submitted`` and ``expired`` wait for a person's marks, or until these are told to all
learners together; where nothing is marked by hand an attempt is marked at once. An
attempt never goes back.
"""

from enum import StrEnum


class State(StrEnum):
    """What an attempt is."""

    STARTED = "started"
    """It takes answers."""
    SUBMITTED = "submitted"
    """The learner handed it in; marks are missing or not told yet."""
    EXPIRED = "expired"
    """Its time was up, and what was saved counts; likewise."""
    ABANDONED = "abandoned"
    """Its time was up, and it counts for nothing but as an attempt that was used."""
    MARKED = "marked"
    """It has its final points."""


class Act(StrEnum):
    """What somebody, or the clock, does to an attempt."""

    ANSWER = "answer"
    MOVE = "move"
    CHECK = "check"
    PAUSE = "pause"
    RESUME = "resume"
    HAND_IN = "hand in"
    RUN_OUT = "run out"
    GIVE_UP = "give up"
    MARK = "mark"
    SETTLE = "settle"
    REGRADE = "regrade"


_WAITING = {Act.MARK: None, Act.SETTLE: State.MARKED, Act.REGRADE: None}

TABLE: dict[State, dict[Act, State | None]] = {
    State.STARTED: {
        Act.ANSWER: None,
        Act.MOVE: None,
        Act.CHECK: None,
        Act.PAUSE: None,
        Act.RESUME: None,
        Act.HAND_IN: State.SUBMITTED,
        Act.RUN_OUT: State.EXPIRED,
        Act.GIVE_UP: State.ABANDONED,
    },
    State.SUBMITTED: {**_WAITING},
    State.EXPIRED: {**_WAITING},
    State.ABANDONED: {},
    State.MARKED: {Act.MARK: None, Act.REGRADE: None},
}
"""What can be done in each state, and the state it leads to (``None``: the same)."""

OPEN = frozenset({State.STARTED})
WAITING = frozenset({State.SUBMITTED, State.EXPIRED})


def can(state: State, act: Act) -> bool:
    """Tell whether an act is possible in a state."""
    return act in TABLE[state]


def after(state: State, act: Act) -> State:
    """Return the state an act leads to; raises ``ValueError`` where it is impossible.

    Whoever acts asks ``can`` first, and says in words why not.
    """
    if not can(state, act):
        raise ValueError(f"{act} is impossible for an attempt that is {state}.")
    return TABLE[state][act] or state
