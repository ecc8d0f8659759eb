"""Checks of words with marks: terms, citations, links, and marks gone wrong."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lms.content.blocks import grammar
from lms.content.checks.desk import Desk
from lms.content.findings import FileNotes, Place
from lms.content.pictures import PICTURES, size_of
from lms.content.questions.prose import picture_path, words_of
from lms.content.settling import settled
from lms.kernel.language import N_, Text

_STRAY_MARK = re.compile(r"\[\[|\[@")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")


@cache
def reader() -> MarkdownIt:
    """The one reader of all checks."""
    return settled(grammar())


def mind_text(text: Text, file: str, at: Place, desk: Desk) -> None:
    """Check a text per language whose words may carry marks."""
    desk.mind_languages(text, file, at)
    notes = desk.about(file)
    for language, words in text.items():
        line = desk.notes.line_of(file, (*at, str(language)))
        mind_words(words, notes, line, desk)


def mind_words(words: str, notes: FileNotes, line: int, desk: Desk) -> None:
    """Check words without paragraphs."""
    for token in reader().parseInline(words):
        mind_marks(token, notes, line, desk)


def mind_marks(
    token: Token, notes: FileNotes, line: int, desk: Desk, *, loose: bool = True
) -> None:
    """Check the inline contents of one paragraph that begins on a line.

    ``loose`` says that pictures come as figures here, and not among the words.
    """
    children = token.children or []
    for at, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "term":
            desk.mind_term(child.meta["id"], notes, line)
        elif child.type == "cite":
            desk.mind_reference(child.meta["id"], notes, line=line)
        elif child.type == "text":
            _mind_plain(child.content, notes, line)
        elif child.type == "image":
            _mind_picture(child, notes, line, None if loose else desk)
        elif child.type == "link_open" and _is_wordless(children[at + 1 :]):
            notes.gap(
                "empty-link",
                N_("El enlace a «%(href)s» no tiene texto."),
                line=line,
                href=str(child.attrs.get("href", "")),
            )


def _is_wordless(children: list[Token]) -> bool:
    for child in children:
        if child.type == "link_close":
            return True
        if child.content.strip() or child.type in ("term", "cite", "image"):
            return False
    return True


def _mind_picture(token: Token, notes: FileNotes, line: int, desk: Desk | None) -> None:
    if desk is None:
        notes.error(
            "loose-image",
            N_("Las imágenes van en un bloque «::: figure», no sueltas."),
            line=line,
        )
        return
    path = picture_path(token)
    desk.used_files.add(path)
    if not words_of(token).strip():
        notes.gap(
            "missing-alt",
            N_(
                "La imagen «%(path)s» no tiene descripción: escriba entre los "
                "corchetes lo que muestra, «![Un mapa](…)»."
            ),
            line=line,
            path=path,
        )
    if path not in desk.package.files:
        notes.error(
            "missing-picture",
            N_(
                "La imagen «%(path)s» no está en el curso: escriba su camino desde la "
                "carpeta del curso, como «questions/mapa.png»."
            ),
            line=line,
            path=path[:200],
        )
    elif path.endswith(".svg"):
        desk.drawings.add(path)
    elif size_of(desk.package.files[path]) is None:
        notes.error(
            "bad-picture",
            N_("«%(path)s» no es una imagen que se pueda mostrar; use: %(known)s."),
            line=line,
            path=path,
            known=", ".join(PICTURES),
        )


def _mind_plain(words: str, notes: FileNotes, line: int) -> None:
    if _STRAY_MARK.search(words):
        notes.error(
            "stray-mark",
            N_(
                "Hay un «[[» o «[@» que no se entiende: escriba «[[termino]]» o "
                "«[@fuente, art. 1]», y cierre los corchetes."
            ),
            line=line,
        )
    if "](" in words:
        notes.error(
            "bad-link",
            N_(
                "Hay un enlace que no se entiende: escriba «[texto](https://…)», sin "
                "términos ni fuentes dentro del texto."
            ),
            line=line,
        )
    if found := _HTML.search(words):
        notes.gap(
            "html",
            N_("El HTML no se usa aquí: «%(tag)s» se verá tal cual."),
            line=line,
            tag=found[0][:60],
        )
