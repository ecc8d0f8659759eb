"""Reading the waiting list: who waits, in which order, which seats are free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from lms.admission.models import Application, Decision, Offer
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.states import SEATED, EditionState, EnrolmentState
from lms.foundation.database import AnySelect, session
from lms.people.models import Member

GIVING = frozenset({EditionState.CALL, EditionState.SELECTING, EditionState.RUNNING})
"""While an edition is one of these, its freed seats are passed on."""

_ORDER = (
    func.coalesce(Decision.place, 1_000_000_000),
    Application.submitted_at,
    Enrolment.id,
)
_STATE_CODE = func.coalesce(Application.state_code, Member.state)
_TOLD = or_(Decision.application_id.is_(None), Decision.told_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the waiting list; ``told`` is whether their letter went out."""

    enrolment_id: int
    application_id: int
    member_id: int
    name: str
    state_code: str | None
    place: int | None
    told: bool


def _waiting(edition_id: int) -> AnySelect:
    return (
        select(
            Enrolment.id,
            Application.id,
            Member.id,
            Member.name,
            _STATE_CODE,
            Decision.place,
            _TOLD,
        )
        .join(Member, Member.id == Enrolment.member_id)
        .join(Application, Application.enrolment_id == Enrolment.id)
        .outerjoin(Decision, Decision.application_id == Application.id)
        .where(
            Enrolment.edition_id == edition_id,
            Enrolment.state == EnrolmentState.WAITING,
        )
        .order_by(*_ORDER)
    )


def list_waiting(edition_id: int) -> list[Waiting]:
    """Return the waiting list of an edition in its order."""
    return [Waiting(*row) for row in session.execute(_waiting(edition_id))]


def position_of(enrolment_id: int) -> int | None:
    """Return the place somebody has on the waiting list now, 1 first.

    ``None`` for who is not on it, or has not been told so yet.
    """
    edition_id = session.scalar(
        select(Enrolment.edition_id).where(
            Enrolment.id == enrolment_id, Enrolment.state == EnrolmentState.WAITING
        )
    )
    if edition_id is None:
        return None
    ids = [one.enrolment_id for one in list_waiting(edition_id) if one.told]
    return ids.index(enrolment_id) + 1 if enrolment_id in ids else None


def is_held(edition_id: int) -> bool:
    """Whether a selection is under way: decided, and not yet told to all."""
    untold = select(Decision.application_id).where(
        Decision.edition_id == edition_id, Decision.told_at.is_(None)
    )
    return session.scalar(untold.limit(1)) is not None


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats an edition has, how many are kept, by whom of which State.

    ``firm`` leaves out those who have not answered their offer.
    """

    seats: int | None
    per_state: int | None
    kept: int
    firm: int
    by_state: dict[str, int]
    firm_by_state: dict[str, int]

    @property
    def free(self) -> int | None:
        """The seats nobody has; ``None`` where there is no limit."""
        return None if self.seats is None else max(0, self.seats - self.kept)

    def fits(self, state_code: str | None) -> bool:
        """Whether the seats of a State leave room for one more offer."""
        if self.per_state is None or state_code is None:
            return True
        return self.by_state.get(state_code, 0) < self.per_state

    def may_sit(self, state_code: str | None) -> bool:
        """Whether somebody with an offer may take a seat, offers left aside."""
        if self.seats is not None and self.firm >= self.seats:
            return False
        if self.per_state is None or state_code is None:
            return True
        return self.firm_by_state.get(state_code, 0) < self.per_state


def get_seats(edition: Edition) -> Seats:
    """Count the seats of an edition; inside a unit, after locking its row."""
    rows = session.execute(
        select(Enrolment.state, _STATE_CODE, func.count())
        .join(Member, Member.id == Enrolment.member_id)
        .outerjoin(Application, Application.enrolment_id == Enrolment.id)
        .where(Enrolment.edition_id == edition.id, Enrolment.state.in_(SEATED))
        .group_by(Enrolment.state, _STATE_CODE)
    ).all()
    kept: dict[str, int] = {}
    firm: dict[str, int] = {}
    for state, code, number in rows:
        kept[code or ""] = kept.get(code or "", 0) + number
        if state != EnrolmentState.OFFERED:
            firm[code or ""] = firm.get(code or "", 0) + number
    return Seats(
        seats=edition.seats,
        per_state=edition.seats_per_state,
        kept=sum(kept.values()),
        firm=sum(firm.values()),
        by_state=kept,
        firm_by_state=firm,
    )


def find_state_codes(edition_id: int, member_ids: Sequence[int]) -> dict[int, str]:
    """Return the States whose seats people would take; who has none is left out."""
    own = and_(Application.member_id == Member.id, Application.edition_id == edition_id)
    rows = session.execute(
        select(Member.id, _STATE_CODE)
        .outerjoin(Application, own)
        .where(Member.id.in_(member_ids))
    )
    return {id_: code for id_, code in rows if code}


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer that was made, and what came of it; ``state`` is the enrolment's."""

    id: int
    enrolment_id: int
    name: str
    state_code: str | None
    made_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    answer: str
    state: str


