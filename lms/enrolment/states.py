"""What an edition and an enrolment can be, and what may follow what. Pure."""

from enum import StrEnum


class EditionState(StrEnum):
    """How far an edition has come."""

    DRAFT = "draft"
    CALL = "call"
    """Open for applications, until the deadline."""
    SELECTING = "selecting"
    RUNNING = "running"
    CLOSED = "closed"
    """The course is over: who completed it reads on, the others have no place in it."""
    ARCHIVED = "archived"


EDITION_NEXT: dict[EditionState, frozenset[EditionState]] = {
    EditionState.DRAFT: frozenset({EditionState.CALL, EditionState.RUNNING}),
    EditionState.CALL: frozenset({EditionState.DRAFT, EditionState.SELECTING}),
    EditionState.SELECTING: frozenset({EditionState.CALL, EditionState.RUNNING}),
    EditionState.RUNNING: frozenset({EditionState.CLOSED}),
    EditionState.CLOSED: frozenset({EditionState.RUNNING, EditionState.ARCHIVED}),
    EditionState.ARCHIVED: frozenset({EditionState.CLOSED}),
}
"""What may follow each state, besides what the state of things forbids."""


class EnrolmentState(StrEnum):
    """Where somebody stands in an edition."""

    APPLIED = "applied"
    ENDORSED = "endorsed"
    ACCEPTED = "accepted"
    """Has a seat, and begins when the edition does."""
    WAITING = "waiting"
    OFFERED = "offered"
    """A freed seat waits for their answer, for some days."""
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """Went away by their own choice, before or during the course."""
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    EXPIRED = "expired"
    """Let an offer pass, or the edition ended before they completed it."""
    REMOVED = "removed"


_S = EnrolmentState

ENROLMENT_NEXT: dict[EnrolmentState, frozenset[EnrolmentState]] = {
    _S.APPLIED: frozenset(
        {_S.ENDORSED, _S.ACCEPTED, _S.WAITING, _S.DECLINED, _S.WITHDRAWN}
    ),
    _S.ENDORSED: frozenset(
        {_S.APPLIED, _S.ACCEPTED, _S.WAITING, _S.DECLINED, _S.WITHDRAWN}
    ),
    # Back to where they were: a decision taken back before anybody was told.
    _S.ACCEPTED: frozenset(
        {_S.APPLIED, _S.ENDORSED, _S.WAITING, _S.DECLINED, _S.ACTIVE, _S.WITHDRAWN}
        | {_S.REMOVED}
    ),
    _S.WAITING: frozenset(
        {_S.APPLIED, _S.ENDORSED, _S.OFFERED, _S.ACCEPTED, _S.ACTIVE, _S.DECLINED}
        | {_S.WITHDRAWN, _S.EXPIRED}
    ),
    _S.OFFERED: frozenset(
        {_S.ACCEPTED, _S.ACTIVE, _S.WAITING, _S.WITHDRAWN, _S.EXPIRED}
    ),
    _S.DECLINED: frozenset({_S.APPLIED, _S.ENDORSED, _S.WAITING, _S.ACCEPTED}),
    _S.WITHDRAWN: frozenset({_S.APPLIED, _S.ACTIVE, _S.COMPLETED}),
    _S.ACTIVE: frozenset(
        {_S.PAUSED, _S.COMPLETED, _S.WITHDRAWN, _S.EXPIRED, _S.REMOVED}
    ),
    _S.PAUSED: frozenset({_S.ACTIVE, _S.WITHDRAWN, _S.EXPIRED, _S.REMOVED}),
    _S.COMPLETED: frozenset({_S.WITHDRAWN, _S.REMOVED}),
    _S.EXPIRED: frozenset({_S.ACTIVE, _S.WAITING}),
    _S.REMOVED: frozenset({_S.ACTIVE}),
}
"""What may follow each state."""

FIRST = frozenset({_S.APPLIED, _S.ACTIVE, _S.ACCEPTED})
"""What an enrolment may begin as: by applying, by joining, by being put on a list."""

STANDING = frozenset({_S.ACTIVE, _S.COMPLETED})
"""Those who are in the course: they read, answer and talk there."""

SEATED = frozenset({_S.ACCEPTED, _S.OFFERED, _S.ACTIVE, _S.PAUSED, _S.COMPLETED})
"""Those who take up a seat of the edition."""

OPEN = frozenset({_S.APPLIED, _S.ENDORSED})
"""Those about whom nothing has been decided."""
