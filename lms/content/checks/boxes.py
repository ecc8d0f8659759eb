"""Checks of one block: its name, its options, its words, the files it shows."""

import re
from collections.abc import Callable, Mapping

from lms.content.blocks import BLOCKS, Block, Shape
from lms.content.checks.desk import Desk
from lms.content.checks.marks import mind_words
from lms.content.findings import FileNotes
from lms.content.names import nearest
from lms.content.pictures import captions_path, find_figure, video_path
from lms.kernel.language import N_, Language

_DURATION = re.compile(r"(?:[0-9]+:)?[0-9]{1,2}:[0-5][0-9]")
_MARKED_OPTIONS = ("caption", "credit", "title")


def mind_block(
    block: Block,
    inside: list[str],
    language: Language,
    notes: FileNotes,
    *,
    line: int,
    desk: Desk,
) -> None:
    """Check one block that begins on a line."""
    if not block.closed:
        notes.error(
            "unclosed-block",
            N_(
                "El bloque «%(name)s» no está cerrado: falta una línea «:::». "
                "Los bloques no van unos dentro de otros."
            ),
            line=line,
            name=block.name,
        )
    shape = BLOCKS.get(block.name)
    if shape is None:
        _unknown(block.name, notes, line)
        return
    _mind_head(block, shape, notes, line)
    for option in _MARKED_OPTIONS:
        mind_words(block.options.get(option, ""), notes, line, desk)
    if block.name == "objectives" and "bullet_list_open" not in inside:
        notes.error(
            "no-list", N_("«objectives» lleva una lista: líneas «- …»."), line=line
        )
    elif block.empty and block.name not in ("definition", "figure", "video"):
        notes.error(
            "empty-block",
            N_("El bloque «%(name)s» está vacío."),
            line=line,
            name=block.name,
        )
    if block.name in _CHECKS:
        _CHECKS[block.name](block, language, notes, line, desk)


def _unknown(name: str, notes: FileNotes, line: int) -> None:
    notes.error(
        "unknown-block",
        N_(
            "No se conoce el bloque «%(name)s». ¿Quiso decir «%(meant)s»? "
            "Los bloques son: %(known)s."
        )
        if nearest(name, BLOCKS)
        else N_("No se conoce el bloque «%(name)s». Los bloques son: %(known)s."),
        line=line,
        name=name,
        meant=nearest(name, BLOCKS),
        known=", ".join(BLOCKS),
    )


def _mind_head(block: Block, shape: Shape, notes: FileNotes, line: int) -> None:
    for key in block.options:
        if key not in shape.options:
            notes.error(
                "unknown-option",
                N_("«%(key)s» no vale en «%(name)s»; use: %(known)s."),
                line=line,
                key=key,
                name=block.name,
                known=", ".join(shape.options),
            )
    for words in block.strange:
        notes.error(
            "strange-option",
            N_(
                "La línea «%(words)s» no es una opción de «%(name)s»; deje una línea "
                "vacía antes del texto."
            ),
            line=line,
            words=words[:60],
            name=block.name,
        )
    if shape.argument != bool(block.argument):
        notes.error(
            "bad-argument",
            N_("Después de «::: %(name)s» falta un nombre.")
            if shape.argument
            else N_("Después de «::: %(name)s» no va nada más."),
            line=line,
            name=block.name,
        )


def _mind_note(
    block: Block, language: Language, notes: FileNotes, line: int, desk: Desk
) -> None:
    wanted = block.options.get("skip")
    known = [activity.id for _, activity in desk.package.places()]
    if wanted and wanted not in known:
        notes.error(
            "unknown-activity",
            N_("«skip» nombra la actividad «%(id)s», que no existe en el curso."),
            line=line,
            id=wanted,
        )


def _mind_definition(
    block: Block, language: Language, notes: FileNotes, line: int, desk: Desk
) -> None:
    if block.argument:
        desk.mind_term(block.argument, notes, line)


def _mind_figure(
    block: Block, language: Language, notes: FileNotes, line: int, desk: Desk
) -> None:
    for option, message in _WANTED.items():
        if not block.options.get(option):
            notes.gap(f"missing-{option}", message, line=line, name=block.argument)
    if not block.argument:
        return
    found = find_figure(
        desk.package.files, desk.folder, block.argument, language, desk.source
    )
    if found is None:
        notes.error(
            "missing-figure",
            N_("No hay ninguna figura «%(name)s» en la carpeta «figures»."),
            line=line,
            name=block.argument,
        )
        return
    desk.used_files.add(found.path)
    if found.language not in (None, language):
        notes.gap(
            "figure-language",
            N_("La figura «%(name)s» no está en «%(language)s»."),
            line=line,
            name=block.argument,
            language=str(language),
        )


_WANTED = {
    "alt": N_("La figura «%(name)s» no tiene texto alternativo («alt: …»)."),
    "caption": N_("La figura «%(name)s» no tiene pie («caption: …»)."),
    "credit": N_("La figura «%(name)s» no dice de quién es («credit: …»)."),
}


def _mind_video(
    block: Block, language: Language, notes: FileNotes, line: int, desk: Desk
) -> None:
    name = block.argument
    if block.empty:
        notes.gap(
            "missing-transcript",
            N_("El video «%(name)s» no tiene transcripción."),
            line=line,
            name=name,
        )
    if not block.options.get("title"):
        notes.gap(
            "missing-video-title",
            N_("El video «%(name)s» no tiene título («title: …»)."),
            line=line,
            name=name,
        )
    if not _DURATION.fullmatch(block.options.get("duration", "0:00")):
        notes.error(
            "bad-duration",
            N_("La duración se escribe en minutos y segundos: «duration: 4:30»."),
            line=line,
        )
    if name:
        _mind_video_files(name, language, notes, line, desk)


def _mind_video_files(
    name: str, language: Language, notes: FileNotes, line: int, desk: Desk
) -> None:
    video = video_path(desk.folder, name)
    captions = captions_path(desk.folder, name, language)
    desk.used_files |= {video, captions}
    if video not in desk.package.files:
        notes.error(
            "missing-video",
            N_("Falta el archivo de video «%(path)s»."),
            line=line,
            path=video,
        )
    if captions not in desk.package.files:
        notes.gap(
            "missing-captions",
            N_("Faltan los subtítulos «%(path)s»."),
            line=line,
            path=captions,
        )


_Check = Callable[[Block, Language, FileNotes, int, Desk], None]
_CHECKS: Mapping[str, _Check] = {
    "content-note": _mind_note,
    "definition": _mind_definition,
    "figure": _mind_figure,
    "video": _mind_video,
}
