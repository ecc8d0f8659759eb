"""Turns whoever the host has signed in into a member of ours."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, g

from lms.foundation.work import atomic

from . import queries, services
from .roles import Viewer


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """What the site that signed a person in tells us about them.

    ``subject`` names the person for ever (``"host:42"``); ``name`` is used at first
    sight, and theirs to change afterwards; ``email`` is where mails go, and follows
    the host; ``language`` is a preference until the person chooses one here.
    """

    subject: str
    name: str
    email: str | None = None
    language: str | None = None


Identify = Callable[[], Identity | None]


def greet() -> None:
    """Find out who is asking, before any view runs.

    A person the host knows and we do not yet becomes a member on first sight.
    """
    identity: Identity | None = current_app.extensions["lms"].identify()
    g.lms_viewer = _viewer_for(identity) if identity else None


def viewer() -> Viewer | None:
    """Return the member who is asking, or ``None`` for a passer-by."""
    member: Viewer | None = g.get("lms_viewer")
    return member


def _viewer_for(identity: Identity) -> Viewer:
    known = queries.find_viewer(identity.subject)
    if known and (not identity.email or identity.email.lower() == known.email):
        return known
    with atomic():
        services.welcome(
            subject=identity.subject,
            name=identity.name,
            email=identity.email,
            language=identity.language,
        )
    found = queries.find_viewer(identity.subject)
    assert found is not None  # just saved
    return found
