"""Who may do what from the call to the seat."""

from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no
from lms.people.roles import Role, Viewer


def may_speak_for_a_state(viewer: Viewer) -> Verdict:
    """Focal points vouch for the applicants of their own States, and nobody else."""
    if viewer.has_anywhere(Role.FOCAL_POINT):
        return YES
    return no(_("Esta página es para los puntos focales de los Estados."))


def states_of(viewer: Viewer) -> frozenset[str]:
    """Return the States somebody speaks for, by code."""
    found = (each.scope_id for each in viewer.grants if each.role is Role.FOCAL_POINT)
    return frozenset(found)


def may_select(viewer: Viewer, course_id: str) -> Verdict:
    """Only the secretariat chooses, decides and writes to people."""
    if viewer.is_secretariat:
        return YES
    return no(_("Esta página es de la Secretaría."))


def may_review(viewer: Viewer, course_id: str) -> Verdict:
    """The secretariat and the instructors of the course read and score."""
    if viewer.is_secretariat or viewer.has(Role.INSTRUCTOR, course_id):
        return YES
    return no(_("Esta página es de quienes evalúan las solicitudes."))
