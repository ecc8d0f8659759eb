"""Deciding who gets a seat, and taking that back before anybody was told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from lms.admission.errors import (
    AlreadyTold,
    ApplicationNotFound,
    NotSelecting,
    SeatsTaken,
)
from lms.admission.models import Application, Decision
from lms.enrolment import services as enrolment
from lms.enrolment.errors import EditionNotFound
from lms.enrolment.models import Edition, Enrolment, EnrolmentChange
from lms.enrolment.states import OPEN, SEATED, EditionState, EnrolmentState
from lms.foundation.database import AnyRow, session
from lms.record.services import note

DECIDING = frozenset({EditionState.CALL, EditionState.SELECTING})
"""When decisions are made: before the course runs, and after that by its lists."""

STATE_OF: dict[str, EnrolmentState] = {
    "accepted": EnrolmentState.ACCEPTED,
    "waiting": EnrolmentState.WAITING,
    "declined": EnrolmentState.DECLINED,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is decided about one application: ``accepted``, ``waiting``, ``declined``.

    ``reason`` may be told to the person; ``why`` stands in the history.
    """

    application_id: int
    outcome: str
    reason: str = ""
    why: str = ""


def decide(
    *, edition_id: int, choices: Sequence[Choice], by_id: int, method: str = ""
) -> int:
    """Decide about applications, all of them or none; return how many changed.

    Who is put on the waiting list stands behind those who are on it, in the order
    given. ``method`` names the proposal that was followed. Deciding the same again
    changes nothing. Raises ``EditionNotFound``, ``NotSelecting``,
    ``ApplicationNotFound``, ``AlreadyTold``, ``SeatsTaken``, ``ChangeNotAllowed``.
    """
    edition = lock_edition(edition_id)
    rows = _rows(edition_id, [choice.application_id for choice in choices])
    due = [one for one in choices if rows[one.application_id].outcome != one.outcome]
    if any(rows[one.application_id].told_at for one in due):
        raise AlreadyTold
    _check_seats(edition, due, rows)
    known = _decisions(edition_id, due)
    place = _last_place(edition_id)
    moves = [_move(choice, rows[choice.application_id].enrolment_id) for choice in due]
    enrolment.change_many(moves=moves, by_id=by_id)
    for choice in due:
        place += choice.outcome == "waiting"
        decision = known.get(choice.application_id) or Decision(
            application_id=choice.application_id, edition_id=edition_id
        )
        decision.outcome = choice.outcome
        decision.place = place if choice.outcome == "waiting" else None
        decision.reason = choice.reason
        decision.by_id = by_id
        session.add(decision)
    session.flush()
    if due:
        counts = dict(Counter(choice.outcome for choice in due))
        _note(edition_id, by_id, "admission.decided", {**counts, "method": method})
    return len(due)


def _move(choice: Choice, enrolment_id: int) -> enrolment.Move:
    to = STATE_OF[choice.outcome]
    return enrolment.Move(enrolment_id, to, choice.reason or choice.why)


def undo(*, edition_id: int, application_ids: Sequence[int], by_id: int) -> int:
    """Take decisions back that nobody was told of; return how many.

    Everybody is where they were before: applied, or endorsed. Raises as ``decide``.
    """
    lock_edition(edition_id)
    rows = _rows(edition_id, application_ids)
    due = [row for row in rows.values() if row.outcome is not None]
    if any(row.told_at for row in due):
        raise AlreadyTold
    before = _before([row.enrolment_id for row in due])
    enrolment.change_many(
        moves=[
            enrolment.Move(
                row.enrolment_id, before.get(row.enrolment_id, EnrolmentState.APPLIED)
            )
            for row in due
        ],
        by_id=by_id,
    )
    session.execute(
        delete(Decision).where(Decision.application_id.in_([row.id for row in due]))
    )
    if due:
        _note(edition_id, by_id, "admission.undone", {"decisions": len(due)})
    return len(due)


def lock_edition(edition_id: int) -> Edition:
    """Hold an edition while its people are chosen or told, if that may be now."""
    edition = session.get(
        Edition, edition_id, with_for_update=True, populate_existing=True
    )
    if edition is None or edition.kind != "dated":
        raise EditionNotFound
    if edition.state not in DECIDING:
        raise NotSelecting
    return edition


def _rows(edition_id: int, ids: Iterable[int]) -> dict[int, AnyRow]:
    wanted = set(ids)
    rows = session.execute(
        select(
            Application.id,
            Application.enrolment_id,
            Enrolment.state,
            Decision.outcome,
            Decision.told_at,
        )
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .outerjoin(Decision, Decision.application_id == Application.id)
        .where(
            Application.id.in_(wanted),
            Application.edition_id == edition_id,
            Application.submitted_at.is_not(None),
        )
    ).all()
    if len(rows) < len(wanted):
        raise ApplicationNotFound
    return {row.id: row for row in rows}


def _check_seats(
    edition: Edition, due: Sequence[Choice], rows: Mapping[int, AnyRow]
) -> None:
    """Nobody is given a seat that there is not."""
    if edition.seats is None:
        return
    seated = session.scalar(
        select(func.count()).where(
            Enrolment.edition_id == edition.id, Enrolment.state.in_(SEATED)
        )
    )
    freed = sum(rows[one.application_id].state in SEATED for one in due)
    given = sum(one.outcome == "accepted" for one in due)
    over = (seated or 0) - freed + given - edition.seats
    if given and over > 0:
        raise SeatsTaken(over)


def _decisions(edition_id: int, due: Sequence[Choice]) -> dict[int, Decision]:
    rows = session.scalars(
        select(Decision)
        .where(
            Decision.edition_id == edition_id,
            Decision.application_id.in_([one.application_id for one in due]),
        )
        .execution_options(populate_existing=True)
    )
    return {row.application_id: row for row in rows}


def _last_place(edition_id: int) -> int:
    asked = select(func.max(Decision.place)).where(Decision.edition_id == edition_id)
    return session.scalar(asked) or 0


def _before(enrolment_ids: Sequence[int]) -> dict[int, EnrolmentState]:
    """Where people stood before anything was decided about them."""
    rows = session.execute(
        select(EnrolmentChange.enrolment_id, EnrolmentChange.before)
        .where(
            EnrolmentChange.enrolment_id.in_(enrolment_ids),
            EnrolmentChange.before.in_(OPEN),
            EnrolmentChange.after.not_in(OPEN),
        )
        .order_by(EnrolmentChange.id)
    )
    return {id_: EnrolmentState(before) for id_, before in rows}


def _note(edition_id: int, by_id: int, act: str, details: dict[str, object]) -> None:
    note(act=act, by_id=by_id, about=f"edition:{edition_id}", details=details)
