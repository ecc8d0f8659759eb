"""Commands about quizzes."""

import click
from flask.cli import with_appcontext

from lms.foundation.i18n import ngettext
from lms.quizzes import services


@click.command("expire")
@with_appcontext
def expire() -> None:
    """End the attempts at quizzes whose time is up.

    A site that sends its mails does so every minute by itself.
    """
    ended = services.sweep()
    click.echo(
        ngettext("%(num)s intento terminado", "%(num)s intentos terminados", ended)
    )
