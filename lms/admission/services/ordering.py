"""The order a State gives to the applicants it endorsed."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from lms.admission.errors import ApplicationNotFound, EndorsementOver
from lms.admission.models import Application, Endorsement
from lms.admission.vouching import COLLECTING, Vouch
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import session
from lms.record.services import note

_UNRANKED = 1_000_000
"""After every rank there is: those endorsed since the State put them in order."""


def order_endorsed(
    *, edition_id: int, state_code: str, places: Mapping[int, int], by_id: int
) -> None:
    """Put the endorsed applicants of a State in order, 1 first.

    ``places`` is by application; those with the same number, or without one, stay as
    they were among themselves. Raises ``EndorsementOver``.
    """
    rows = _endorsed(edition_id, state_code)
    before = {row.application_id: place for place, row in enumerate(rows, 1)}
    last = len(rows) + 1
    rows.sort(
        key=lambda row: (
            places.get(row.application_id, last),
            before[row.application_id],
        )
    )
    _number(rows, edition_id, state_code, by_id)


def move_endorsed(
    *, edition_id: int, state_code: str, application_id: int, up: bool, by_id: int
) -> None:
    """Move an endorsed applicant one place up or down; at the end nothing moves.

    Raises ``ApplicationNotFound`` for one that is not endorsed, ``EndorsementOver``.
    """
    rows = _endorsed(edition_id, state_code)
    ids = [row.application_id for row in rows]
    if application_id not in ids:
        raise ApplicationNotFound
    here = ids.index(application_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    _number(rows, edition_id, state_code, by_id)


def _endorsed(edition_id: int, state_code: str) -> list[Endorsement]:
    """Return what a State endorsed, in its present order, locked."""
    edition = session.get(Edition, edition_id)
    if edition is None or edition.state not in COLLECTING:
        raise EndorsementOver
    rows = session.scalars(
        select(Endorsement)
        .join(Application, Application.id == Endorsement.application_id)
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .where(
            Application.edition_id == edition_id,
            Endorsement.state_code == state_code,
            Endorsement.verdict == Vouch.ENDORSED,
            Enrolment.state != EnrolmentState.WITHDRAWN,
        )
        .order_by(Endorsement.id)
        .with_for_update(of=Endorsement)
        .execution_options(populate_existing=True)
    ).all()
    return sorted(
        rows, key=lambda row: (row.rank or _UNRANKED, row.decided_at or row.created_at)
    )


def _number(
    rows: Sequence[Endorsement], edition_id: int, state_code: str, by_id: int
) -> None:
    for place, row in enumerate(rows, 1):
        row.rank = place
    session.flush()
    note(
        act="endorsement.ordered",
        by_id=by_id,
        about=f"edition:{edition_id}",
        details={
            "state": state_code,
            "applications": [row.application_id for row in rows],
        },
    )
