"""Verifying, for anybody: by code, and by file."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.certificates import codes, credentials, proofs, queries
from lms.certificates.errors import CertificateUnread
from lms.certificates.proofs import Proven, Reason, Unproven
from lms.foundation import throttle
from lms.web.forms import for_anyone

from .blueprint import bp, state_of

CODES_PER_NETWORK = "60/15minutes"
"""How many codes that do not exist may be tried from one network."""

FILES_PER_NETWORK = "60/15minutes"


@bp.get("/verify/")
def ask_for_code() -> ResponseReturnValue:
    """Ask for a code, and lead to its page."""
    typed = request.args.get("code", "")
    if code := codes.meant(typed):
        return redirect(url_for(".show_certificate", code=code), 303)
    status = 404 if typed.strip() else 200
    return _asking(typed, status)


@bp.get("/verify/<code>/")
def show_certificate(code: str) -> ResponseReturnValue:
    """Show what was issued under a code, and whether it holds."""
    meant = codes.meant(code)
    found = queries.find_by_code(meant) if meant else None
    if found is None:
        throttle.hit(
            CODES_PER_NETWORK, "verify", throttle.network_of(request.remote_addr)
        )
        return _asking(code[:60], 404)
    if code != meant:
        return redirect(url_for(".show_certificate", code=meant), 301)
    after = queries.find_successor(found.id) if found.replaced_at else None
    return render_template(
        "lms/certificates/certificate.html",
        certificate=found,
        state=state_of(found),
        after=after if after and found.shows_name else None,
    )


@bp.get("/verify/file/")
def ask_for_file() -> ResponseReturnValue:
    """Ask for a file; a browser with scripts verifies it without sending it."""
    return _file_page()


@bp.post("/verify/file/")
@for_anyone
def verify_file() -> ResponseReturnValue:
    """Verify a file here, for browsers without scripts; nothing of it is kept."""
    throttle.hit(FILES_PER_NETWORK, "files", throttle.network_of(request.remote_addr))
    sent = request.files.get("file")
    body = sent.read(proofs.MOST) if sent else b""
    if not body:
        raise CertificateUnread
    issuer = credentials.profile(queries.list_keys())
    proven, reason = _outcome(body, issuer)
    found = (
        queries.find_by_code(proven.address.rstrip("/").rpartition("/")[2])
        if (proven)
        else None
    )
    return _file_page(
        proven=proven, reason=reason, state=state_of(found) if found else ""
    )


def _outcome(body: bytes, issuer: dict[str, Any]) -> tuple[Proven | None, str]:
    try:
        return proofs.verify(proofs.find(body), issuer), ""
    except Unproven as refused:
        return None, str(refused.reason)


def _asking(typed: str, status: int) -> ResponseReturnValue:
    page = render_template("lms/certificates/ask.html", typed=typed, status=status)
    return page, status


def _file_page(**outcome: Any) -> ResponseReturnValue:
    known: dict[str, Any] = {"proven": None, "reason": "", "state": "", **outcome}
    status = 422 if known["reason"] else 200
    page = render_template(
        "lms/certificates/file.html",
        issuer=credentials.profile(queries.list_keys()),
        reasons=[str(reason) for reason in Reason],
        **known,
    )
    return page, status
