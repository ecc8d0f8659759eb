"""Where the pages of focal points are registered, and the way to them."""

from flask import Blueprint

from lms.admission import policy
from lms.admission.queries.endorsing import Desk
from lms.foundation.i18n import _
from lms.kernel.errors import NotFound, SignInNeeded
from lms.people.identity import viewer
from lms.people.roles import Viewer

bp = Blueprint("admission_country", __name__)

ID = "int(max=2147483647)"
"""The converter of a row's id: larger ones exist in no database of ours."""


def admit() -> tuple[Viewer, Desk]:
    """Return who is asking and the desk of their States.

    Raises ``SignInNeeded``; to whom speaks for no State the page does not exist.
    """
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    if not policy.may_speak_for_a_state(member):
        raise NotFound
    return member, Desk(member.id, policy.states_of(member))
