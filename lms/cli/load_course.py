"""A course made by rule, as large as a real one, for measuring."""

from collections.abc import Mapping

COURSE_ID = "curso-de-carga"
MODULES = 6
LESSONS = 6


def load_course() -> dict[str, bytes]:
    """Return the files of a course of six modules with seven activities each."""
    files: dict[str, str] = {
        "course.yaml": _course(),
        **{
            path: body
            for number in range(1, MODULES + 1)
            for path, body in _module(number).items()
        },
    }
    return {path: body.encode() for path, body in files.items()}


def _text(words: str, indent: int) -> str:
    pad = " " * indent
    return "".join(f"{pad}{code}: {words}\n" for code in ("es", "pt", "en"))


def _course() -> str:
    folders = "".join(
        f"- {number:02}-modulo-{number}\n" for number in range(1, MODULES + 1)
    )
    return (
        f"format: 1\nid: {COURSE_ID}\nsource: es\nlanguages:\n- es\n- pt\n- en\n"
        f"kind: thematic\ntitle:\n{_text('Curso de carga', 2)}"
        f"summary:\n{_text('Un curso inventado para medir.', 2)}"
        f"audience:\n{_text('Nadie.', 2)}outcomes:\n- id: medir\n"
        f"  text:\n{_text('Medir.', 4)}hours: 6\nauthors:\n- name: Aula\n"
        f"licence: CC0\nmodules:\n{folders}"
    )


def _module(number: int) -> Mapping[str, str]:
    folder = f"{number:02}-modulo-{number}"
    files: dict[str, str] = {}
    activities = ""
    for lesson in range(1, LESSONS + 1):
        stem = f"{lesson:02}-leccion"
        activities += (
            f"- id: m{number}-l{lesson}\n  kind: lesson\n  file: {stem}\n  minutes: 8\n"
        )
        for code in ("es", "pt", "en"):
            files[f"{folder}/{stem}.{code}.md"] = (
                f"# Lección {number}.{lesson}\n\nTexto inventado para medir.\n"
            )
    files[f"{folder}/07-caso.es.md"] = "# Caso\n\n¿Qué haría?\n"
    activities += (
        f"- id: m{number}-caso\n  kind: discussion\n  file: 07-caso\n  minutes: 5\n"
    )
    files[f"{folder}/module.yaml"] = (
        f"id: modulo-{number}\ntitle:\n{_text(f'Módulo {number}', 2)}"
        f"purpose:\n{_text('Medir.', 2)}activities:\n{activities}"
    )
    return files
