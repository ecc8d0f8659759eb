"""What is done every minute for endorsements: letters, and the end of their time."""

import logging

from sqlalchemy import update

from lms.admission.models import Endorsement
from lms.admission.queries import reminding as queries
from lms.admission.queries.reminding import TOLD, Reader, WaitLine
from lms.admission.vouching import Occasion, occasion
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.record.services import note

from .endorsing import lapse
from .forgetting import forget_addresses

AT_ONCE = 500
"""How many applications are looked for in one go."""

log = logging.getLogger("lms.admission")


def remind_and_lapse() -> int:
    """Close what nobody answered in time and write to focal points; say how many.

    The number is of applications closed. Doing it again, or twice at once, changes
    nothing. Each in a unit of its own; call this outside of a unit.
    """
    closed = 0
    for application_id, declines in queries.list_overdue(AT_ONCE):
        try:
            with atomic():
                closed += lapse(application_id=application_id, declines=declines)
        except Exception:  # the next one has its own rights, and a minute is short
            log.exception("the endorsement of %s could not be closed", application_id)
    _write_letters()
    forget_addresses()
    return closed


def _write_letters() -> None:
    waits = queries.list_waits()
    if not waits:
        return
    for reader in queries.list_readers({line.state_code for line in waits}):
        if _occasion(reader, waits) is None:
            continue
        try:
            with atomic():
                _write(reader, waits)
        except Exception:
            log.exception("no letter for focal point %s", reader.member_id)


def _write(reader: Reader, waits: list[WaitLine]) -> None:
    """Put one letter, unless another process just did."""
    session.get_one(
        Member,
        reader.member_id,
        with_for_update={"key_share": True},
        populate_existing=True,
    )
    last = queries.last_told({reader.member_id}).get(reader.member_id)
    renewed = Reader(reader.member_id, reader.language, reader.states, last)
    reason = _occasion(renewed, waits)
    if reason is None:
        return
    outbox.put(
        "admission.endorsements",
        reader.language,
        {"member_id": reader.member_id, "reminder": reason is Occasion.REMINDER},
    )
    own = _of(reader, waits)
    session.execute(
        update(Endorsement)
        .where(Endorsement.id.in_([line.endorsement_id for line in own]))
        .values(reminded_at=now())
    )
    note(
        act=TOLD,
        by_id=None,
        member_id=reader.member_id,
        details={"waiting": len(own), "occasion": str(reason)},
    )


def _occasion(reader: Reader, waits: list[WaitLine]) -> Occasion | None:
    return occasion((line.wait for line in _of(reader, waits)), reader.last, now())


def _of(reader: Reader, waits: list[WaitLine]) -> list[WaitLine]:
    """What waits for this very person: nobody decides about themselves."""
    return [
        line
        for line in waits
        if line.state_code in reader.states and line.applicant_id != reader.member_id
    ]
