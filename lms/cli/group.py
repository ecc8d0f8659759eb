"""The group ``flask lms``, with every command in it."""

import os

from flask.cli import AppGroup

from lms.foundation.i18n import speak
from lms.kernel.language import LANGUAGES, SOURCE, Language

from .courses import check, export, publish
from .database import db
from .mail import deliver
from .people import people, reference
from .prepare import prepare
from .questions import questions
from .quizzes import expire
from .seed import seed


class SpeakingGroup(AppGroup):
    """A group whose commands speak the language of the terminal."""

    def invoke(self, ctx):  # type: ignore[no-untyped-def]  # click's own signature
        """Run a command in the language LANG names, or in Spanish."""
        code = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
        speak(Language(code) if code in LANGUAGES else SOURCE)
        return super().invoke(ctx)


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
    seed,
)


def make_commands() -> AppGroup:
    """Return the group for one application, which may add commands of its own."""
    group = SpeakingGroup("lms", help="Run the learning platform.")
    for command in COMMANDS:
        group.add_command(command)
    return group
