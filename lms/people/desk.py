"""The parts of somebody's own desk, as far as this site has them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, request, url_for

from lms.foundation.i18n import _


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the desk."""

    text: str
    address: str
    is_here: bool


Telling = Callable[[int], str]
_TELLING: dict[str, Telling] = {}


def contribute(name: str, told: Telling) -> None:
    """Add what a feature has to tell people on their own page, and nobody else.

    ``told`` makes a sentence of a member's id, or "" where there is nothing to tell.
    """
    _TELLING[name] = told


def told_to(member_id: int) -> list[str]:
    """Return the sentences that features have for a member."""
    told = (telling(member_id) for _name, telling in sorted(_TELLING.items()))
    return [sentence for sentence in told if sentence]


def sections() -> list[Section]:
    """Return the parts there are: a host with its own accounts has no passwords."""
    parts = (
        ("lms.people.show_me", _("Mi perfil")),
        ("lms.admission_apply.list_applications", _("Mis solicitudes")),
        ("lms.reports.list_own_courses", _("Mis cursos")),
        ("lms.certificates.list_own", _("Mis certificados")),
        ("lms.accounts.show_sessions", _("Sesiones abiertas")),
        ("lms.accounts.show_password", _("Contraseña")),
        ("lms.accounts.show_email", _("Correo electrónico")),
        ("lms.people.download_data", _("Descargar mis datos")),
        ("lms.accounts.show_close", _("Cerrar la cuenta")),
    )
    return [
        Section(text, url_for(endpoint), _is_here(endpoint))
        for endpoint, text in parts
        if endpoint in current_app.view_functions
    ]


def page_context() -> dict[str, list[Section]]:
    """Return what the pages of the desk need besides their own."""
    return {"desk_sections": sections()}


def _is_here(endpoint: str) -> bool:
    return request.path == url_for(endpoint)
