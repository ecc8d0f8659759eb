"""Making an edition, changing what it says of itself, copying it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from lms.catalogue import queries as catalogue
from lms.catalogue.models import Release
from lms.enrolment.basics import Basics, faults_of, missing_titles, slug_of
from lms.enrolment.errors import EditionNotSound, EditionRefused, NoSuchEdition
from lms.enrolment.models import Edition, EditionModule, LiveSession
from lms.enrolment.states import EditionState
from lms.foundation.database import session
from lms.foundation.i18n import _
from lms.kernel.language import LANGUAGES, Language
from lms.record.services import note

SETTLED = frozenset({EditionState.DRAFT, EditionState.CALL, EditionState.SELECTING})
"""Before the course begins: until then its release may be another one."""


def create_edition(*, course_id: str, basics: Basics, by_id: int) -> Edition:
    """Make an edition of a course on its newest release, as a draft.

    Raises ``CourseNotFound`` or ``EditionNotSound``.
    """
    release_id = catalogue.get_card(course_id).release_id
    _check(basics)
    edition = Edition(
        course_id=course_id,
        slug=_free_slug(course_id, basics.title),
        kind="dated",
        state=EditionState.DRAFT,
        release_id=release_id,
    )
    _write(edition, basics)
    session.add(edition)
    session.flush()
    _note("made", edition, by_id, {"course": course_id, "release": release_id})
    return edition


def change_edition(
    *, edition_id: int, basics: Basics, by_id: int, release_number: int | None = None
) -> Edition:
    """Change what an edition says of itself, and the release it is given on.

    Raises ``NoSuchEdition``, ``EditionNotSound`` or ``EditionRefused``.
    """
    edition = lock_edition(edition_id)
    refuse_archived(edition)
    _check(basics)
    missing = missing_titles(basics.title, list(basics.languages))
    if missing and edition.state != EditionState.DRAFT:
        raise EditionNotSound(
            _("Falta el título en uno de sus idiomas: %(name)s.", name=missing[0])
        )
    if release_number is not None:
        _change_release(edition, release_number)
    changed = _write(edition, basics)
    session.flush()
    _note("changed", edition, by_id, changed)
    return edition


def copy_edition(*, edition_id: int, by_id: int) -> Edition:
    """Make a draft like an edition, on the newest release of the course.

    It takes the title, languages, seats, rules and the days of the calendar; no
    dates, no call, no people, no addresses of live sessions. Raises
    ``NoSuchEdition`` or ``CourseNotFound``.
    """
    old = lock_edition(edition_id)
    edition = create_edition(
        course_id=old.course_id,
        basics=Basics(
            title=dict(old.title),
            languages=tuple(old.languages) or ("es",),
            time_zone=old.time_zone,
        ),
        by_id=by_id,
    )
    edition.seats, edition.seats_per_state = old.seats, old.seats_per_state
    edition.rules = dict(old.rules)
    edition.from_edition_id = old.id
    _copy_calendar(old.id, edition)
    session.flush()
    _note("copied", edition, by_id, {"from": old.id})
    return edition


def lock_edition(edition_id: int) -> Edition:
    """Return a dated edition, locked; raises ``NoSuchEdition``."""
    edition = session.get(
        Edition, edition_id, with_for_update=True, populate_existing=True
    )
    if edition is None or edition.kind != "dated":
        raise NoSuchEdition
    return edition


def refuse_archived(edition: Edition) -> None:
    """Raise ``EditionRefused`` for an edition that is only kept."""
    if edition.state == EditionState.ARCHIVED:
        raise EditionRefused(_("La edición está archivada: ya no se cambia."))


def _check(basics: Basics) -> None:
    if faults := faults_of(basics):
        raise EditionNotSound(" ".join(faults.values()))


def _write(edition: Edition, basics: Basics) -> dict[str, Any]:
    """Put the values into the edition; return those that changed, before and after."""
    title = {code: words for code, words in basics.title.items() if words}
    values = {
        "title": title,
        "languages": list(basics.languages),
        "time_zone": basics.time_zone,
        "starts_on": basics.starts_on,
        "ends_on": basics.ends_on,
        "call_opens_at": basics.call_opens_at,
        "call_closes_at": basics.call_closes_at,
    }
    changed = {}
    for name, value in values.items():
        before = getattr(edition, name)
        if before != value:
            setattr(edition, name, value)
            changed[name] = [_plain(before), _plain(value)]
    return changed


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _change_release(edition: Edition, number: int) -> None:
    release = session.scalar(
        select(Release).where(
            Release.course_id == edition.course_id, Release.number == number
        )
    )
    if release is None:
        raise EditionNotSound(_("Esa versión del curso no existe."))
    if release.id == edition.release_id:
        return
    if edition.state not in SETTLED:
        raise EditionRefused(
            _("La edición ya comenzó: su gente sigue con la misma versión del curso.")
        )
    edition.release_id = release.id


def _copy_calendar(old_id: int, edition: Edition) -> None:
    """Take over the days of the modules that are still there, and the live sessions."""
    assert edition.release_id is not None  # the newest one, since it was made
    there = {module.id for module in catalogue.get_package(edition.release_id).modules}
    for module in session.scalars(
        select(EditionModule).where(EditionModule.edition_id == old_id)
    ):
        if module.module_id in there:
            session.add(
                EditionModule(
                    edition_id=edition.id,
                    module_id=module.module_id,
                    opens_after=module.opens_after,
                    due_after=module.due_after,
                )
            )
    for meeting in session.scalars(
        select(LiveSession).where(LiveSession.edition_id == old_id)
    ):
        session.add(
            LiveSession(
                edition_id=edition.id,
                title=dict(meeting.title),
                day=meeting.day,
                at=meeting.at,
                minutes=meeting.minutes,
                address="",
            )
        )


def _free_slug(course_id: str, title: Mapping[str, str]) -> str:
    """Return an address for an edition that no other one of the course has."""
    words = next((title[code] for code in LANGUAGES if title.get(Language(code))), "")
    wanted = slug_of(words)
    taken = set(
        session.scalars(select(Edition.slug).where(Edition.course_id == course_id))
    )
    number = 1
    while (slug := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return slug


def _note(act: str, edition: Edition, by_id: int, details: Mapping[str, Any]) -> None:
    note(
        act=f"edition.{act}",
        by_id=by_id,
        about=f"edition:{edition.id}",
        details=details,
    )
