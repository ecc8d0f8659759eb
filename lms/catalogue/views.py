"""Pages of the catalogue: the courses on offer, and the files of a release."""

import mimetypes

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from lms.kernel.errors import NotFound
from lms.web.assets import YEAR

from . import lessons, queries

bp = Blueprint("catalogue", __name__, url_prefix="/courses")

SHOWN = {".png", ".jpg", ".jpeg", ".webp", ".svg", ".mp4", ".webm", ".vtt", ".pdf"}


@bp.get("/")
def list_courses() -> ResponseReturnValue:
    """Show every course on offer."""
    return render_template(
        "lms/catalogue/courses.html",
        cards=queries.list_cards(),
        cover_of=lessons.get_cover,
    )


@bp.get("/<course_id>/files/<int(max=2147483647):release_id>/<path:path>")
def show_file(course_id: str, release_id: int, path: str) -> ResponseReturnValue:
    """Show a picture or a recording of a course; a release's files never change."""
    package = queries.get_package(release_id)
    body = package.files.get(path)
    ending = "." + path.rpartition(".")[2].lower()
    if package.id != course_id or body is None or ending not in SHOWN:
        raise NotFound
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = Response(body, mimetype=kind)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response.make_conditional(
        request, accept_ranges=True, complete_length=len(body)
    )
