"""One table from failures to answers, each with what to do next."""

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from lms.foundation.i18n import _
from lms.kernel.errors import (
    Conflict,
    Denied,
    Expired,
    Invalid,
    LmsError,
    NotFound,
    TooMany,
)

from .forms import kept_fields

STATUS: dict[type[LmsError], int] = {
    NotFound: 404,
    Denied: 403,
    Conflict: 409,
    Invalid: 422,
    Expired: 400,
    TooMany: 429,
}

SAID_BY_MESSAGE = {404, 413, 422, 429}
"""Where a sentence of its own says it all: general advice would say it twice."""


def register(site: Blueprint) -> None:
    """Answer failures inside our own pages; the host's pages keep their own."""
    site.register_error_handler(LmsError, answer)
    site.register_error_handler(HTTPException, answer_http)


def answer(error: LmsError) -> Response:
    """Answer an expected failure with its own sentence."""
    status = next((s for kind, s in STATUS.items() if isinstance(error, kind)), 400)
    if isinstance(error, Expired):
        return _send_again(str(error))
    response = page(status, str(error) if str(error) else "")
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def answer_http(error: HTTPException) -> Response:
    """Answer what the framework refused; redirects pass through."""
    code = error.code or 500
    if code < 400:
        return make_response(error.get_response())
    if isinstance(error, RequestEntityTooLarge):
        return page(413, _("Lo que envió es demasiado grande: acórtelo y reintente."))
    return page(code, "")


def page(status: int, message: str) -> Response:
    """Return a designed page for a failure, in the person's language."""
    title, advice = _words(status)
    if _wants_data():
        return make_response({"message": message or title}, status)
    html = render_template(
        "lms/error.html",
        status=status,
        title=title,
        message=message,
        advice="" if message and status in SAID_BY_MESSAGE else advice,
        actions=[],
    )
    return make_response(html, status)


def _send_again(message: str) -> Response:
    """Give back what was written, in a form that can be sent again."""
    if _wants_data():
        return make_response({"message": message}, 400)
    html = render_template(
        "lms/send_again.html", message=message, fields=kept_fields(), to=request.path
    )
    return make_response(html, 400)


def _wants_data() -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _words(status: int) -> tuple[str, str]:
    known = {
        400: (_("No pudimos leer lo que envió"), _("Vuelva atrás y reintente.")),
        403: (
            _("Esta acción no le corresponde"),
            _("Si cree que debería poder hacerla, escriba a la Secretaría Técnica."),
        ),
        404: (
            _("Esta página no existe"),
            _("Puede que la dirección esté incompleta o que la página ya no esté."),
        ),
        405: (_("Esta página no se puede abrir desde aquí"), _("Vuelva al inicio.")),
        409: (
            _("Ahora no es posible"),
            _("Algo cambió mientras tanto. Vuelva a la página y mire cómo quedó."),
        ),
        413: (_("Es demasiado grande"), _("Acórtelo y envíelo de nuevo.")),
        422: (_("Falta corregir algo"), _("Revise lo que escribió.")),
        429: (
            _("Hay que esperar un poco"),
            _("Hubo demasiados intentos seguidos. Pruebe otra vez en un momento."),
        ),
    }
    return known.get(
        status,
        (
            _("Algo falló de nuestro lado"),
            _("Lo que había guardado sigue guardado. Pruebe de nuevo en un minuto."),
        ),
    )
