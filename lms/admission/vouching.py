"""How a State vouches for its applicants: verdicts, and when a letter is due. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lms.enrolment.states import EditionState


class Vouch(StrEnum):
    """What the focal point of a State says of an application."""

    WAITING = "waiting"
    ASKED = "asked"
    """The applicant was asked something; it waits again once they answered."""
    ENDORSED = "endorsed"
    DECLINED = "declined"
    LAPSED = "lapsed"
    """Nobody answered in time."""


UNSETTLED = frozenset({Vouch.WAITING, Vouch.ASKED})
"""Verdicts that still ask for one."""

COLLECTING = frozenset({EditionState.CALL, EditionState.SELECTING})
"""States of an edition in which it hears what focal points say."""

AT_LEAST = timedelta(days=3)
"""Time a focal point has left, at least, once an application came back to them."""

A_DAY = timedelta(days=1)


class Occasion(StrEnum):
    """Why a focal point is written to."""

    NEWS = "news"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Wait:
    """An application that waits for a focal point: since when and until when.

    ``remind_before`` are the days before its end on which they are reminded. What
    ``is_told`` was in a letter to somebody: the clock alone would miss what was being
    sent in at the moment of a letter.
    """

    since: datetime
    until: datetime | None
    remind_before: tuple[int, ...] = ()
    is_told: bool = True


def occasion(
    waits: Iterable[Wait], last: datetime | None, present: datetime
) -> Occasion | None:
    """Say why a focal point is to be written to now, if at all.

    ``last`` is when they were last written to: there is one letter a day at most, and
    a reminder that fell into that day was covered by its letter.
    """
    if last is not None and present < last + A_DAY:
        return None
    found = list(waits)
    if any(last is None or wait.since > last or not wait.is_told for wait in found):
        return Occasion.NEWS
    if any(_is_reminded(wait, last, present) for wait in found):
        return Occasion.REMINDER
    return None


def _is_reminded(wait: Wait, last: datetime | None, present: datetime) -> bool:
    if wait.until is None or last is None:
        return False
    moments = (wait.until - timedelta(days=days) for days in wait.remind_before)
    return any(max(wait.since, last + A_DAY) < moment <= present for moment in moments)


NOMINEE = "nominee"
"""The role of an invitation that asks an official to apply, and lets nobody in."""

LONGEST_ADDRESS = 190


def nominee_note(state_code: str, address: str) -> str:
    """Write down whom a State nominated; ``nominee_of`` reads it."""
    return f"{state_code} {address}"


def nominee_of(note: str) -> tuple[str, str]:
    """Return the State and the address that ``nominee_note`` wrote down."""
    state_code, _, address = note.partition(" ")
    return state_code, address
