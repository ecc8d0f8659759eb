"""What reports add to the menu of somebody who runs something."""

from flask import url_for

from lms.foundation.i18n import _
from lms.people.roles import Role, Viewer
from lms.reports.policy import has_figures


def desks_of(member: Viewer) -> list[tuple[str, str]]:
    """Return the entries of a member's menu: text and address."""
    found = []
    if has_figures(member):
        found.append((_("Mi Estado en cifras"), url_for("lms.reports.show_figures")))
    for edition_id in moderated_by(member):
        address = url_for("lms.reports.open_roster", edition_id=edition_id)
        found.append((_("Personas de la edición que modera"), address))
    return found


def moderated_by(member: Viewer) -> list[int]:
    """Return the editions somebody moderates, the newest first, few of them."""
    ids = (g.scope_id for g in member.grants if g.role is Role.MODERATOR)
    return sorted((int(id_) for id_ in ids if id_.isdecimal()), reverse=True)[:3]
