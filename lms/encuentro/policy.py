"""Who may do what in a conversation: pure, and asked by pages and forms alike."""

from dataclasses import dataclass

from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no
from lms.people.roles import Role, Viewer

from .models import SpaceKind

PARTICIPANT = Role.PARTICIPANT
OBSERVER = Role.OBSERVER


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """A space, and where the person asking stands in it.

    ``space_id`` is empty until the first conversation begins. ``seat`` is the role of
    the person's enrolment in the edition, with the release they are on.
    """

    kind: SpaceKind
    space_id: int | None = None
    threads: int = 0
    edition_id: int | None = None
    course_id: str = ""
    seat: str | None = None
    release_id: int | None = None

    @property
    def is_encuentro(self) -> bool:
        return self.kind is SpaceKind.ENCUENTRO

    @property
    def key(self) -> str:
        """A name of the space that is there before the space is."""
        return "encuentro" if self.is_encuentro else f"edition:{self.edition_id}"


ENCUENTRO = Room(kind=SpaceKind.ENCUENTRO)
"""The alumni space, for asking who may go there at all."""


def may_see(viewer: Viewer | None, room: Room) -> Verdict:
    """The alumni space is for alumni, focal points and the secretariat; an edition's
    is for those enrolled in it, its moderators and the instructors of the course."""
    if viewer and (_belongs(viewer, room) or _enrolled_as(room) == OBSERVER):
        return YES
    return no(_("Estas conversaciones son de un grupo cerrado."))


def may_start(viewer: Viewer | None, room: Room) -> Verdict:
    """Whoever takes part may begin a conversation; who observes may not."""
    return _may_write(viewer, room)


def may_answer(viewer: Viewer | None, room: Room) -> Verdict:
    """Whoever takes part may answer; who observes may not."""
    return _may_write(viewer, room)


def may_moderate(viewer: Viewer | None, room: Room) -> Verdict:
    """The secretariat closes and reopens, and an edition's moderators in theirs."""
    if viewer and (viewer.is_secretariat or _moderates(viewer, room)):
        return YES
    return no(_("Solo quien modera puede cerrar o reabrir una conversación."))


def may_edit(viewer: Viewer | None, author_id: int) -> Verdict:
    """Everybody may change their own words, at any time, and nobody else's."""
    if viewer and viewer.id == author_id:
        return YES
    return no(_("Solo quien escribió un mensaje puede cambiarlo."))


def _may_write(viewer: Viewer | None, room: Room) -> Verdict:
    if viewer and _belongs(viewer, room):
        return YES
    if viewer and _enrolled_as(room) == OBSERVER:
        return no(_("Su participación es de observación: puede leer, no escribir."))
    return no(_("Estas conversaciones son de un grupo cerrado."))


def _belongs(viewer: Viewer, room: Room) -> bool:
    if viewer.is_secretariat:
        return True
    if room.is_encuentro:
        return viewer.has(Role.ALUMNI) or viewer.has_anywhere(Role.FOCAL_POINT)
    return (
        _enrolled_as(room) == PARTICIPANT
        or viewer.has(Role.INSTRUCTOR, room.course_id)
        or _moderates(viewer, room)
    )


def _enrolled_as(room: Room) -> str | None:
    return None if room.is_encuentro else room.seat


def _moderates(viewer: Viewer, room: Room) -> bool:
    return not room.is_encuentro and viewer.has(Role.MODERATOR, str(room.edition_id))
