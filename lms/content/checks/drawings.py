"""Checks of pictures: those in the folders for figures, and the cover."""

from lms.content.checks.desk import Desk
from lms.content.findings import Severity
from lms.content.pictures import FIGURES, PICTURES, size_of
from lms.content.svg import DrawingRefused, read_drawing
from lms.kernel.language import N_

_LYING_ABOUT = ("cover.", "readme", "licence", "license")


def mind_pictures(desk: Desk) -> None:
    """Check every picture of the course, whether a text shows it or not."""
    for path, data in desk.package.files.items():
        parts = path.split("/")
        is_figure = len(parts) > 1 and parts[-2] == FIGURES
        if path.endswith(".svg"):
            _mind_drawing(path, data, is_figure or path in desk.drawings, desk)
        elif is_figure and size_of(data) is None:
            desk.about(path).error(
                "bad-picture",
                N_("No es una imagen que se pueda mostrar; use: %(known)s."),
                known=", ".join(PICTURES),
            )


def mind_files(desk: Desk) -> None:
    """Check that every file is there for something."""
    for path in desk.package.files:
        known = path in desk.used_files or path.lower().startswith(_LYING_ABOUT)
        if not known:
            desk.about(path).gap(
                "unused-file", N_("Nada en el curso usa este archivo.")
            )


def _mind_drawing(path: str, data: bytes, is_figure: bool, desk: Desk) -> None:
    notes = desk.about(path)
    try:
        drawing = read_drawing(data)
    except DrawingRefused as refused:
        notes.error("figure", str(refused))
        return
    for problem in drawing.problems:
        if is_figure or not problem.only_figures:
            notes.add(Severity.ERROR, "figure", problem.message, problem.values)
