"""Where the pages of seats are registered, and the way to an edition's desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, request, url_for

from lms.admission.words import spoken
from lms.enrolment.models import Edition
from lms.enrolment.policy import may_run_editions
from lms.enrolment.queries import get_edition
from lms.foundation.i18n import _, day_and_hour
from lms.kernel.errors import NotFound, SignInNeeded
from lms.kernel.language import Language
from lms.people.identity import viewer
from lms.people.roles import Viewer

bp = Blueprint("admission_seats", __name__)

ID = "int(max=2147483647)"
"""The converter of a row's id: larger ones exist in no database of ours."""

ONE = f"/secretariat/editions/<{ID}:edition_id>"


def title_of(title: dict[str, str], otherwise: str) -> str:
    """Return the title of an edition in the language of the page."""
    told = {Language(code): text for code, text in title.items()}
    return spoken(told) or otherwise


@dataclass(frozen=True, slots=True)
class Desk:
    """An edition before the secretariat."""

    member: Viewer
    edition: Edition

    @property
    def title(self) -> str:
        return title_of(self.edition.title, self.edition.slug)

    def at(self, view: str, **more: Any) -> str:
        """Return the address of one of the views of this edition."""
        return url_for(
            f"lms.admission_seats.{view}", edition_id=self.edition.id, **more
        )

    def when(self, moment: datetime) -> str:
        """Write a moment in the time zone of the edition."""
        return day_and_hour(moment, self.edition.time_zone)

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The parts of this desk: what they are called, where, and whether here."""
        parts = (
            (_("Lista de espera"), self.at("show_waiting")),
            (_("Agregar personas"), self.at("show_import")),
            (_("Invitaciones"), self.at("list_invitations")),
        )
        path = request.script_root + request.path
        return [(text, address, path.startswith(address)) for text, address in parts]


def admit(edition_id: int) -> Desk:
    """Return the desk of a dated edition; it exists for the secretariat alone.

    Raises ``SignInNeeded`` or ``NotFound``.
    """
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    if not may_run_editions(member):
        raise NotFound
    return Desk(member, get_edition(edition_id))
