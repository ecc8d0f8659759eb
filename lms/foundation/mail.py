"""Letters: written from templates in the reader's language, sent as MAIL_URL says."""

import logging
import secrets
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from lms.kernel.language import Language

from .database import now
from .i18n import gettext, ngettext, page_gettext, page_ngettext, speaking

PATIENCE = 20
"""Seconds a mail server may take for one answer."""

log = logging.getLogger("lms.mail")


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A mail to one address: ``template`` is ``"<feature>/<event>"``."""

    to: str
    template: str
    language: Language
    values: Mapping[str, Any] = field(default_factory=dict)


def send(letter: Letter) -> None:
    """Write a letter and hand it over; raises what the way of sending raises."""
    message = compose(letter)
    url = current_app.config["MAIL_URL"]
    parts = urlsplit(url)
    if parts.scheme == "folder":
        name = _drop(message, Path(unquote(url.partition(":")[2])))
        log.info("letter %s in the folder as %s", letter.template, name)
        return
    with _server(parts) as server:
        server.send_message(message)
    log.info("letter %s sent", letter.template)


def is_final(failure: Exception) -> bool:
    """Whether a failure will be the same next time: the address is refused for good."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in failure.recipients.values())
    return False


def compose(letter: Letter) -> EmailMessage:
    """Return the message, as text and as HTML.

    The first line of the text template is the subject.
    """
    sender = current_app.config["MAIL_FROM"]
    with speaking(letter.language):
        subject, _, text = _render(letter, "txt").strip().partition("\n")
        page = _render(letter, "html")
    message = EmailMessage()
    message["Subject"] = " ".join(subject.split())
    message["From"] = sender
    message["To"] = letter.to
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=_domain())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text.strip() + "\n")
    message.add_alternative(page, subtype="html")
    # Last, for what says Content-… before would be taken to be about the text alone.
    message["Content-Language"] = str(letter.language)
    return message


def link(endpoint: str, **values: Any) -> str:
    """Return the full address of a page, on the site's own name and on no other.

    The name a request came in under is never used: whoever asks could choose it.
    """
    base = urlsplit(current_app.config["LMS_BASE_URL"])
    adapter = current_app.url_map.bind(base.netloc, url_scheme=base.scheme)
    return adapter.build(endpoint, values, force_external=True)


def _render(letter: Letter, kind: str) -> str:
    """Render without a request: a letter knows no page, no person, no cookie."""
    template = current_app.jinja_env.get_template(f"lms/mail/{letter.template}.{kind}")
    spoken = (
        {"_": gettext, "ngettext": ngettext}
        if kind == "txt"
        else {"_": page_gettext, "ngettext": page_ngettext}
    )
    return template.render(
        letter.values,
        **spoken,
        link=link,
        language=str(letter.language),
        site_name=current_app.config["LMS_SITE_NAME"],
        base_url=current_app.config["LMS_BASE_URL"],
    )


def _domain() -> str:
    return urlsplit(current_app.config["LMS_BASE_URL"]).hostname or "localhost"


def _drop(message: EmailMessage, folder: Path) -> str:
    """Put a message into a folder under its final name only when it is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.eml"
    hidden = folder / f".{name}"
    hidden.write_bytes(message.as_bytes())
    hidden.rename(folder / name)
    return name


def _server(parts: SplitResult) -> smtplib.SMTP:
    host, port = parts.hostname or "localhost", parts.port or 0
    safe = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port or 465, timeout=PATIENCE, context=safe
        )
    else:
        server = smtplib.SMTP(host, port or 25, timeout=PATIENCE)
    try:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=safe)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server
