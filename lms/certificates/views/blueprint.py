"""Where the pages of certificates are registered, and what all of them know."""

from typing import Any

from flask import Blueprint, Response, make_response

from lms.certificates import codes, words
from lms.certificates.models import Certificate
from lms.certificates.signing import Json, canonical

bp = Blueprint("certificates", __name__)

ID = "int(max=2147483647)"
"""The converter of a row's id: larger ones exist in no database of ours."""

KEPT = "public, max-age=300"
"""How long a proxy may keep what verifiers ask for: keys and lists of states."""


@bp.context_processor
def sentences() -> dict[str, Any]:
    """Give templates the words of certificates."""
    return {"words": words, "shown_code": codes.shown, "state_of": state_of}


def state_of(certificate: Certificate) -> str:
    """Return ``valid``, ``revoked`` or ``replaced``."""
    if certificate.revoked_at:
        return "revoked"
    return "replaced" if certificate.replaced_at else "valid"


def published(value: Json, kind: str = "application/json") -> Response:
    """Answer with a document that any verifier, of any site, may read."""
    response = make_response(canonical(value) + b"\n")
    response.mimetype = kind
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = KEPT
    return response
