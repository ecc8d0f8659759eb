"""An edition before the secretariat: who is asking, its parts, where one is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import queries as catalogue
from lms.content.schema import CoursePackage
from lms.enrolment import policy, queries
from lms.enrolment.models import Edition
from lms.enrolment.words import state_word
from lms.foundation.i18n import _, current_language
from lms.kernel.errors import NotFound, SignInNeeded
from lms.kernel.language import N_, Told, pick
from lms.people.identity import viewer
from lms.people.roles import Viewer

PARTS = (
    ("lms.editions.show_edition", N_("Datos")),
    ("lms.editions.show_calendar", N_("Calendario")),
    ("lms.editions.show_seats", N_("Requisitos y cupos")),
    ("lms.editions.list_questions", N_("Formulario")),
    ("lms.editions.show_endorsement", N_("Aval")),
    ("lms.editions.show_criteria", N_("Evaluación")),
    ("lms.editions.show_certificate", N_("Certificados")),
)
"""The first view of each part of an edition, and what it is called."""

BEYOND = (
    ("lms.admission_desk.show_desk", N_("Solicitudes y selección")),
    ("lms.admission_seats.show_waiting", N_("Lista de espera e invitaciones")),
    ("lms.reports.open_roster", N_("Personas")),
    ("lms.certificates.preview", N_("Certificados emitidos")),
)
"""What other features have on an edition, as far as this site has them."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A page on an edition."""

    text: str
    address: str
    is_here: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """An edition and the member of the secretariat who looks at it."""

    member: Viewer
    edition: Edition

    @property
    def title(self) -> Told:
        return told(self.edition.title, self.edition.slug)

    @property
    def package(self) -> CoursePackage:
        """The course as it is in the edition's release."""
        release_id = self.edition.release_id
        if release_id is None:
            release_id = catalogue.get_card(self.edition.course_id).release_id
        return catalogue.get_package(release_id)

    @property
    def course_title(self) -> Told:
        return told(self.package.title, self.edition.course_id)

    @property
    def state_word(self) -> str:
        return state_word(self.edition.state)

    @property
    def tabs(self) -> list[Tab]:
        """The parts of the edition there are."""
        return _tabs(PARTS, self.edition.id)

    @property
    def beyond(self) -> list[Tab]:
        """The pages that other features have on the edition."""
        return _tabs(BEYOND, self.edition.id)

    def at(self, view: str, **more: Any) -> str:
        """Return the address of one of the pages on this edition."""
        return url_for(f"lms.editions.{view}", edition_id=self.edition.id, **more)


def admit() -> Viewer:
    """Return the member asking; to all but the secretariat the page does not exist."""
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    if not policy.may_run_editions(member):
        raise NotFound
    return member


def get_desk(edition_id: int) -> Desk:
    """Return an edition to the secretariat; raises as ``admit``, ``NoSuchEdition``."""
    return Desk(member=admit(), edition=queries.get_edition(edition_id))


def page(
    template: str, desk: Desk, status: int = 200, **more: Any
) -> ResponseReturnValue:
    """Show a page on an edition."""
    return (
        render_template(
            f"lms/enrolment/{template}.html",
            desk=desk,
            edition=desk.edition,
            told=told,
            section="",
            **more,
        ),
        status,
    )


def told(text: Mapping[Any, str], otherwise: str = "") -> Told:
    """Return a text in the language of the page, or in one it has."""
    found = pick(text, current_language())
    return found if found.words else Told(otherwise, current_language())


def _tabs(parts: Sequence[tuple[str, str]], edition_id: int) -> list[Tab]:
    path = request.script_root + request.path
    found = []
    for endpoint, text in parts:
        if endpoint in current_app.view_functions:
            address = url_for(endpoint, edition_id=edition_id)
            is_first = endpoint == parts[0][0]
            is_here = path == address if is_first else path.startswith(address)
            found.append(Tab(_(text), address, is_here))
    return found
