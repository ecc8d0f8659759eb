"""Changing the language of a page, from wherever one is."""

from flask import Response, current_app, make_response, redirect, request

from lms.foundation.i18n import speak
from lms.foundation.work import atomic, emit
from lms.kernel.language import Language

from .assets import YEAR
from .events import LanguageChosen
from .site import LANGUAGE_COOKIE, Site


def language_chosen(language: Language, then: str) -> Response:
    """Answer by going to ``then`` in another language, and remember the choice."""
    speak(language)
    with atomic():
        emit(LanguageChosen(language=language))
    response = make_response(redirect(then or Site().home_url, 303))
    remember(response, LANGUAGE_COOKIE, language)
    return response


def remember(response: Response, name: str, value: str) -> None:
    """Let the browser remember a choice of its own for a year."""
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        path=request.script_root + current_app.config["LMS_URL_PREFIX"],
        secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
        httponly=True,
        samesite="Lax",
    )
