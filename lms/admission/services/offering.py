"""What becomes of an offered seat: accepted, declined, let pass, or gone."""

import logging
from enum import StrEnum

from sqlalchemy import select

from lms.admission.errors import NoOffer
from lms.admission.models import Application, Offer
from lms.admission.queries.waiting import (
    GIVING,
    get_seats,
    is_held,
    list_overdue,
    list_waiting,
    list_with_waiting,
)
from lms.enrolment.errors import EditionClosed
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.services import change
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.record.services import note

from .waiting import lock_edition, offer, pass_on, write

AT_ONCE = 500

log = logging.getLogger("lms.admission")


class Outcome(StrEnum):
    """What came of answering an offer, kept as its answer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    TAKEN = "taken"
    """Others took the seats first; the person waits on."""


def accept_offer(*, enrolment_id: int, by_id: int) -> Outcome:
    """Take the seat that was offered; at the same moment as others, while any is left.

    Into the course where the edition has begun, on the release it shares. An offer
    whose time is up is let pass instead, and one whose seat is gone puts the person
    back on the list. Accepting twice changes nothing. Raises ``NoOffer`` or
    ``EditionClosed``. Emits ``EnrolmentChanged``.
    """
    edition = _edition_of(enrolment_id)
    last = _last_offer(enrolment_id)
    if last.answered_at is not None:
        return Outcome(last.answer)
    if edition.state not in GIVING:
        raise EditionClosed
    if last.expires_at <= now():
        _let_pass(last)
        return Outcome.EXPIRED
    enrolment = _hold(enrolment_id)
    if not get_seats(edition).may_sit(_state_of(enrolment)):
        _take_back(last)
        return Outcome.TAKEN
    if edition.release_id is not None:
        enrolment.release_id = edition.release_id
        session.flush()
    running = edition.state == EditionState.RUNNING
    _settle(last, Outcome.ACCEPTED)
    change(
        enrolment_id=enrolment_id,
        to=EnrolmentState.ACTIVE if running else EnrolmentState.ACCEPTED,
        by_id=by_id,
    )
    _close_if_full(edition)
    return Outcome.ACCEPTED


def decline_offer(*, enrolment_id: int, by_id: int) -> Outcome:
    """Leave the offered seat to the next on the list; twice changes nothing.

    Raises ``NoOffer``. Emits ``EnrolmentChanged``, by which the seat is passed on.
    """
    _edition_of(enrolment_id)
    last = _last_offer(enrolment_id)
    if last.answered_at is not None:
        return Outcome(last.answer)
    _hold(enrolment_id)
    _settle(last, Outcome.DECLINED)
    change(
        enrolment_id=enrolment_id,
        to=EnrolmentState.WITHDRAWN,
        by_id=by_id,
    )
    return Outcome.DECLINED


def offer_to_all(*, edition_id: int, by_id: int) -> int:
    """Offer the free seats to the whole list at once: who accepts first has one.

    Returns how many were offered one. Raises ``EditionClosed``.
    """
    edition = lock_edition(edition_id)
    if edition.state not in GIVING or is_held(edition_id):
        raise EditionClosed
    people = list_waiting(edition_id)
    for person in people:
        offer(edition, person, by_id=by_id)
    note(
        act="waiting.offered_to_all",
        by_id=by_id,
        about=f"edition:{edition_id}",
        details={"offers": len(people)},
    )
    return len(people)


def settle_left(*, enrolment_id: int, seated: bool) -> None:
    """Close the open offer of somebody whose seat was settled in another way."""
    open_one = session.scalar(
        select(Offer).where(
            Offer.enrolment_id == enrolment_id, Offer.answered_at.is_(None)
        )
    )
    if open_one:
        _settle(open_one, Outcome.ACCEPTED if seated else Outcome.DECLINED)


def sweep() -> int:
    """Let offers pass whose time is up, pass free seats on; return how many passed.

    Each edition in a unit of its own; call this outside of a unit.
    """
    passed = 0
    for edition_id, offer_id in list_overdue(now(), AT_ONCE):
        try:
            with atomic():
                passed += _expire(edition_id, offer_id)
        except Exception:
            log.exception("offer %s could not be let pass", offer_id)
    for edition_id in list_with_waiting():
        try:
            with atomic():
                pass_on(edition_id)
        except Exception:
            log.exception("seats of edition %s could not be passed on", edition_id)
    return passed


def _expire(edition_id: int, offer_id: int) -> bool:
    lock_edition(edition_id)
    last = session.get(Offer, offer_id, populate_existing=True)
    if last is None or last.answered_at is not None or last.expires_at > now():
        return False
    return _let_pass(last)


def _let_pass(last: Offer) -> bool:
    if not _try_hold(last.enrolment_id):
        return False
    _settle(last, Outcome.EXPIRED)
    change(enrolment_id=last.enrolment_id, to=EnrolmentState.EXPIRED, by_id=None)
    write("admission.offer_expired", last)
    return True


def _take_back(last: Offer) -> None:
    _settle(last, Outcome.TAKEN)
    change(enrolment_id=last.enrolment_id, to=EnrolmentState.WAITING, by_id=None)
    write("admission.offer_taken", last)


def _close_if_full(edition: Edition) -> None:
    """Where more was offered than there is, the others wait on once all is taken."""
    if edition.seats is None or get_seats(edition).firm < edition.seats:
        return
    others = session.scalars(
        select(Offer).where(Offer.edition_id == edition.id, Offer.answered_at.is_(None))
    ).all()
    for other in others:
        if _try_hold(other.enrolment_id):
            _take_back(other)


def _settle(last: Offer, outcome: Outcome) -> None:
    last.answered_at = now()
    last.answer = outcome
    session.flush()


def _edition_of(enrolment_id: int) -> Edition:
    edition_id = session.scalar(
        select(Enrolment.edition_id).where(Enrolment.id == enrolment_id)
    )
    if edition_id is None:
        raise NoOffer
    return lock_edition(edition_id)


def _last_offer(enrolment_id: int) -> Offer:
    last = session.scalar(
        select(Offer)
        .where(Offer.enrolment_id == enrolment_id)
        .order_by(Offer.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    if last is None:
        raise NoOffer
    return last


def _try_hold(enrolment_id: int) -> Enrolment | None:
    """Hold an enrolment with an offer, unless somebody else is changing it.

    Who leaves holds their enrolment and waits for the edition, which is ours now:
    waiting for them would be waiting for ever.
    """
    return session.scalar(
        select(Enrolment)
        .where(Enrolment.id == enrolment_id, Enrolment.state == EnrolmentState.OFFERED)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _hold(enrolment_id: int) -> Enrolment:
    held = _try_hold(enrolment_id)
    if held is None:
        raise NoOffer
    return held


def _state_of(enrolment: Enrolment) -> str | None:
    by_application = session.scalar(
        select(Application.state_code).where(Application.enrolment_id == enrolment.id)
    )
    return by_application or session.scalar(
        select(Member.state).where(Member.id == enrolment.member_id)
    )
