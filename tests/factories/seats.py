"""Editions with a waiting list, for tests. Call inside a context."""

from typing import Any

from sqlalchemy import select

from lms.admission.models import Application, Decision, Offer
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from tests.factories.admission import (
    make_application,
    make_edition,
    without_endorsement,
)
from tests.factories.people import make_member

S = EnrolmentState


def make_list(
    *states: EnrolmentState, codes: str = "", told: bool = True, **fields: Any
) -> tuple[Edition, list[int]]:
    """An edition with somebody in each of these states, and their enrolments.

    Those waiting have their places in this order; ``codes`` are their States, two
    letters each. The edition is in selection unless told otherwise.
    """
    known = {"state": EditionState.SELECTING, "rules": without_endorsement()}
    edition = make_edition(**{**known, **fields})
    return edition, add_people(edition, *states, codes=codes, told=told)


def add_people(
    edition: Edition, *states: EnrolmentState, codes: str = "", told: bool = True
) -> list[int]:
    """More people in an edition, after those who are there."""
    made = []
    secretary = make_member("La Secretaría").id
    for number, state in enumerate(states):
        code = codes[2 * number : 2 * number + 2] or f"A{chr(65 + number % 26)}"
        member = make_member(f"Persona {number + 1}", state=code)
        application = make_application(
            edition=edition,
            member_id=member.id,
            state=state,
            state_code=code,
        )
        assert application.enrolment_id is not None
        if state is S.WAITING:
            with atomic():
                session.add(
                    Decision(
                        application_id=application.id,
                        edition_id=edition.id,
                        outcome="waiting",
                        place=number + 1,
                        by_id=secretary,
                        told_at=now() if told else None,
                    )
                )
                session.flush()
        made.append(application.enrolment_id)
    return made


def states_of(ids: list[int]) -> list[str]:
    """Where enrolments stand now, in the order given."""
    session.expire_all()
    rows = session.execute(
        select(Enrolment.id, Enrolment.state).where(Enrolment.id.in_(ids))
    )
    found = {id_: state for id_, state in rows}  # noqa: C416 – rows are typed
    return [found[id_] for id_ in ids]


def offers_of(enrolment_id: int) -> list[str]:
    """What became of the offers somebody had, the first one first."""
    return list(
        session.scalars(
            select(Offer.answer)
            .where(Offer.enrolment_id == enrolment_id)
            .order_by(Offer.id)
        )
    )


def member_of(enrolment_id: int) -> int:
    """Whose enrolment it is."""
    return session.scalars(
        select(Enrolment.member_id).where(Enrolment.id == enrolment_id)
    ).one()


def application_of(enrolment_id: int) -> int:
    """The application an enrolment came from."""
    return session.scalars(
        select(Application.id).where(Application.enrolment_id == enrolment_id)
    ).one()
