"""Mounts the LMS on a Flask site."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request, url_for
from flask_login import current_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event

from lms.admission import listeners as admission_listeners
from lms.admission.policy import may_speak_for_a_state
from lms.admission.views import apply as admission_apply
from lms.admission.views import country as admission_country
from lms.admission.views import desk as admission_desk
from lms.admission.views import seats as admission_seats
from lms.catalogue import views as catalogue
from lms.certificates import listeners as certificates_listeners
from lms.certificates import queries as held
from lms.certificates import views as certificates
from lms.certificates.policy import may_issue
from lms.certificates.words import grade_name
from lms.cli import make_commands
from lms.encuentro import listeners as encuentro_listeners
from lms.encuentro import views as encuentro
from lms.encuentro.policy import ENCUENTRO, may_see
from lms.enrolment import listeners as enrolment_listeners
from lms.enrolment import views as enrolment
from lms.enrolment.policy import may_run_editions
from lms.foundation.i18n import _
from lms.foundation.keeping import Store
from lms.foundation.work import refuse_writes_outside
from lms.kernel.events import EventBus
from lms.learning import listeners as learning_listeners
from lms.learning import views as learning
from lms.people import doors
from lms.people import listeners as people_listeners
from lms.people import views as people
from lms.people.identity import Identify, Identity, viewer
from lms.people.roles import Viewer
from lms.quizzes import listeners as quizzes_listeners
from lms.quizzes import views as quizzes
from lms.quizzes.policy import may_accommodate
from lms.record import listeners as record_listeners
from lms.record import views as record
from lms.record.policy import may_read
from lms.reports import contributing
from lms.reports import listeners as reports_listeners
from lms.reports import views as reports
from lms.reports.contributing import Proof
from lms.web import failures, headers
from lms.web import views as web
from lms.web.assets import Assets
from lms.web.player import Panel
from lms.web.site import Door, page_context

_BUNDLE = Path(__file__).parent / "_bundle"
ROOT = _BUNDLE if _BUNDLE.exists() else Path(__file__).parent.parent


def proofs_of(member_id: int) -> list[Proof]:
    """Return the certificates somebody holds, as their history shows them."""
    return [
        Proof(
            edition_id=each.edition_id,
            words=grade_name(each.grade),
            on=each.issued_at.date(),
            address=url_for("lms.certificates.show_certificate", code=each.code),
        )
        for each in held.list_own(member_id)
        if each.revoked_at is None and each.replaced_at is None
    ]


def _tell_reports(_bus: EventBus) -> None:
    """Let reports know of certificates: the two stand on one floor, and never meet."""
    contributing.contribute("certificates", proofs_of)
    contributing.grade_with("certificates", held.grades_of)


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A part of the LMS: its pages, what it hears, and how it shows an activity.

    ``panels`` maps a kind of activity (``"quiz"``) to what the player shows for it.
    A package adds one through ``LMS(features=[…])`` or the entry-point group
    ``lms.features``.
    """

    pages: Blueprint | None = None
    register: Callable[[EventBus], None] | None = None
    panels: dict[str, Panel] | None = None


FEATURES = (
    Feature(pages=web.bp),
    Feature(pages=people.bp, register=people_listeners.register),
    Feature(pages=record.bp, register=record_listeners.register),
    Feature(pages=catalogue.bp),
    Feature(pages=enrolment.bp, register=enrolment_listeners.register),
    Feature(register=admission_listeners.register),
    Feature(pages=admission_apply.bp),
    Feature(pages=admission_country.bp),
    Feature(pages=admission_desk.bp),
    Feature(pages=admission_seats.bp),
    Feature(
        pages=encuentro.bp,
        register=encuentro_listeners.register,
        panels={"discussion": encuentro.PANEL},
    ),
    Feature(
        pages=quizzes.bp,
        register=quizzes_listeners.register,
        panels={"quiz": quizzes.PANEL},
    ),
    Feature(
        pages=learning.bp,
        register=learning_listeners.register,
        panels={"lesson": learning.PANEL, "exercise": learning.PANEL},
    ),
    Feature(pages=reports.bp, register=reports_listeners.register),
    Feature(register=_tell_reports),
    Feature(pages=certificates.bp, register=certificates_listeners.register),
)

DEFAULTS: dict[str, Any] = {
    "LMS_URL_PREFIX": "/aprender",
    "LMS_LAYOUT": "lms/layout.html",
    "LMS_SITE_NAME": "Aula de Prevención",
    "LMS_SIGN_IN": "",
    "LMS_SIGN_UP": "",
    "LMS_SIGN_OUT": "",
    "LMS_BASE_URL": "",
    "LMS_KEYS": "",
    "LMS_CONTENT_POLICY": headers.POLICY,
    "LMS_STYLEGUIDE": False,
    "LMS_SMALL_CELL": 5,
    "FILES_URL": "file:",
    "FILES_AT_MOST": 5,
    "MAIL_URL": "smtp://localhost",
    "MAIL_FROM": "aula@localhost",
}


