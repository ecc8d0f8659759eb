"""Commands about mail."""

from typing import Any, cast

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.foundation import outbox, postman
from lms.foundation.i18n import ngettext


@click.command("deliver")
@click.option("--watch", is_flag=True, help="Go on until stopped.")
@with_appcontext
def deliver(watch: bool) -> None:
    """Send the mails that wait in the outbox."""
    if watch:
        postman.watch(cast(Any, current_app)._get_current_object())
    sent = outbox.deliver()
    click.echo(ngettext("%(num)s mensaje enviado", "%(num)s mensajes enviados", sent))
