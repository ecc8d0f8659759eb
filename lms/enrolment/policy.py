"""Who may join, leave and move; who runs editions."""

from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no
from lms.people.roles import Role, Viewer


def may_join(viewer: Viewer | None) -> Verdict:
    """Any member may join the permanent offer."""
    return YES if viewer else no(_("Ingrese para unirse al curso."))


def may_run_editions(viewer: Viewer | None) -> Verdict:
    """Only the secretariat makes editions, settles them and moves them on."""
    if viewer and viewer.is_secretariat:
        return YES
    return no(_("Las ediciones las organiza la Secretaría."))


def may_enter_early(viewer: Viewer | None, course_id: str, edition_id: int) -> Verdict:
    """Those who run a course go into a module before it opens to the learners."""
    if viewer and (
        viewer.is_secretariat
        or viewer.has(Role.INSTRUCTOR, course_id)
        or viewer.has(Role.MODERATOR, str(edition_id))
    ):
        return YES
    return no(_("El módulo todavía no está abierto."))
