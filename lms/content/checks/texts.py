"""Checks of texts: headings, blocks and what stands between them."""

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from lms.content.blocks import Block
from lms.content.checks.boxes import mind_block
from lms.content.checks.desk import Desk
from lms.content.checks.marks import mind_marks, reader
from lms.content.findings import FileNotes
from lms.content.schema import TextActivity
from lms.kernel.language import N_, Language


def mind_texts(
    content: TextActivity, paths: Mapping[Language, str], desk: Desk
) -> None:
    """Check a text in all its languages, and that none is missing."""
    for language in desk.languages:
        path = paths[language]
        if language not in content.title and path not in desk.package.sources:
            _missing(language, path, desk)
    for language, body in content.body.items():
        notes = desk.about(paths[language])
        if language not in desk.languages:
            notes.gap(
                "undeclared-language",
                N_("El idioma «%(language)s» no está en «languages» del curso."),
                language=str(language),
            )
        _mind_body(body, language, notes, desk)


def _missing(language: Language, path: str, desk: Desk) -> None:
    notes = desk.about(path)
    if language is desk.source:
        notes.error(
            "missing-source",
            N_("Falta este archivo, que es el texto en el idioma original."),
        )
    else:
        notes.gap(
            "missing-translation",
            N_("Falta este archivo: el texto en «%(language)s»."),
            language=str(language),
        )


def _mind_body(body: str, language: Language, notes: FileNotes, desk: Desk) -> None:
    first = desk.notes.line_of(notes.file, ("body",)) or 1
    if not body.strip():
        notes.gap("empty-text", N_("El texto solo tiene título."), line=1)
    tokens = reader().parse(body)
    level = 1
    for at, token in enumerate(tokens):
        line = first + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            level = _mind_heading(token, level, notes, line)
        elif token.type == "block_open":
            block: Block = token.meta["block"]
            inside = _inside(tokens[at + 1 :])
            mind_block(block, inside, language, notes, line=line, desk=desk)
        elif token.type == "inline":
            _mind_stray(token, notes, line)
            mind_marks(token, notes, line, desk)


def _inside(tokens: Sequence[Token]) -> list[str]:
    """The kinds of token inside a block."""
    found = []
    for token in tokens:
        if token.type == "block_close":
            break
        found.append(token.type)
    return found


def _mind_heading(token: Token, before: int, notes: FileNotes, line: int) -> int:
    level = int(token.tag[1])
    if level == 1:
        notes.error(
            "second-title",
            N_("Solo la primera línea lleva «#»; los demás títulos empiezan en «##»."),
            line=line,
        )
    elif level > before + 1:
        notes.gap(
            "heading-jump",
            N_("El título salta de nivel: use «%(right)s» en vez de «%(wrong)s»."),
            line=line,
            right="#" * (before + 1),
            wrong="#" * level,
        )
    return level


def _mind_stray(token: Token, notes: FileNotes, line: int) -> None:
    for number, words in enumerate(token.content.split("\n")):
        if words.strip().startswith(":::"):
            notes.error(
                "stray-block",
                N_(
                    "Este «:::» no abre ni cierra ningún bloque. Los bloques empiezan "
                    "al comienzo de una línea, se cierran con «:::» y no van unos "
                    "dentro de otros."
                ),
                line=line + number,
            )
