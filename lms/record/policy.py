"""Who may read the record."""

from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no
from lms.people.roles import Viewer


def may_read(viewer: Viewer) -> Verdict:
    """Only the secretariat reads what was decided about everybody."""
    if viewer.is_secretariat:
        return YES
    return no(_("El registro de decisiones es de la Secretaría Técnica."))
