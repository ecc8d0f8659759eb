"""The door of every page: who is asking, in which language, from where."""

import secrets

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask_wtf.csrf import CSRFError

from lms.foundation import throttle
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.kernel.errors import Expired, NotFound, SignInNeeded, TooMany
from lms.web import failures
from lms.web.forms import check_origin, is_for_anyone, kept_fields, make_room
from lms.web.language import remember
from lms.web.links import here
from lms.web.site import choose_language, sign_in_address

from . import services
from .identity import greet, viewer

BROWSER_COOKIE = "lms_kept"
"""Under this name a browser holds the secret that opens what was kept for it."""

PER_NETWORK = "120/15minutes"
"""How many forms are kept for one network: nobody has signed in to send them."""


def register(site: Blueprint) -> None:
    """Stand at the door of every page of the LMS, and of no other page."""
    site.before_request(meet)
    site.register_error_handler(SignInNeeded, invite)
    site.register_error_handler(CSRFError, refused_by_host)


def meet() -> None:
    """Greet the person, speak their language, and check where a form comes from.

    A form whose session is over belongs to somebody who was writing: they are asked
    to sign in (``SignInNeeded``), and what they wrote is kept, not refused.
    """
    choose_language()  # first: the thread still speaks that of its last page
    if request.endpoint == "lms.static_file":
        return
    greet()
    member = viewer()
    if member and member.language:
        choose_language(member.language)
    make_room()
    request.form  # noqa: B018 – a body that is too large is refused here, not half-way
    if "\x00" in request.path:
        raise NotFound  # nothing of ours has such a name, and PostgreSQL chokes on it
    try:
        check_origin()
    except Expired:
        if member is None and not is_for_anyone():
            raise SignInNeeded(_("Ingrese para continuar.")) from None
        raise


def invite(error: SignInNeeded) -> Response:
    """Lead somebody who must sign in to do so, and back, with what they wrote."""
    if request.headers.get("X-Requested-With") == "fetch":
        return failures.page(403, str(error))
    then, browser = here(), ""
    # What another site made the browser send is nobody's writing: it is not kept.
    foreign = request.headers.get("Sec-Fetch-Site") == "cross-site"
    if request.method == "POST" and not foreign:
        browser = request.cookies.get(BROWSER_COOKIE) or secrets.token_urlsafe(32)
        key = _keep(browser)
        then = url_for("lms.people.show_kept", key=key) if key else request.path
    address = sign_in_address(then)
    if address is None:
        return failures.page(403, str(error))
    response = current_app.make_response(redirect(address, 303))
    if browser:
        remember(response, BROWSER_COOKIE, browser)
    return response


def _keep(browser: str) -> str | None:
    try:
        network = throttle.network_of(request.remote_addr)
        throttle.hit(PER_NETWORK, "kept", network)
    except TooMany:
        return None
    with atomic():
        return services.keep_form(
            path=request.path, fields=kept_fields(), browser=browser
        )


def refused_by_host(error: CSRFError) -> Response:
    """Answer a form that a host's own protection refused before our door opened.

    It is looked at again here, so that nothing written is lost there either.
    """
    try:
        meet()
    except SignInNeeded as needed:
        return invite(needed)
    except Expired as expired:
        return failures.answer(expired)
    return failures.answer_http(error)
