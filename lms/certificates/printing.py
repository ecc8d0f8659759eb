"""The certificate on paper: PDF/UA-1, the same bytes for the same certificate."""

import io
import json
from typing import Any

import segno
import typst
from flask import current_app

from lms.foundation.i18n import _, current_language, speaking
from lms.kernel.language import Language

from . import codes, words
from .credentials import address_of
from .models import Certificate

TEMPLATE = "lms/certificates/certificate.typ"

_INK = "#1f2430"

_WAYS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": ["ua-1", "a-3a"], "ignore_system_fonts": True},
    # A name in letters that typst brings no font for: those of the machine, if any.
    {"pdf_standards": ["ua-1", "a-3a"]},
    {},
)


def to_pdf(certificate: Certificate, language: Language) -> bytes:
    """Return a certificate in a language, with its credential attached."""
    with speaking(language):
        inputs = {
            "told": json.dumps(_told(certificate), ensure_ascii=False),
            "drawing": _drawing(address_of(certificate.code)),
            "credential": certificate.credential or "",
        }
    *ways, last = _WAYS
    for way in ways:
        try:
            return _compile(certificate, inputs, way)
        except typst.TypstError as refused:
            if "could not be displayed" not in str(refused):
                raise
    return _compile(certificate, inputs, last)


def _compile(
    certificate: Certificate, inputs: dict[str, str], way: dict[str, Any]
) -> bytes:
    root = current_app.extensions["lms"].root / "templates"
    made = typst.compile(
        root / TEMPLATE,
        root=root / "lms" / "certificates",
        format="pdf",
        sys_inputs=inputs,
        timestamp=int(certificate.issued_at.timestamp()),
        **way,
    )
    assert isinstance(made, bytes)  # one page, and no file to write it to
    return made


def _told(certificate: Certificate) -> dict[str, Any]:
    title = words.grade_name(certificate.grade)
    address = address_of(certificate.code)
    site = current_app.config["LMS_SITE_NAME"]
    issued = certificate.issued_at
    return {
        "language": str(current_language()),
        "title": f"{title}: {words.course_title(certificate)} – {certificate.name}",
        "issuer": site,
        "site": site,
        "year": issued.year,
        "month": issued.month,
        "day": issued.day,
        "network": _(
            "Red Latinoamericana para la Prevención del Genocidio y Atrocidades Masivas"
        ),
        "heading": title,
        "certifies": _("Se certifica que"),
        "name": certificate.name,
        "has": words.grade_deed(certificate.grade),
        "course": words.course_title(certificate),
        "edition": words.edition_title(certificate),
        "facts": words.facts(certificate),
        "signer": _("Secretaría Técnica de la Red"),
        "issued": _("Emitido el %(day)s", day=words.day(issued)),
        "verify": _("Compruebe este certificado en"),
        "address": address,
        "shown-address": address.partition("//")[2],
        "code-label": _("Código"),
        "code": codes.shown(certificate.code),
        "drawing-alt": _("Código QR que abre la página de comprobación"),
        "attached": _("Credencial firmada de este certificado (Open Badges 3.0)"),
    }


def _drawing(address: str) -> str:
    """Return the QR code of an address as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", dark=_INK, border=0, xmldecl=False
    )
    return drawn.getvalue().decode()
