"""Who may do what with certificates.

What a certificate says is for whoever has its code; its files are for the holder, and
for the secretariat, which issues, revokes and replaces.
"""

from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no
from lms.people.roles import Viewer


def may_issue(viewer: Viewer | None) -> Verdict:
    """The secretariat issues, revokes and replaces."""
    if viewer is not None and viewer.is_secretariat:
        return YES
    return no(_("Los certificados los emite la Secretaría Técnica."))


def may_download(viewer: Viewer | None, holder_id: int) -> Verdict:
    """The holder and the secretariat get the files of a certificate."""
    if viewer is not None and (viewer.id == holder_id or viewer.is_secretariat):
        return YES
    return no(_("Este certificado es de otra persona."))


def may_choose(viewer: Viewer | None, holder_id: int) -> Verdict:
    """What is public of a certificate is its holder's choice alone."""
    if viewer is not None and viewer.id == holder_id:
        return YES
    return no(_("Este certificado es de otra persona."))