def list_offers(edition_id: int, limit: int = 500) -> Sequence[OfferLine]:
    """Return the offers of an edition, those without an answer first, newest first."""
    rows = session.execute(
        select(
            Offer.id,
            Offer.enrolment_id,
            Member.name,
            _STATE_CODE,
            Offer.created_at,
            Offer.expires_at,
            Offer.answered_at,
            Offer.answer,
            Enrolment.state,
        )
        .join(Enrolment, Enrolment.id == Offer.enrolment_id)
        .join(Member, Member.id == Enrolment.member_id)
        .outerjoin(Application, Application.enrolment_id == Enrolment.id)
        .where(Offer.edition_id == edition_id)
        .order_by(Offer.answered_at.is_not(None), Offer.id.desc())
        .limit(limit)
    )
    return [OfferLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """An offer as the person who has it sees it, with the state of their enrolment."""

    enrolment_id: int
    edition_id: int
    state: EnrolmentState
    expires_at: datetime
    answer: str


def find_own_offer(application_id: int, member_id: int) -> OwnOffer | None:
    """Return the last offer for somebody's own application, if there ever was one."""
    row = session.execute(
        select(
            Enrolment.id,
            Enrolment.edition_id,
            Enrolment.state,
            Offer.expires_at,
            Offer.answer,
        )
        .join(Application, Application.enrolment_id == Enrolment.id)
        .join(Offer, Offer.enrolment_id == Enrolment.id)
        .where(Application.id == application_id, Application.member_id == member_id)
        .order_by(Offer.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return OwnOffer(row[0], row[1], EnrolmentState(row[2]), row[3], row[4])


def list_overdue(moment: datetime, limit: int) -> list[tuple[int, int]]:
    """Return edition and offer of what nobody answered in time, the oldest first."""
    rows = session.execute(
        select(Offer.edition_id, Offer.id)
        .where(Offer.answered_at.is_(None), Offer.expires_at <= moment)
        .order_by(Offer.expires_at)
        .limit(limit)
    )
    return [(edition_id, offer_id) for edition_id, offer_id in rows]


def list_with_waiting() -> list[int]:
    """Return the editions that give seats and have somebody waiting for one."""
    seated: ColumnElement[bool] = and_(
        Enrolment.edition_id == Edition.id, Enrolment.state.in_(SEATED)
    )
    taken = select(func.count()).where(seated).scalar_subquery()
    waits = select(Enrolment.id).where(
        Enrolment.edition_id == Edition.id, Enrolment.state == EnrolmentState.WAITING
    )
    found = session.scalars(
        select(Edition.id)
        .where(
            Edition.state.in_(GIVING),
            waits.exists(),
            or_(Edition.seats.is_(None), Edition.seats > taken),
        )
        .order_by(Edition.id)
    )
    return list(found)
