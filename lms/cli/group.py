"""The group ``flask lms``, with every command in it."""

import os

import click
from flask.cli import AppGroup
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError

from lms.foundation import migrating
from lms.foundation.i18n import gettext, speak
from lms.kernel.language import LANGUAGES, SOURCE, Language

from .certificates import keys, verify
from .courses import check, export, publish
from .database import db
from .mail import deliver
from .people import people, reference
from .prepare import prepare
from .questions import questions
from .quizzes import expire
from .record import record
from .seed import seed


class SpeakingGroup(AppGroup):
    """A group whose commands speak the language of the terminal."""

    def invoke(self, ctx):  # type: ignore[no-untyped-def]  # click's own signature
        """Run a command in the language LANG names, or in Spanish.

        What the database refuses is told in a sentence where its state explains it.
        """
        code = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
        speak(Language(code) if code in LANGUAGES else SOURCE)
        try:
            return super().invoke(ctx)
        except (InterfaceError, OperationalError, ProgrammingError) as refused:
            with ctx.obj.load_app().app_context():
                reason = _reason()
            if not reason:
                raise
            raise click.ClickException(reason) from refused


def _reason() -> str:
    """Say why the database cannot serve a command; nothing where it should."""
    try:
        current = migrating.is_current()
    except (InterfaceError, OperationalError):
        return gettext(
            "No se pudo abrir la base de datos: revise su dirección (DATABASE_URL) y "
            "que el servidor esté en marcha."
        )
    if current:
        return ""
    return gettext("La base de datos no está al día: use «flask lms db upgrade».")


COMMANDS = (
    check,
    publish,
    export,
    db,
    people,
    reference,
    deliver,
    expire,
    prepare,
    questions,
    record,
    seed,
    keys,
    verify,
)


def make_commands() -> AppGroup:
    """Return the group for one application, which may add commands of its own."""
    group = SpeakingGroup("lms", help="Run the learning platform.")
    for command in COMMANDS:
        group.add_command(command)
    return group
