"""One's own certificates: the list, the files, and what is public of them."""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.certificates import policy, printing, queries, services
from lms.certificates.errors import CertificateNotFound, NotYetSigned
from lms.certificates.models import Certificate
from lms.foundation.i18n import _, current_language
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES, Language
from lms.people import desk
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.web.site import tell

from .blueprint import ID, bp, state_of


@bp.get("/me/certificates/")
def list_own() -> ResponseReturnValue:
    """List one's own certificates, and the hours of those that hold."""
    viewer = authorize(may_take_part)
    found = queries.list_own(viewer.id)
    total = sum(one.hours or 0 for one in found if state_of(one) == "valid")
    return render_template(
        "lms/certificates/own.html",
        certificates=found,
        total=total,
        **desk.page_context(),
    )


@bp.post(f"/me/certificates/<{ID}:certificate_id>/visibility")
def choose_visibility(certificate_id: int) -> ResponseReturnValue:
    """Show the name on the public page of a certificate, or hide it."""
    viewer = authorize(may_take_part)
    found = queries.get_certificate(certificate_id)
    if not policy.may_choose(viewer, found.member_id):
        raise CertificateNotFound
    shows = request.form.get("shows") == "1"
    with atomic():
        services.show_name(certificate_id=found.id, shows=shows)
    tell("done", _("Su nombre se ve.") if shows else _("Su nombre ya no se ve."))
    return redirect(url_for(".list_own"), 303)


@bp.get(f"/me/certificates/<{ID}:certificate_id>.pdf")
def download_pdf(certificate_id: int) -> ResponseReturnValue:
    """Give a certificate as PDF, in the language asked for or the one spoken."""
    found = _get(certificate_id)
    asked = request.args.get("language", "")
    language = Language(asked) if asked in LANGUAGES else current_language()
    body = printing.to_pdf(found, language)
    return _file(body, f"{found.code}-{language}.pdf", "application/pdf")


@bp.get(f"/me/certificates/<{ID}:certificate_id>.json")
def download_badge(certificate_id: int) -> ResponseReturnValue:
    """Give the signed Open Badge."""
    found = _get(certificate_id)
    if not found.credential:
        raise NotYetSigned
    kind = "application/vc+ld+json"
    return _file(found.credential.encode(), f"{found.code}.json", kind)


@bp.get(f"/me/certificates/<{ID}:certificate_id>.jwt")
def download_token(certificate_id: int) -> ResponseReturnValue:
    """Give the same as a JWT, for wallets that take no other proof."""
    found = _get(certificate_id)
    if not found.token:
        raise NotYetSigned
    return _file(found.token.encode(), f"{found.code}.jwt", "application/vc+jwt")


def _get(certificate_id: int) -> Certificate:
    viewer = authorize(may_take_part)
    found = queries.get_certificate(certificate_id)
    if not policy.may_download(viewer, found.member_id):
        raise CertificateNotFound
    return found


def _file(body: bytes, name: str, kind: str) -> Response:
    response = make_response(body)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
