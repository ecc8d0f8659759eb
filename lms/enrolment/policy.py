"""Who may join, leave and move."""

from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no
from lms.people.roles import Viewer


def may_join(viewer: Viewer | None) -> Verdict:
    """Any member may join the permanent offer."""
    return YES if viewer else no(_("Ingrese para unirse al curso."))
