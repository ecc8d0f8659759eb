"""Two hundred learners whose pages save by themselves, once a second for a minute."""

import random
import statistics
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import select

from lms.accounts.models import Account
from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.quizzes.models import Answer, Attempt

from .learner import Learner, Paper, open_paper
from .server import Server

PACE = 1.0
"""Seconds from one save of a learner to the next; more, where the server is slower."""


@dataclass
class Saver:
    """A learner at a quiz page, and what the server has confirmed to them."""

    learner: Learner
    path: str
    paper: Paper
    kept: dict[str, str] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def save(self, chance: random.Random) -> None:
        """Change one answer, as a page with scripts sends it."""
        question = chance.choice(list(self.paper.ticked))
        choice = chance.choice(self.paper.ticked[question])
        form = [("attempt", self.paper.attempt), (f"q-{question}", choice)]
        began = time.monotonic()
        answer = self.learner.post(f"{self.path}answers", form, fetched=True)
        self.took.append(time.monotonic() - began)
        if answer.status == 200:
            self.kept[question] = choice
        else:
            self.refused.append(answer.status)


def autosave(
    server: Server, learners: Sequence[Learner], path: str, seconds: float
) -> tuple[dict[str, float], list[Saver]]:
    """Let everybody save until the time is over.

    Returns the figures (saves per second, CPU of each in ms, times in ms, how many were
    refused) and the savers, to compare what they were told with what is there.
    """
    savers = [Saver(learner, path, open_paper(learner, path)) for learner in learners]
    for learner in learners:
        learner.close()  # while the others came, the server hung up on the first ones
    before, began = server.cpu(), time.monotonic()
    threads = [
        threading.Thread(target=_go_on, args=(saver, place, began, seconds))
        for place, saver in enumerate(savers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, used = time.monotonic() - began, server.cpu() - before
    times = sorted(one for saver in savers for one in saver.took)
    return {
        "learners": len(savers),
        "saves": len(times),
        "rate": len(times) / took,
        "cpu_ms": 1000 * used / len(times),
        "p50_ms": 1000 * statistics.median(times),
        "p99_ms": 1000 * times[int(len(times) * 0.99)],
        "refused": sum(len(saver.refused) for saver in savers),
    }, savers


def _go_on(saver: Saver, place: int, began: float, seconds: float) -> None:
    chance = random.Random(place)
    due = began + PACE * chance.random()
    while (present := time.monotonic()) < began + seconds:
        if present < due:
            time.sleep(due - present)
        due = max(due, time.monotonic() - PACE) + PACE
        saver.save(chance)


def count_lost(app: Flask, savers: Mapping[str, Saver], activity_id: str) -> int:
    """Return how many confirmed answers are not in the database, by e-mail."""
    lost = 0
    with app.app_context():
        for email, saver in savers.items():
            stored = _stored(email, activity_id)
            lost += sum(stored.get(q) != [kept] for q, kept in saver.kept.items())
    return lost


def _stored(email: str, activity_id: str) -> dict[str, Any]:
    rows = session.execute(
        select(Answer.question_id, Answer.value)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Account, Account.member_id == Enrolment.member_id)
        .where(
            Account.email == email,
            Attempt.activity_id == activity_id,
            Attempt.submitted_at.is_(None),
        )
    )
    return {row.question_id: row.value for row in rows}
