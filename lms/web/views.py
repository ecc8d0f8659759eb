"""Static files, the styleguide, and the two choices of a browser: language, theme."""

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue

from lms.kernel.errors import Invalid, NotFound
from lms.kernel.language import LANGUAGES, Language

from .forms import for_anyone
from .language import language_chosen, remember
from .links import own_path
from .site import THEME_COOKIE, THEMES, Site

bp = Blueprint("web", __name__)


def static_file(name: str) -> Response:
    """Answer with a static file of the LMS."""
    response: Response = current_app.extensions["lms"].assets.answer(name)
    return response


@bp.get("/styleguide")
def show_styleguide() -> ResponseReturnValue:
    """Show every part a page is made of; only where people build the site."""
    if not current_app.config["LMS_STYLEGUIDE"]:
        raise NotFound
    return render_template("lms/styleguide.html")


@bp.post("/language")
@for_anyone
def choose_language() -> ResponseReturnValue:
    """Change the language and come back to the same place."""
    code = request.form.get("language", "")
    if code not in LANGUAGES:
        raise Invalid
    return language_chosen(Language(code), own_path(request.form.get("next"), ""))


@bp.post("/theme")
@for_anyone
def choose_theme() -> ResponseReturnValue:
    """Choose light, dark, or what the device prefers."""
    theme = request.form.get("theme", "")
    if theme not in THEMES:
        raise Invalid
    then = own_path(request.form.get("next"), Site().home_url)
    response = make_response(redirect(then, 303))
    remember(response, THEME_COOKIE, theme)
    return response
