"""What every answer of ours says besides its content."""

import gzip

from flask import Request, Response, current_app

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}

WORTH_SQUEEZING = 600
"""Bytes below which compressing costs more than it saves."""


def add_headers(response: Response, *, personal: bool) -> Response:
    """Say what browsers may do with the page; a page is never kept by a proxy.

    A ``personal`` one, made for somebody who has signed in, is not stored by their
    browser either (``no-store``): on a shared computer the back button would show it
    after they signed out, from the pages a browser holds as they were left, which
    neither ``no-cache`` nor ``Clear-Site-Data`` takes away. Chromium still goes back at
    once while they are signed in, and forgets such pages when the cookie changes;
    other browsers ask again.

    A host whose layout needs more than our policy allows sets another, or none.
    """
    if policy := current_app.config["LMS_CONTENT_POLICY"]:
        response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        kept = "no-store" if personal else "no-cache"
        response.headers["Cache-Control"] = f"private, {kept}"
    return response


def squeeze(request: Request, response: Response) -> Response:
    """Compress a text answer for a browser that can read it compressed."""
    if (
        response.direct_passthrough
        or response.status_code in (204, 304)
        or "Content-Encoding" in response.headers
        or "gzip" not in request.headers.get("Accept-Encoding", "")
        or not (response.mimetype or "").startswith(("text/", "application/json"))
    ):
        return response
    body = response.get_data()
    if len(body) >= WORTH_SQUEEZING:
        response.set_data(gzip.compress(body, 4, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.headers.add("Vary", "Accept-Encoding")
    return response
