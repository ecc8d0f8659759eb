"""The files of a package while it is read: decoded, checked, and ticked when used."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from lms.content.findings import FileNotes, Notes
from lms.content.record import Record
from lms.content.tree import grow
from lms.kernel.language import N_

MAX_WORDS_FILE = 1_000_000
MAX_FILES = 5_000


class Shelf:
    """All files by their path in the package."""

    def __init__(self, files: Mapping[str, bytes], notes: Notes) -> None:
        self.files = files
        self.notes = notes
        self._used: set[str] = set()

    def has(self, path: str) -> bool:
        return path in self.files

    def text(self, path: str) -> str | None:
        """A file of words, with line ends made equal; nothing if it cannot be read."""
        self._used.add(path)
        data = self.files.get(path)
        notes = self.notes.about(path)
        if data is None:
            notes.error("missing-file", N_("Falta este archivo."))
            return None
        if len(data) > MAX_WORDS_FILE:
            notes.error("too-large", N_("El archivo es demasiado grande."))
            return None
        return _decoded(data, notes)

    def record(self, path: str) -> Record | None:
        """A YAML file; nothing if it cannot be read."""
        text = self.text(path)
        notes = self.notes.about(path)
        table = grow(text, notes) if text is not None else None
        return Record(table, notes) if table else None

    def rest(self) -> dict[str, bytes]:
        """The files nobody read: pictures, media and whatever lies about."""
        return {
            path: data for path, data in self.files.items() if path not in self._used
        }


def _decoded(data: bytes, notes: FileNotes) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        notes.error(
            "not-utf8",
            N_("El archivo no está guardado en UTF-8; vuelva a guardarlo así."),
            line=data[: error.start].count(b"\n") + 1,
        )
        return None
    if "\0" in text:
        notes.error(
            "nul",
            N_("El archivo tiene un carácter nulo, que no se puede mostrar; bórrelo."),
            line=text[: text.index("\0")].count("\n") + 1,
        )
        return None
    return text.replace("\r\n", "\n")


def mind_paths(files: Mapping[str, bytes], notes: Notes) -> bool:
    """Write down paths that would leave the folder; ``True`` when all are good."""
    bad = [path for path in files if not _is_good(path)]
    for path in bad:
        notes.about(path).error(
            "bad-path", N_("Este nombre de archivo no se puede usar en un curso.")
        )
    if len(files) > MAX_FILES:
        notes.about("course.yaml").error(
            "too-many-files",
            N_("El curso tiene más de %(most)s archivos."),
            most=MAX_FILES,
        )
    return not bad and len(files) <= MAX_FILES


def _is_good(path: str) -> bool:
    parts = path.split("/")
    return (
        not any(part in ("", ".", "..") for part in parts)
        and "\\" not in path
        and path.isprintable()
        and ":" not in path
        and str(PurePosixPath(path)) == path
    )
