"""Who may do what with people."""

from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no

from .roles import Viewer


def may_take_part(viewer: Viewer | None) -> Verdict:
    """Any member may look after their own things."""
    return YES if viewer else no(_("Ingrese para continuar."))
