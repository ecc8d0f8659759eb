"""Keeping what is being written: by itself, and when the language is changed."""

from flask import Response, make_response, redirect, request

from lms.encuentro import services
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES, Language
from lms.people.roles import Viewer
from lms.web.language import language_chosen
from lms.web.site import tell

_COLUMNS = {"title": "title", "body": "body", "written_in": "language"}


def keep(member: Viewer, key: str, back: str) -> Response:
    """Answer a form that wants to be kept, or forgotten, and not published.

    Sent by itself, nothing is shown (204). Sent by a choice of language, the page at
    ``back`` follows in that language; by «discard», without the draft.
    """
    with atomic():
        if "discard" in request.form:
            services.drop_draft(member_id=member.id, key=key)
        else:
            services.save_draft(member_id=member.id, key=key, changed=_changed())
    if "discard" in request.form:
        tell("done", _("Se descartó el borrador."))
        return make_response(redirect(back, 303))
    code = request.form.get("language")
    if code in LANGUAGES:
        return language_chosen(Language(code), back)
    return Response(status=204)


def _changed() -> dict[str, str]:
    """What the form says; it may hold only what was changed since the last time."""
    fields = {
        column: request.form[name].replace("\r\n", "\n")
        for name, column in _COLUMNS.items()
        if name in request.form
    }
    if fields.get("language", "") not in ("", *LANGUAGES):
        del fields["language"]
    return fields
