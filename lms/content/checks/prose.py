"""Checks of the words of questions: of single lines, and of whole paragraphs."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from lms.content.checks.desk import Desk
from lms.content.checks.marks import mind_marks
from lms.content.findings import FileNotes, Place
from lms.content.questions.prose import WITH_GAPS, lone_paragraph, prose
from lms.kernel.language import N_, Text

_BRACES = re.compile(r"\{\{|\}\}")
_HEADING = re.compile(r"#{1,6}\s")


def mind_prose(
    text: Text, file: str, at: Place, desk: Desk, *, gaps: bool = False
) -> None:
    """Check a text per language that may have paragraphs, lists, tables, pictures.

    With ``gaps``, two braces that make no gap are told.
    """
    desk.mind_languages(text, file, at)
    for language, words in text.items():
        line = desk.notes.line_of(file, (*at, str(language)))
        tokens = prose().parse(words, {WITH_GAPS: gaps})
        _mind_tokens(tokens, desk.about(file), line, desk)
        if gaps:
            _mind_braces(tokens, desk.about(file), line)


def mind_phrase(
    text: Text, file: str, at: Place, desk: Desk, *, listed: bool = False
) -> None:
    """Check a text per language that goes on one line, pictures included.

    ``listed`` says that it is chosen from a list, where only words can be seen.
    """
    desk.mind_languages(text, file, at)
    notes = desk.about(file)
    for language, words in text.items():
        line = desk.notes.line_of(file, (*at, str(language)))
        for token in prose().parseInline(words):
            mind_marks(token, notes, line, desk, loose=False)
            if listed and any(one.type == "image" for one in token.children or ()):
                notes.gap(
                    "picture-in-list",
                    N_(
                        "Esto se elige en una lista, donde una imagen no se ve: solo "
                        "se leerá su descripción."
                    ),
                    line=line,
                )
        if "\n" in words.strip() and not lone_paragraph(prose().parse(words)):
            notes.gap(
                "not-one-line",
                N_(
                    "Este texto se muestra en una sola línea: aquí no valen los "
                    "párrafos, las listas, las tablas ni los bloques de código."
                ),
                line=line,
            )


def _mind_tokens(
    tokens: Sequence[Token], notes: FileNotes, first: int, desk: Desk
) -> None:
    for token in tokens:
        if token.type != "inline":
            continue
        line = first + (token.map[0] if token.map else 0)
        mind_marks(token, notes, line, desk, loose=False)
        for number, words in enumerate(token.content.split("\n")):
            if words.startswith(":::") or _HEADING.match(words):
                notes.gap(
                    "no-block-here",
                    N_(
                        "Los títulos («#») y los bloques («:::») no van en una "
                        "pregunta: se verán tal cual."
                    ),
                    line=line + number,
                )


def _mind_braces(tokens: Sequence[Token], notes: FileNotes, first: int) -> None:
    for token in tokens:
        line = first + (token.map[0] if token.map else 0)
        for child in token.children or ():
            if child.type == "text" and (
                "{{" in child.content or "}}" in child.content
            ):
                notes.error(
                    "stray-gap",
                    N_(
                        "Hay un «{{» o «}}» que no es un hueco: un hueco se escribe "
                        "«{{mi-hueco}}», sin espacios."
                    ),
                    line=line,
                )
