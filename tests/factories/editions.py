"""Editions with dates, for tests."""

from datetime import timedelta
from typing import Any

from lms.enrolment import queries, services
from lms.enrolment.basics import Basics
from lms.enrolment.models import Edition
from lms.enrolment.states import FIRST, EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from tests.factories.people import make_member

TITLE = {"es": "Primera edición", "pt": "Primeira edição", "en": "First edition"}


def basics(**more: Any) -> Basics:
    """What an edition may say of itself: a call that is open, a start in 30 days."""
    today = now().date()
    values: dict[str, Any] = {
        "title": TITLE,
        "languages": ("es", "pt", "en"),
        "time_zone": "America/Argentina/Buenos_Aires",
        "starts_on": today + timedelta(days=30),
        "ends_on": today + timedelta(days=90),
        "call_closes_at": now() + timedelta(days=10),
    }
    return Basics(**(values | more))


def make_dated(
    by_id: int,
    *,
    course_id: str = "curso",
    state: EditionState | None = None,
    **more: Any,
) -> int:
    """A dated edition of a course; return its id. Call inside a context."""
    with atomic():
        edition = services.create_edition(
            course_id=course_id, basics=basics(**more), by_id=by_id
        )
        if state is not None:
            edition.state = state
            session.flush()
    return edition.id


def edition_of(edition_id: int) -> Edition:
    """An edition as it is in the database now."""
    session.expire_all()
    return session.get_one(Edition, edition_id)


def put(edition_id: int, state: EnrolmentState, member_id: int | None = None) -> int:
    """Somebody in an edition; return the id of the enrolment."""
    member_id = member_id or make_member().id
    release_id = queries.get_edition(edition_id).release_id
    assert release_id is not None
    with atomic():
        enrolment, _new = services.begin(
            member_id=member_id,
            edition_id=edition_id,
            release_id=release_id,
            state=state if state in FIRST else EnrolmentState.ACTIVE,
            by_id=None,
        )
        services.change(enrolment_id=enrolment.id, to=state, by_id=None)
    return enrolment.id


def move(edition_id: int, to: EditionState, by_id: int) -> bool:
    """Bring an edition into a state; say whether anything moved."""
    with atomic():
        return services.move_edition(edition_id=edition_id, to=to, by_id=by_id)
