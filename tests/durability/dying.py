"""Does something and dies on the way: ``python -m tests.durability.dying 3 publish …``.

The process ends itself, without any chance to tidy up, before the statement with this
number; ``commit`` ends it when everything is written and nothing yet saved.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import config
from lms.application import create_app
from lms.catalogue.publishing import publish
from lms.content.folder import read_folder
from lms.foundation.work import atomic
from lms.quizzes import services
from lms.quizzes.services import Given, Taking
from tests.factories.quizzes import ACTIVITY


def publish_folder(folder: str) -> None:
    """Publish a course."""
    files = read_folder(Path(folder))
    with atomic():
        publish(files)


def submit(enrolment_id: str, release_id: str, question_id: str, choice: str) -> None:
    """Answer a question of the first attempt and hand it in."""
    taking = Taking(
        enrolment_id=int(enrolment_id),
        activity_id=ACTIVITY,
        release_id=int(release_id),
        number=1,
    )
    given = [Given(question_id=question_id, values=(choice,))]
    with atomic():
        services.submit(taking=taking, given=given, anyway=True)


ACTS = {"publish": publish_folder, "submit": submit, "sweep": services.sweep}


def main(when: str, act: str, *words: str) -> None:
    """Act, and die at the moment asked for."""
    app = create_app(config.read())
    with app.app_context():
        engine = app.extensions["lms"].db.engine
        seen = 0

        def before_statement(*_: Any) -> None:
            nonlocal seen
            seen += 1
            if str(seen) == when:
                os.kill(os.getpid(), signal.SIGKILL)

        def before_commit(_: Any) -> None:
            if when == "commit":
                os.kill(os.getpid(), signal.SIGKILL)

        sa.event.listen(engine, "before_cursor_execute", before_statement)
        sa.event.listen(engine, "commit", before_commit)
        ACTS[act](*words)


if __name__ == "__main__":
    main(*sys.argv[1:])
