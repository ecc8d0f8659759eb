"""People who act at the same moment, in processes of their own on one database."""

import multiprocessing
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lms.admission.services import inviting, offering
from lms.application import create_app
from lms.enrolment.services import change
from lms.enrolment.states import EnrolmentState
from lms.foundation.work import atomic
from lms.kernel.errors import LmsError
from tests.conftest import settings
from tests.factories.seats import member_of

PATIENCE = 60


def accept(enrolment_id: int) -> str:
    """Accept an offer."""
    with atomic():
        return offering.accept_offer(
            enrolment_id=enrolment_id, by_id=member_of(enrolment_id)
        )


def decline(enrolment_id: int) -> str:
    """Decline an offer."""
    with atomic():
        return offering.decline_offer(
            enrolment_id=enrolment_id, by_id=member_of(enrolment_id)
        )


def withdraw(enrolment_id: int) -> str:
    """Go away."""
    with atomic():
        change(
            enrolment_id=enrolment_id,
            to=EnrolmentState.WITHDRAWN,
            by_id=member_of(enrolment_id),
        )
    return "withdrawn"


def sweep(_: int) -> str:
    """Let offers pass and pass seats on."""
    offering.sweep()
    return "swept"


def join(member_id: int, code: str) -> str:
    """Come in by a code."""
    with atomic():
        return inviting.join_by_code(code=code, member_id=member_id).state


ACTS = {
    "accept": accept,
    "decline": decline,
    "withdraw": withdraw,
    "sweep": sweep,
    "join": join,
}


def _work(url: str, folder: str, jobs: Sequence[tuple[Any, ...]], gate: Any, told: Any):
    app = create_app(settings(url, Path(folder)))
    found = []
    gate.wait(PATIENCE)
    for act, *values in jobs:
        with app.app_context():
            try:
                found.append(str(ACTS[act](*values)))
            except LmsError as refused:
                found.append(type(refused).__name__)
            except Exception as failure:
                found.append(f"FAILED {failure!r}")
    told.put(found)


def at_once(
    app: Any, folder: Path, jobs: Sequence[tuple[Any, ...]], processes: int = 8
) -> list[str]:
    """Let processes do jobs, dealt out like cards; return what came of each."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    spawn = multiprocessing.get_context("spawn")
    gate, told = spawn.Barrier(processes), spawn.Queue()
    crowd = [
        spawn.Process(
            target=_work, args=(url, str(folder), jobs[n::processes], gate, told)
        )
        for n in range(processes)
    ]
    for one in crowd:
        one.start()
    found = [each for _ in crowd for each in told.get(timeout=PATIENCE)]
    for one in crowd:
        one.join(PATIENCE)
    return found
