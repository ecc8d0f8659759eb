"""Settling the calendar of an edition."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from lms.enrolment.errors import EditionNotSound, NoSuchEdition
from lms.enrolment.models import EditionModule, LiveSession
from lms.foundation.database import session
from lms.foundation.i18n import _
from lms.record.services import note

from .editions import lock_edition, refuse_archived

Days = tuple[int | None, int | None]
"""The day a module opens and the one it is due, from the first day (0)."""


def set_calendar(*, edition_id: int, days: Mapping[str, Days], by_id: int) -> None:
    """Settle when each module opens and is due; what is not named has no dates.

    Raises ``NoSuchEdition``, ``EditionRefused`` or ``EditionNotSound``.
    """
    refuse_archived(lock_edition(edition_id))
    if any(_is_reversed(*each) for each in days.values()):
        raise EditionNotSound(_("Un módulo no puede vencer antes de abrir."))
    session.execute(delete(EditionModule).where(EditionModule.edition_id == edition_id))
    for module_id, (opens, due) in days.items():
        if opens is not None or due is not None:
            session.add(
                EditionModule(
                    edition_id=edition_id,
                    module_id=module_id,
                    opens_after=opens,
                    due_after=due,
                )
            )
    session.flush()
    kept = {module_id: list(each) for module_id, each in days.items()}
    _note("scheduled", edition_id, by_id, kept)


def set_session(
    *,
    edition_id: int,
    session_id: int | None,
    title: dict[str, str],
    day: int,
    at: str,
    minutes: int,
    address: str,
    by_id: int,
) -> LiveSession:
    """Add a live session to an edition, or change one.

    Raises ``NoSuchEdition`` or ``EditionRefused``.
    """
    refuse_archived(lock_edition(edition_id))
    if session_id is None:
        meeting = LiveSession(edition_id=edition_id)
        session.add(meeting)
    else:
        meeting = get_session(edition_id, session_id)
    meeting.title, meeting.day, meeting.at = title, day, at
    meeting.minutes, meeting.address = minutes, address
    session.flush()
    details = {"session": meeting.id, "day": day, "at": at, "minutes": minutes}
    _note("scheduled", edition_id, by_id, details)
    return meeting


def remove_session(*, edition_id: int, session_id: int, by_id: int) -> None:
    """Take a live session out of an edition; raises as ``set_session`` does."""
    refuse_archived(lock_edition(edition_id))
    session.delete(get_session(edition_id, session_id))
    session.flush()
    _note("scheduled", edition_id, by_id, {"removed": session_id})


def get_session(edition_id: int, session_id: int) -> LiveSession:
    """Return a live session of an edition; raises ``NoSuchEdition``."""
    found = session.scalar(
        select(LiveSession).where(
            LiveSession.edition_id == edition_id, LiveSession.id == session_id
        )
    )
    if found is None:
        raise NoSuchEdition
    return found


def _is_reversed(opens: int | None, due: int | None) -> bool:
    return opens is not None and due is not None and due < opens


def _note(act: str, edition_id: int, by_id: int, details: Mapping[str, object]) -> None:
    note(
        act=f"edition.{act}",
        by_id=by_id,
        about=f"edition:{edition_id}",
        details=details,
    )
