"""Small courses for tests, made of files as an author would write them."""

from lms.catalogue.models import Release
from lms.catalogue.publishing import publish
from lms.foundation.work import atomic


def text(es: str, indent: int = 0) -> str:
    """A text in three languages, as YAML."""
    pad = " " * indent
    return "".join(
        f"{pad}{code}: {es}{mark}\n"
        for code, mark in (("es", ""), ("pt", " (pt)"), ("en", " (en)"))
    )


def course_files(
    course_id: str = "curso", *, lessons: int = 3, questions: int = 10, words: str = ""
) -> dict[str, bytes]:
    """A course of one module: lessons, a quiz and a discussion.

    The right answer to every question is ``a``; the second of every four is multiple
    choice only when there are more than ten.
    """
    course = (
        f"format: 1\nid: {course_id}\nsource: es\nlanguages: [es, pt, en]\n"
        "kind: introductory\n"
        f"title:\n{text('Curso de prueba', 2)}"
        f"summary:\n{text('Un curso breve.', 2)}"
        f"audience:\n{text('Funcionariado.', 2)}"
        f"outcomes:\n- id: saber\n  text:\n{text('Saber algo.', 4)}"
        "hours: 1\nauthors:\n- name: Red\nlicence: CC BY-NC-SA 4.0\n"
        "modules:\n- 01-modulo\n"
    )
    activities = "".join(
        f"- id: leccion-{n}\n  kind: lesson\n  file: 0{n}-leccion\n  minutes: 5\n"
        for n in range(1, lessons + 1)
    )
    activities += (
        "- id: cuestionario\n  kind: quiz\n  file: 08-cuestionario\n  minutes: 5\n"
        "- id: caso\n  kind: discussion\n  file: 09-caso\n  minutes: 5\n"
    )
    module = (
        f"id: modulo\ntitle:\n{text('Módulo uno', 2)}"
        f"purpose:\n{text('Probar.', 2)}activities:\n{activities}"
    )
    files = {"course.yaml": course, "01-modulo/module.yaml": module}
    for n in range(1, lessons + 1):
        for code in ("es", "pt", "en"):
            files[f"01-modulo/0{n}-leccion.{code}.md"] = (
                f"# Lección {n} ({code})\n\nTexto de la lección {n}. {words}\n"
            )
    for code in ("es", "pt", "en"):
        files[f"01-modulo/09-caso.{code}.md"] = f"# Un caso ({code})\n\n¿Qué haría?\n"
    files["01-modulo/08-cuestionario.yaml"] = quiz(questions)
    return {path: body.encode() for path, body in files.items()}


def quiz(questions: int) -> str:
    """A quiz of single-choice questions; ``a`` is right."""
    parts = [f"title:\n{text('Cuestionario', 2)}pass_mark: 70\nquestions:\n"]
    for n in range(1, questions + 1):
        parts.append(
            f"- id: q-{n}\n  kind: single\n  prompt:\n{text(f'Pregunta {n}', 4)}"
            f"  choices:\n"
            f"  - id: a\n    text:\n{text('La correcta', 6)}    correct: true\n"
            f"  - id: b\n    text:\n{text('Otra', 6)}"
            f"  - id: c\n    text:\n{text('Otra más', 6)}"
            f"  feedback:\n{text('Porque sí.', 4)}"
        )
    return "".join(parts)


def make_course(course_id: str = "curso", **shape: object) -> Release:
    """Publish a small course; call inside an application context."""
    with atomic():
        release, _ = publish(course_files(course_id, **shape))  # type: ignore[arg-type]
    return release
