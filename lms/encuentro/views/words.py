"""How a page tells of people, places and moments."""

from collections.abc import Callable
from datetime import datetime

from lms.foundation.i18n import _, day_and_hour
from lms.kernel.language import N_
from lms.people.roles import Role, Viewer


def name_of(name: str) -> str:
    """Return somebody's name, or what stands for it once they have left."""
    return name or _("Persona que dejó la plataforma")


_MARKS = {
    Role.SECRETARIAT: N_("Secretaría Técnica"),
    Role.INSTRUCTOR: N_("Docente"),
    Role.MODERATOR: N_("Moderación"),
}


def mark_of(role: Role | None) -> str:
    """Return what stands beside the name of those who answer for a space."""
    return _(_MARKS[role]) if role in _MARKS else ""


def clock(member: Viewer) -> Callable[[datetime], str]:
    """Return what writes a moment in somebody's own time zone, to the minute."""
    return lambda moment: day_and_hour(moment, member.time_zone)
