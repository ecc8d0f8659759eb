"""The waiting list: putting on it, ordering it, passing freed seats on.

Whoever counts seats holds the row of the edition first, so that two never count at
the same moment; whoever answers an offer does so too.
"""

from datetime import timedelta

from sqlalchemy import func, select

from lms.admission.errors import NotOnWaitingList
from lms.admission.models import Application, Decision, Offer
from lms.admission.queries.waiting import (
    GIVING,
    Waiting,
    get_seats,
    is_held,
    list_waiting,
)
from lms.enrolment.errors import EditionNotFound
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import from_plain
from lms.enrolment.services import change
from lms.enrolment.states import EnrolmentState
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.people.models import Member
from lms.record.services import note


def lock_edition(edition_id: int) -> Edition:
    """Return an edition whose seats nobody else counts until the unit ends.

    Raises ``EditionNotFound``. Enrolments in it may still be made meanwhile.
    """
    edition = session.scalar(
        select(Edition)
        .where(Edition.id == edition_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if edition is None:
        raise EditionNotFound
    return edition


def put_on_list(
    *,
    enrolment_id: int,
    edition_id: int,
    by_id: int,
    place: int | None = None,
    reason: str = "",
) -> None:
    """Put somebody on the waiting list, at a place or at its end.

    Who is told by this act itself: the place counts from now on. Raises
    ``ChangeNotAllowed``, or ``NotOnWaitingList`` for who never applied.
    """
    application = session.scalar(
        select(Application).where(
            Application.enrolment_id == enrolment_id,
            Application.edition_id == edition_id,
        )
    )
    if application is None:
        raise NotOnWaitingList
    edition = lock_edition(edition_id)
    change(
        enrolment_id=enrolment_id,
        to=EnrolmentState.WAITING,
        by_id=by_id,
        reason=reason,
    )
    last = session.scalar(
        select(func.max(Decision.place)).where(Decision.edition_id == edition.id)
    )
    decision = _decision(application.id, edition.id, by_id)
    decision.outcome = "waiting"
    decision.place = place or (last or 0) + 1
    decision.told_at = decision.told_at or now()
    session.flush()


def _decision(application_id: int, edition_id: int, by_id: int) -> Decision:
    known = session.get(Decision, application_id, populate_existing=True)
    if known:
        return known
    made = Decision(
        application_id=application_id,
        edition_id=edition_id,
        outcome="waiting",
        by_id=by_id,
        told_at=now(),
    )
    session.add(made)
    return made


def move(
    *, enrolment_id: int, edition_id: int, up: bool, by_id: int, reason: str
) -> int:
    """Move somebody one place up or down the list; return the place they have now.

    Raises ``NotOnWaitingList``. At either end nothing changes.
    """
    lock_edition(edition_id)
    waiting = list_waiting(edition_id)
    at = next(
        (n for n, one in enumerate(waiting) if one.enrolment_id == enrolment_id), None
    )
    if at is None:
        raise NotOnWaitingList
    to = at - 1 if up else at + 1
    if not 0 <= to < len(waiting):
        return at + 1
    person = waiting[at]
    waiting[at], waiting[to] = waiting[to], waiting[at]
    _number(waiting, edition_id, by_id)
    note(
        act="waiting.moved",
        by_id=by_id,
        member_id=person.member_id,
        about=f"edition:{edition_id}",
        details={"from": at + 1, "to": to + 1, "reason": reason},
    )
    return to + 1


def _number(waiting: list[Waiting], edition_id: int, by_id: int) -> None:
    """Let the places be those of this order, from 1 on."""
    for place, one in enumerate(waiting, 1):
        if one.place != place:
            _decision(one.application_id, edition_id, by_id).place = place
    session.flush()


def pass_on(edition_id: int) -> list[int]:
    """Offer the free seats of an edition to those next on its list; return whom.

    Only who waits gets an offer, never who merely applied. Somebody whose State has
    all its seats is passed over and stays where they are. While a selection is under
    way nothing is offered. Puts a letter for each. Emits ``EnrolmentChanged``.
    """
    edition = lock_edition(edition_id)
    if edition.state not in GIVING or is_held(edition_id):
        return []
    seats = get_seats(edition)
    left, taken = seats.free, dict(seats.by_state)
    chosen: list[int] = []
    for person in list_waiting(edition_id):
        if left is not None and len(chosen) >= left:
            break
        code = person.state_code
        full = seats.per_state is not None and taken.get(code or "", 0) >= (
            seats.per_state
        )
        if (code and full) or not _still_waits(person.enrolment_id):
            continue
        taken[code or ""] = taken.get(code or "", 0) + 1
        offer(edition, person, by_id=None)
        chosen.append(person.enrolment_id)
    return chosen


def offer(edition: Edition, person: Waiting, *, by_id: int | None) -> None:
    """Offer a seat to somebody who waits, for the days that the edition says."""
    change(enrolment_id=person.enrolment_id, to=EnrolmentState.OFFERED, by_id=by_id)
    made = Offer(
        enrolment_id=person.enrolment_id,
        edition_id=edition.id,
        expires_at=now() + timedelta(days=from_plain(edition.rules).offer_days),
    )
    session.add(made)
    session.flush()
    write("admission.offered", made)


def write(kind: str, made: Offer) -> None:
    """Put a letter about an offer for whom it was made."""
    language = session.scalar(
        select(func.coalesce(Member.language, Application.language))
        .join(Enrolment, Enrolment.member_id == Member.id)
        .outerjoin(Application, Application.enrolment_id == Enrolment.id)
        .where(Enrolment.id == made.enrolment_id)
    )
    outbox.put(kind, language, {"offer_id": made.id})


def _still_waits(enrolment_id: int) -> bool:
    """Hold a person's enrolment, and say whether they wait still."""
    state = session.scalar(
        select(Enrolment.state).where(Enrolment.id == enrolment_id).with_for_update()
    )
    return state == EnrolmentState.WAITING
