"""Who may follow the people of an edition, and the figures of a State."""

from dataclasses import dataclass

from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no
from lms.people.roles import Role, Viewer


@dataclass(frozen=True, kw_only=True, slots=True)
class Of:
    """An edition of a course, as far as policies ask about it."""

    edition_id: int
    course_id: str


def may_follow(viewer: Viewer | None, of: Of) -> Verdict:
    """The secretariat, the instructors of the course, the edition's moderators."""
    if viewer and (
        viewer.is_secretariat
        or viewer.has(Role.INSTRUCTOR, of.course_id)
        or viewer.has(Role.MODERATOR, str(of.edition_id))
    ):
        return YES
    return no(_("Esta lista es de quienes llevan la edición."))


def may_see_applicants(viewer: Viewer | None) -> Verdict:
    """Who applied and was not taken is for the secretariat alone."""
    if viewer and viewer.is_secretariat:
        return YES
    return no(_("Las solicitudes las ve solo la Secretaría Técnica."))


def may_see_addresses(viewer: Viewer | None) -> Verdict:
    """People's e-mail addresses are for the secretariat alone."""
    if viewer and viewer.is_secretariat:
        return YES
    return no(_("Los correos los ve solo la Secretaría Técnica."))


def may_see_figures(viewer: Viewer | None, state: str) -> Verdict:
    """A State's own focal points, and the secretariat."""
    if viewer and (viewer.is_secretariat or viewer.has(Role.FOCAL_POINT, state)):
        return YES
    return no(_("Cada punto focal ve los datos de su propio Estado."))


def states_of(viewer: Viewer) -> tuple[str, ...]:
    """Return the States somebody is focal point of, by code."""
    return tuple(
        sorted(g.scope_id for g in viewer.grants if g.role is Role.FOCAL_POINT)
    )


def has_figures(viewer: Viewer | None) -> bool:
    """Tell whether there are figures for somebody, of whichever State."""
    return viewer is not None and (viewer.is_secretariat or bool(states_of(viewer)))
