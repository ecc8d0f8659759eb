"""Quizzes and people who take them, for tests."""

from dataclasses import dataclass
from typing import Any

from lms.catalogue.models import Release
from lms.catalogue.publishing import publish
from lms.enrolment import services as enrolment
from lms.foundation.work import atomic
from lms.quizzes import services
from lms.quizzes.services import Given, Taking
from tests.factories.courses import course_files, text
from tests.factories.people import make_member

ADDRESS = "/courses/curso/modulo/cuestionario/"
ACTIVITY = "cuestionario"

RIGHT = {"uno": ("b",), "dos": ("a", "c"), "tres": ("false",)}
"""The key of ``paper()``."""


def paper(extra: str = "") -> str:
    """A quiz of three questions, one of each kind; two thirds do not pass it."""
    return (
        f"title:\n{text('Cuestionario', 2)}intro:\n{text('Tres preguntas.', 2)}"
        "pass_mark: 70\nquestions:\n"
        f"- id: uno\n  kind: single\n  prompt:\n{text('¿Cuál *obra*?', 4)}  choices:\n"
        f"  - id: a\n    text:\n{text('La primera', 6)}"
        f"    feedback:\n{text('Porque no-a.', 6)}"
        f"  - id: b\n    text:\n{text('La segunda', 6)}    correct: true\n"
        f"    feedback:\n{text('Porque sí-b.', 6)}"
        f"  - id: c\n    text:\n{text('La tercera', 6)}"
        f"  feedback:\n{text('Explicación-uno.', 4)}  sources: [convencion-1948]\n"
        "- id: dos\n  kind: multiple\n  prompt:\n    es: ¿Cuáles, solo en español?\n"
        "  choices:\n"
        f"  - id: a\n    text:\n{text('Matar', 6)}    correct: true\n"
        f"  - id: b\n    text:\n{text('Cultura', 6)}"
        f"  - id: c\n    text:\n{text('Trasladar', 6)}    correct: true\n"
        f"  - id: d\n    text:\n{text('Partido', 6)}"
        f"  feedback:\n{text('Explicación-dos.', 4)}"
        f"- id: tres\n  kind: truefalse\n  prompt:\n{text('¿Siempre?', 4)}"
        f"  answer: false\n  feedback:\n{text('Explicación-tres.', 4)}{extra}"
    )


REFERENCES = (
    "references:\n- id: convencion-1948\n"
    f"  text:\n{text('Convención de 1948', 4)}  url: https://example.org/convencion\n"
)


def make_quiz(course_id: str = "curso", body: str | None = None) -> Release:
    """Publish a course with ``paper()`` as its quiz; call inside a context."""
    files = course_files(course_id, lessons=1)
    files["01-modulo/08-cuestionario.yaml"] = (body or paper()).encode()
    files["references.yaml"] = REFERENCES.encode()
    with atomic():
        release, _ = publish(files)
    return release


@dataclass(frozen=True)
class Learner:
    """Somebody in the course."""

    subject: str
    member_id: int
    enrolment_id: int
    release_id: int

    def taking(self, number: int = 1) -> Taking:
        return Taking(
            enrolment_id=self.enrolment_id,
            activity_id=ACTIVITY,
            release_id=self.release_id,
            number=number,
        )


def make_learner(
    course_id: str = "curso", *, role: str = "participant", **member: Any
) -> Learner:
    """A member in the course; call inside a context."""
    person = make_member(**member)
    with atomic():
        seat = enrolment.join(member_id=person.id, course_id=course_id, role=role)
    return Learner(person.subject, person.id, seat.id, seat.release_id)


def given(**answers: tuple[str, ...]) -> list[Given]:
    """What a form says that names each answer and nothing else."""
    return [Given(question_id=id_, values=value) for id_, value in answers.items()]


def make_submitted(learner: Learner, number: int, **answers: tuple[str, ...]) -> None:
    """An attempt that was handed in; the earlier ones must have been."""
    with atomic():
        if number > 1:
            services.begin(
                enrolment_id=learner.enrolment_id,
                activity_id=ACTIVITY,
                release_id=learner.release_id,
                after=number - 1,
            )
        services.submit(
            taking=learner.taking(number), given=given(**answers), anyway=True
        )
