"""The one place where an enrolment changes its state."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lms.enrolment.errors import ChangeNotAllowed, EnrolmentNotFound
from lms.enrolment.events import Enrolled, EnrolmentChanged, EnrolmentLeft
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.states import ENROLMENT_NEXT, FIRST, STANDING, EnrolmentState
from lms.foundation.database import insert_for, now, session
from lms.foundation.i18n import _
from lms.foundation.work import emit
from lms.record.services import note


def begin(
    *,
    member_id: int,
    edition_id: int,
    release_id: int,
    state: EnrolmentState,
    by_id: int | None,
    role: str = "participant",
    reason: str = "",
) -> tuple[Enrolment, bool]:
    """Make an enrolment in its first state, or return the one there is, locked.

    Says whether it was made now: two at the same moment make one. Raises
    ``ChangeNotAllowed`` for a state that no enrolment begins in. Emits
    ``EnrolmentChanged``, and ``Enrolled`` where that state is in the course.
    """
    if state not in FIRST:
        raise ChangeNotAllowed
    made = session.scalar(
        insert_for(Enrolment)
        .values(
            member_id=member_id,
            edition_id=edition_id,
            release_id=release_id,
            role=role,
            state=state,
            left_at=None if state in STANDING else now(),
        )
        .on_conflict_do_nothing()
        .returning(Enrolment.id)
    )
    enrolment = _locked(member_id, edition_id)
    if made is None:
        return enrolment, False
    _tell(enrolment, None, by_id, reason)
    return enrolment, True


def _locked(member_id: int, edition_id: int) -> Enrolment:
    return session.scalars(
        select(Enrolment)
        .where(Enrolment.member_id == member_id, Enrolment.edition_id == edition_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def change(
    *, enrolment_id: int, to: EnrolmentState, by_id: int | None, reason: str = ""
) -> Enrolment:
    """Move an enrolment on to another state; to the one it is in changes nothing.

    ``by_id`` is ``None`` where the site acts by a rule. Raises ``EnrolmentNotFound``
    or ``ChangeNotAllowed``. Emits ``EnrolmentChanged``, and ``Enrolled`` or
    ``EnrolmentLeft`` where somebody comes into the course or goes out of it.
    """
    enrolment = session.get(
        Enrolment, enrolment_id, with_for_update=True, populate_existing=True
    )
    if enrolment is None:
        raise EnrolmentNotFound
    before = EnrolmentState(enrolment.state)
    if before is to:
        return enrolment
    if to not in ENROLMENT_NEXT[before]:
        raise ChangeNotAllowed
    enrolment.state = to
    enrolment.left_at = None if to in STANDING else now()
    session.flush()
    _tell(enrolment, before, by_id, reason)
    return enrolment


@dataclass(frozen=True, slots=True)
class Move:
    """Where an enrolment is to go, and why."""

    enrolment_id: int
    to: EnrolmentState
    reason: str = ""


def change_many(*, moves: Sequence[Move], by_id: int | None) -> int:
    """Move enrolments on together; return how many changed.

    All of them are read and held by one statement. Each has its own history, its own
    entry in the record and its own events, in the order given, once all have moved.
    Of one that is named twice the last counts. Raises and emits as ``change`` does;
    nothing is written before all may move.
    """
    found = _held([move.enrolment_id for move in moves])
    due = []
    for move in {move.enrolment_id: move for move in moves}.values():
        enrolment = found.get(move.enrolment_id)
        if enrolment is None:
            raise EnrolmentNotFound
        before = EnrolmentState(enrolment.state)
        if before is not move.to and move.to not in ENROLMENT_NEXT[before]:
            raise ChangeNotAllowed
        if before is not move.to:
            due.append((enrolment, before, move))
    for enrolment, _before, move in due:
        enrolment.state = move.to
        enrolment.left_at = None if move.to in STANDING else now()
    session.flush()
    for enrolment, before, move in due:
        _tell(enrolment, before, by_id, move.reason)
    return len(due)


def _held(ids: Sequence[int]) -> dict[int, Enrolment]:
    rows = session.scalars(
        select(Enrolment)
        .where(Enrolment.id.in_(ids))
        .order_by(Enrolment.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in rows}


def enter(
    *,
    member_id: int,
    edition_id: int,
    release_id: int,
    by_id: int | None,
    role: str = "participant",
    reason: str = "",
) -> Enrolment:
    """Bring somebody into the course of an edition; who is in it stays as they are.

    Who comes back goes on where they were, on the release they had. Raises
    ``ChangeNotAllowed``. Emits as ``begin`` and ``change`` do.
    """
    enrolment, is_new = begin(
        member_id=member_id,
        edition_id=edition_id,
        release_id=release_id,
        state=EnrolmentState.ACTIVE,
        by_id=by_id,
        role=role,
        reason=reason,
    )
    if is_new or enrolment.state in STANDING:
        return enrolment
    if enrolment.state == EnrolmentState.REMOVED and by_id == member_id:
        raise ChangeNotAllowed(_("La Secretaría cerró su participación en este curso."))
    return change(
        enrolment_id=enrolment.id,
        to=_was(enrolment),
        by_id=by_id,
        reason=reason,
    )


def _was(enrolment: Enrolment) -> EnrolmentState:
    """Return what somebody who comes back is: who had completed it, has."""
    before = session.scalar(
        select(EnrolmentChange.before)
        .where(EnrolmentChange.enrolment_id == enrolment.id)
        .order_by(EnrolmentChange.id.desc())
        .limit(1)
    )
    has_completed = before == EnrolmentState.COMPLETED
    return EnrolmentState.COMPLETED if has_completed else EnrolmentState.ACTIVE


def _tell(
    enrolment: Enrolment, before: EnrolmentState | None, by_id: int | None, reason: str
) -> None:
    """Write a step into the history and the record, and tell those who listen."""
    after = EnrolmentState(enrolment.state)
    session.add(
        EnrolmentChange(
            enrolment_id=enrolment.id,
            before=before or "",
            after=after,
            at=now(),
            by_id=by_id,
            reason=reason,
        )
    )
    note(
        act=f"enrolment.{after}",
        by_id=by_id,
        member_id=enrolment.member_id,
        about=f"edition:{enrolment.edition_id}",
        details={"enrolment": enrolment.id, "before": before or "", "reason": reason},
    )
    known = {
        "enrolment_id": enrolment.id,
        "member_id": enrolment.member_id,
        "edition_id": enrolment.edition_id,
    }
    emit(EnrolmentChanged(**known, before=before or "", after=after))
    if after in STANDING and before not in STANDING:
        emit(Enrolled(**known))
    elif before in STANDING and after not in STANDING:
        emit(EnrolmentLeft(**known))
