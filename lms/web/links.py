"""Addresses: those that come from outside, of which only our own are followed, and
those of many rows on one page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for
from werkzeug.exceptions import RequestEntityTooLarge

_ANY_ID = 2_147_483_647


def own_path(asked: str | None, otherwise: str) -> str:
    """Return a path on this very site that somebody asked to go to next.

    Anything that a browser could take for another site (a scheme, a host, ``//``,
    a backslash, a control character) is answered with ``otherwise``.
    """
    if not asked or not asked.startswith("/") or asked.startswith("//"):
        return otherwise
    if "\\" in asked or any(ord(letter) < 32 for letter in asked):
        return otherwise
    parts = urlsplit(asked)
    if parts.scheme or parts.netloc:
        return otherwise
    return asked


def here() -> str:
    """Return the path and query of the page being shown, to come back to."""
    if request.method != "GET":
        try:
            return own_path(request.form.get("next"), request.path)
        except RequestEntityTooLarge:  # nobody reads what is too long to be read
            return request.path
    return request.full_path.rstrip("?")


def addresses(view: str, id_name: str, **more: Any) -> Callable[[int], str]:
    """Return what gives the address of each row of a page by its id.

    ``url_for`` is asked once, for an id that nothing else in an address looks like:
    asked for every row of a list it takes as long as a query.
    """
    values: dict[str, Any] = {id_name: _ANY_ID, **more}
    pattern = url_for(view, **values)
    before, _, after = pattern.rpartition(str(_ANY_ID))
    return lambda id_: f"{before}{id_}{after}"