class LMS:
    """The learning platform as a Flask extension.

    ``db`` is the host's own ``SQLAlchemy`` and ``identify`` says who is signed in;
    without them the extension uses the ``SQLAlchemy`` it finds on the application,
    and Flask-Login's ``current_user``.
    """

    def __init__(
        self,
        *,
        db: SQLAlchemy | None = None,
        identify: Identify | None = None,
        features: Iterable[Feature] = (),
    ) -> None:
        self._db = db
        self.identify: Identify = identify or identify_by_flask_login
        self._features = (*FEATURES, *features)

    def init_app(self, app: Flask) -> None:
        """Mount every feature under ``LMS_URL_PREFIX``."""
        for name, value in DEFAULTS.items():
            app.config.setdefault(name, value)
        prefix = app.config["LMS_URL_PREFIX"].rstrip("/")
        if prefix and not prefix.startswith("/"):
            raise RuntimeError("LMS_URL_PREFIX begins with a slash, as in '/aprender'.")
        app.config["LMS_URL_PREFIX"] = prefix or "/"
        app.extensions["lms"] = Mounted(self, app, self._db)
        app.cli.add_command(make_commands())
        features = (*self._features, *_installed())
        mounted: Mounted = app.extensions["lms"]
        mounted.fill(features)
        app.register_blueprint(_pages(features), url_prefix=prefix or None)


class Mounted:
    """What one application keeps of the LMS mounted on it."""

    def __init__(self, lms: LMS, app: Flask, db: SQLAlchemy | None) -> None:
        found: SQLAlchemy | None = db or app.extensions.get("sqlalchemy")
        if found is None:
            raise RuntimeError(
                "No database: give LMS(db=…), or set up SQLAlchemy first."
            )
        self.db = found
        self.identify = lms.identify
        self.bus = EventBus()
        self.store = Store()
        self.root = ROOT
        self.assets = Assets(ROOT / "static")
        self.panels: dict[str, Panel] = {}
        self.player = learning.player_page
        self.door = Door(
            sign_in=app.config["LMS_SIGN_IN"],
            sign_up=app.config["LMS_SIGN_UP"],
            sign_out=app.config["LMS_SIGN_OUT"],
        )
        event.listen(self.db.session, "before_flush", refuse_writes_outside)

    def fill(self, features: Iterable[Feature]) -> None:
        """Let every feature hear events and show its kinds of activity."""
        for feature in features:
            if feature.register:
                feature.register(self.bus)
            self.panels |= feature.panels or {}


def _installed() -> list[Feature]:
    return [entry.load() for entry in entry_points(group="lms.features")]


def _pages(features: Iterable[Feature]) -> Blueprint:
    """Return one blueprint with everything of ours, and nothing on the host's app."""
    site = Blueprint("lms", __name__, template_folder=str(ROOT / "templates"))
    site.add_url_rule(
        "/static/<path:name>", endpoint="static_file", view_func=web.static_file
    )
    site.context_processor(page_context)
    site.context_processor(who)
    site.after_request(_finish)
    for feature in features:
        if feature.pages:
            site.register_blueprint(feature.pages)
    failures.register(site)
    doors.register(site)
    return site


def who() -> dict[str, Any]:
    """Tell templates who is asking, and whether the Encuentro is theirs to enter.

    Who is signed out sees the way there too: it leads through signing in.
    """
    member = viewer()
    meets = member is None or bool(may_see(member, ENCUENTRO))
    return {"viewer": member, "meets": meets, "desks": _desks(member)}


def _desks(member: Viewer | None) -> list[tuple[str, str]]:
    """Return the desks somebody works at besides their own, for the menu."""
    if member is None:
        return []
    desks = []
    if may_speak_for_a_state(member):
        address = url_for("lms.admission_country.show_desk")
        desks.append((_("Avales de mi Estado"), address))
    if may_run_editions(member):
        desks.append((_("Ediciones"), url_for("lms.editions.list_all")))
    if may_accommodate(member):
        address = url_for("lms.quizzes.list_accommodations")
        desks.append((_("Ajustes para cuestionarios"), address))
    if may_issue(member):
        desks.append((_("Certificados"), url_for("lms.certificates.search")))
    if may_read(member):
        desks.append((_("Registro de decisiones"), url_for("lms.record.show_record")))
    return [*desks, *reports.desks_of(member)]


def _finish(response: Response) -> Response:
    personal = viewer() is not None
    return headers.squeeze(request, headers.add_headers(response, personal=personal))


def identify_by_flask_login() -> Identity | None:
    """Take the person from Flask-Login, as most Flask sites have it."""
    if not hasattr(current_app, "login_manager"):
        raise RuntimeError(
            "Nobody says who is signed in: give LMS(identify=…), or set up Flask-Login."
        )
    if not current_user or not current_user.is_authenticated:
        return None
    return Identity(
        subject=f"host:{current_user.get_id()}",
        name=str(getattr(current_user, "name", None) or current_user.get_id()),
        email=getattr(current_user, "email", None),
    )
