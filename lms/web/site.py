"""What every page knows: languages, addresses, the look, notices."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from flask import current_app, request, session, url_for
from flask_wtf.csrf import generate_csrf

from lms.foundation.i18n import (
    OWN_NAMES,
    current_language,
    hours,
    page_gettext,
    page_ngettext,
    speak,
)
from lms.kernel.language import LANGUAGES, SOURCE, Language

from .links import here

LANGUAGE_COOKIE = "lms_language"
THEME_COOKIE = "lms_theme"
THEMES = ("auto", "light", "dark")
_LANGUAGE_LINKS = [(str(code), OWN_NAMES[code]) for code in LANGUAGES]


@dataclass(frozen=True)
class Door:
    """Where people of the surrounding site sign in and out; empty where not at all.

    Each is an endpoint (``"login"``) or an address that starts with ``/``.
    """

    sign_in: str = ""
    sign_up: str = ""
    sign_out: str = ""


def _address(place: str, **values: Any) -> str | None:
    if not place:
        return None
    if place.startswith("/"):
        return place
    return url_for(place, **values)


class Site:
    """The addresses a layout needs, worked out only when it asks."""

    @property
    def name(self) -> str:
        return str(current_app.config["LMS_SITE_NAME"])

    @property
    def tagline(self) -> str:
        return page_gettext(
            "Red Latinoamericana para la Prevención del Genocidio y Atrocidades Masivas"
        )

    @cached_property
    def home_url(self) -> str:
        return url_for("lms.learning.show_home")

    @cached_property
    def courses_url(self) -> str:
        return url_for("lms.catalogue.list_courses")

    @cached_property
    def encuentro_url(self) -> str:
        return url_for("lms.encuentro.list_conversations")

    @cached_property
    def account_url(self) -> str:
        return url_for("lms.people.show_me")

    @cached_property
    def language_url(self) -> str:
        return url_for("lms.web.choose_language")

    @cached_property
    def theme_url(self) -> str:
        return url_for("lms.web.choose_theme")

    @property
    def privacy_url(self) -> str | None:
        """The notice, where accounts are ours and not the host's."""
        notice = "lms.accounts.show_privacy"
        return url_for(notice) if notice in current_app.view_functions else None

    @property
    def sign_in_url(self) -> str | None:
        return sign_in_address(here())

    @property
    def sign_up_url(self) -> str | None:
        return _address(_door().sign_up)

    @property
    def sign_out_url(self) -> str | None:
        return _address(_door().sign_out)


def _door() -> Door:
    door: Door = current_app.extensions["lms"].door
    return door


def sign_in_address(then: str, **more: str) -> str | None:
    """Return where to sign in so as to come back to ``then`` afterwards."""
    door = _door()
    if door.sign_in.startswith("/"):
        return door.sign_in
    return _address(door.sign_in, next=then, **more)


def choose_language(preferred: str | None = None) -> None:
    """Speak the language of this browser's choice, the person's, or the browser's."""
    for code in (request.cookies.get(LANGUAGE_COOKIE), preferred):
        if code in LANGUAGES:
            speak(Language(code))
            return
    best = request.accept_languages.best_match([str(code) for code in LANGUAGES])
    speak(Language(best) if best else SOURCE)


def page_context() -> dict[str, Any]:
    """Return what every template of ours may use."""
    theme = request.cookies.get(THEME_COOKIE, "auto")
    return {
        "_": page_gettext,
        "ngettext": page_ngettext,
        "language": str(current_language()),
        "languages": _LANGUAGE_LINKS,
        "hours": hours,
        # Every form of a page carries the same token: it is made once.
        "csrf_token": cache(generate_csrf),
        "asset": current_app.extensions["lms"].assets.address,
        "site": Site(),
        "here": here(),
        "section": _section(),
        "theme": theme if theme in THEMES else "auto",
        "notices": _notices(),
    }


_SECTIONS = {
    "learning": "courses",
    "catalogue": "courses",
    "enrolment": "courses",
    "quizzes": "courses",
    "encuentro": "encuentro",
    "people": "account",
    "admission_apply": "account",
    "accounts": "account",
}


def _section() -> str:
    if request.endpoint == "lms.learning.show_home":
        return "home"
    path = request.path.removeprefix(current_app.config["LMS_URL_PREFIX"])
    if path.lstrip("/").startswith("courses/"):
        return "courses"
    feature = (request.endpoint or "").split(".")[1:2]
    return _SECTIONS.get(feature[0], "") if feature else ""


def tell(kind: str, text: str) -> None:
    """Say something on the next page shown: done, waits, fault or info."""
    session["lms_notices"] = [*session.get("lms_notices", ()), [kind, text]]


def _notices() -> list[tuple[str, str]]:
    if "lms_notices" not in session:
        return []
    return [(kind, text) for kind, text in session.pop("lms_notices")]
