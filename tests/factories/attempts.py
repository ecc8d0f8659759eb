"""Quizzes made of questions and rules, and what is done with them, for tests."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from lms.catalogue.models import Release
from lms.catalogue.publishing import publish
from lms.content.asking import Band, Item, Question, Quiz, Rules
from lms.content.canonical import yaml_bytes
from lms.content.kinds.quiz import QuizKind
from lms.content.questions.whole import plain_question
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.quizzes import queries, services
from lms.quizzes.lines import AttemptLine
from lms.quizzes.models import Mark
from lms.quizzes.services import Handed, Saved
from tests.factories.courses import course_files
from tests.factories.questions import make_question, told
from tests.factories.quizzes import ACTIVITY, Learner, given

STEM = "01-modulo/08-cuestionario"
RIGHT, WRONG = ("b",), ("a",)
"""What is right and what is wrong in the questions of ``singles``."""


def singles(*ids: str, **more: Any) -> tuple[Question, ...]:
    """Questions of one answer; ``b`` is right."""
    return tuple(make_question("single", id_, **more) for id_ in ids)


def publish_quiz(
    *items: Item,
    bank: Iterable[Question] = (),
    pass_mark: int = 70,
    course_id: str = "curso",
    bands: Iterable[Band] = (),
    **rules: Any,
) -> Release:
    """Publish a course with this quiz; call inside a context."""
    quiz = Quiz(
        title=told("Cuestionario"),
        pass_mark=pass_mark,
        items=items or singles("uno", "dos"),
        rules=Rules(**rules),
        bands=tuple(bands),
    )
    files = course_files(course_id, lessons=1)
    for path, data in QuizKind().dump(quiz, STEM).items():
        files[path] = yaml_bytes(data) if isinstance(data, dict) else data
    if questions := [plain_question(question) for question in bank]:
        files["questions.yaml"] = yaml_bytes({"questions": questions})
    with atomic():
        release, _ = publish(files)
    return release


def begin(learner: Learner, after: int = 0) -> int:
    with atomic():
        return services.begin(
            enrolment_id=learner.enrolment_id,
            activity_id=ACTIVITY,
            release_id=learner.release_id,
            after=after,
        )


def save(learner: Learner, number: int = 1, **answers: tuple[str, ...]) -> Saved:
    with atomic():
        return services.save_answers(
            taking=learner.taking(number), given=given(**answers)
        )


def submit(
    learner: Learner, number: int = 1, *, anyway: bool = True, **answers: Any
) -> Handed:
    with atomic():
        return services.submit(
            taking=learner.taking(number), given=given(**answers), anyway=anyway
        )


def attempts(learner: Learner) -> list[AttemptLine]:
    """The attempts of somebody, the first one first."""
    return queries.list_attempts(learner.enrolment_id, ACTIVITY)[::-1]


def stands(learner: Learner, number: int = 1) -> dict[str, tuple[str, ...]]:
    """The answers that are kept."""
    attempt = queries.get_attempt(learner.enrolment_id, ACTIVITY, number)
    return {id_: saved.value for id_, saved in queries.read_answers(attempt.id).items()}


def edition_of(learner: Learner) -> int:
    edition_id = session.scalar(
        select(Edition.id)
        .join(Enrolment, Enrolment.edition_id == Edition.id)
        .where(Enrolment.id == learner.enrolment_id)
    )
    assert edition_id is not None
    return edition_id


def schedule(
    learner: Learner,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> None:
    """Say when the quiz of somebody's edition is open."""
    with atomic():
        services.set_schedule(
            edition_id=edition_of(learner),
            activity_id=ACTIVITY,
            opens_at=opens_at,
            closes_at=closes_at,
            by_id=learner.member_id,
        )


def needs(
    learner: Learner,
    *,
    extra_time: int = 0,
    extra_attempts: int = 0,
    pause_minutes: int = 0,
) -> None:
    """Say what somebody needs."""
    with atomic():
        services.set_accommodation(
            member_id=learner.member_id,
            extra_time=extra_time,
            extra_attempts=extra_attempts,
            pause_minutes=pause_minutes,
            by_id=learner.member_id,
        )


def mark_by_hand(
    attempt_id: int, question_id: str, num: int, den: int, marker_id: int
) -> bool:
    """A person's final mark, settled; says whether the attempt is marked now."""
    with atomic():
        session.add(
            Mark(
                attempt_id=attempt_id,
                question_id=question_id,
                round="final",
                marker_id=marker_id,
                num=num,
                den=den,
                levels={},
                comment="Bien argumentado.",
                changed_at=now(),
            )
        )
        session.flush()
        return services.settle(attempt_id)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)
