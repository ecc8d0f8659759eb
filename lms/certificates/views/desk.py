"""The secretariat's pages: who gets which grade, and what becomes of a certificate."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.certificates import policy, queries, services
from lms.certificates.errors import CertificateNotFound
from lms.certificates.forms import ReissueForm, RevokeForm, chosen_of
from lms.certificates.models import Certificate
from lms.enrolment.models import Edition
from lms.foundation.database import session
from lms.foundation.i18n import _, ngettext
from lms.foundation.work import atomic
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.people.roles import Viewer
from lms.web.paging import Page, page_number
from lms.web.site import tell

from .blueprint import ID, bp, state_of

SIZE = 100


@bp.get("/secretariat/certificates/")
def search() -> ResponseReturnValue:
    """Find a certificate by name or code; lead to the editions."""
    _secretariat()
    words = request.args.get("q", "").replace("\x00", "").strip()[:120]
    return render_template(
        "lms/certificates/search.html",
        q=words,
        found=queries.search(words),
        editions=queries.list_editions(),
    )


@bp.get(f"/secretariat/editions/<{ID}:edition_id>/certificates/")
def preview(edition_id: int) -> ResponseReturnValue:
    """Show who of an edition earned which grade, and who none yet."""
    _secretariat()
    edition = _edition(edition_id)
    total = queries.count_lines(edition_id)
    number = page_number(request.args.get("page"), total, SIZE)
    lines = queries.list_lines(edition, start=(number - 1) * SIZE, size=SIZE)
    return render_template(
        "lms/certificates/preview.html",
        edition=edition,
        rules=queries.rules_of(edition),
        page=Page(lines, number, total, SIZE),
        page_url=lambda n: url_for(".preview", edition_id=edition_id, page=n),
    )


@bp.post(f"/secretariat/editions/<{ID}:edition_id>/certificates/")
def issue(edition_id: int) -> ResponseReturnValue:
    """Issue the grades that were shown and ticked."""
    viewer = _secretariat()
    _edition(edition_id)
    chosen = chosen_of(request.form.getlist("chosen"))
    with atomic():
        tally = services.issue_all(
            edition_id=edition_id, by_id=viewer.id, chosen=chosen
        )
    if tally.issued:
        tell("done", _issued(tally.issued))
    if tally.changed:
        tell("info", _unchanged(tally.changed))
    if not chosen:
        tell("info", _("No se emitió nada: marque al menos a una persona."))
    return redirect(url_for(".preview", edition_id=edition_id), 303)


@bp.get(f"/secretariat/certificates/<{ID}:certificate_id>/")
def show(certificate_id: int) -> ResponseReturnValue:
    """Show a certificate, to revoke it or to correct its name."""
    _secretariat()
    found = queries.get_certificate(certificate_id)
    return _page(
        found, RevokeForm.of_request(), ReissueForm.of_request(name=found.name)
    )


@bp.post(f"/secretariat/certificates/<{ID}:certificate_id>/revoke")
def revoke(certificate_id: int) -> ResponseReturnValue:
    """Take a certificate back."""
    viewer = _secretariat()
    found = queries.get_certificate(certificate_id)
    form = RevokeForm.of_request()
    if not form.validate():
        return _page(found, form, ReissueForm(name=found.name), 422)
    with atomic():
        services.revoke(
            certificate_id=found.id, by_id=viewer.id, reason=form.reason.data
        )
    tell("done", _("El certificado quedó revocado."))
    return redirect(url_for(".show", certificate_id=found.id), 303)


@bp.post(f"/secretariat/certificates/<{ID}:certificate_id>/reissue")
def reissue(certificate_id: int) -> ResponseReturnValue:
    """Replace a certificate by one on the right name."""
    viewer = _secretariat()
    found = queries.get_certificate(certificate_id)
    form = ReissueForm.of_request()
    if not form.validate():
        return _page(found, RevokeForm(), form, 422)
    with atomic():
        again = services.reissue(
            certificate_id=found.id,
            name=form.name.data,
            by_id=viewer.id,
            reason=form.why.data or "",
        )
    tell("done", _("Se emitió de nuevo con el nombre corregido."))
    return redirect(url_for(".show", certificate_id=again.id), 303)


def _secretariat() -> Viewer:
    """Return who asks; to everybody but the secretariat these pages do not exist."""
    viewer = authorize(may_take_part)
    if not policy.may_issue(viewer):
        raise CertificateNotFound
    return viewer


def _edition(edition_id: int) -> Edition:
    found = session.get(Edition, edition_id)
    if found is None:
        abort(404)
    return found


def _page(
    found: Certificate, revoke: RevokeForm, reissue: ReissueForm, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "lms/certificates/one.html",
        certificate=found,
        state=state_of(found),
        after=queries.find_successor(found.id),
        revoke=revoke,
        reissue=reissue,
    )
    return page, status


def _issued(number: int) -> str:
    return ngettext(
        "Se emitió %(num)s certificado.", "Se emitieron %(num)s certificados.", number
    )


def _unchanged(number: int) -> str:
    return ngettext(
        "%(num)s persona quedó sin emitir: ya tenía su certificado o su avance cambió.",
        "%(num)s personas quedaron sin emitir: ya tenían su certificado o su avance "
        "cambió.",
        number,
    )
