"""Pictures that an item shows: taken from the package, or missed."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from lms.content.exchange.naming import slug_of
from lms.content.exchange.qti.notes import Notes
from lms.content.pictures import PICTURES, size_of
from lms.content.svg import DrawingRefused, read_drawing
from lms.kernel.language import N_

FOLDER = "questions"
"""Where the pictures of questions lie in a course."""

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Package:
    """The files around an item, by path, and the pictures taken from them so far."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.taken: dict[str, bytes] = {}

    def path_of(self, href: str, beside: str) -> str | None:
        """The file that is meant by an address in another file, if it is there."""
        bare = unquote(href.split("#")[0].split("?")[0]).replace("\\", "/").strip()
        if not bare or _ADDRESS.match(bare):
            return None
        near = posixpath.normpath(posixpath.join(posixpath.dirname(beside), bare))
        for path in (near, posixpath.normpath(bare).lstrip("/")):
            if path in self.files:
                return path
        return None

    def keep(self, path: str) -> str:
        """Take a picture; gives its path in a course."""
        body = self.files[path]
        stem, _, ending = posixpath.basename(path).rpartition(".")
        stem, number = slug_of(stem) or "imagen", 1
        place = f"{FOLDER}/{stem}.{ending.lower()}"
        while self.taken.get(place, body) != body:
            number += 1
            place = f"{FOLDER}/{stem}-{number}.{ending.lower()}"
        self.taken[place] = body
        return place


class Pictures:
    """Finds the pictures of one item, which lies at ``path`` in its package."""

    def __init__(self, package: Package, path: str, notes: Notes) -> None:
        self._package = package
        self._path = path
        self._notes = notes

    def place(self, address: str, line: int) -> str:
        """The path in a course for a picture; nothing if it cannot be taken."""
        if _ADDRESS.match(address.strip()):
            self._lose(
                N_("La imagen «%(name)s» no está en un archivo: póngala en el curso."),
                address,
                line,
            )
            return ""
        path = self._package.path_of(address, self._path)
        if path is None:
            self._lose(
                N_("La imagen «%(name)s» no vino con el archivo."), address, line
            )
            return ""
        if not _is_shown(path, self._package.files[path]):
            self._lose(
                N_("La imagen «%(name)s» no es de un tipo que se pueda mostrar."),
                address,
                line,
            )
            return ""
        return self._package.keep(path)

    def _lose(self, message: str, address: str, line: int) -> None:
        self._notes.lose("picture-lost", message, line, name=address[-80:])


def _is_shown(path: str, data: bytes) -> bool:
    ending = path.rpartition(".")[2].lower()
    if ending not in PICTURES:
        return False
    if ending != "svg":
        return size_of(data) is not None
    try:
        read_drawing(data)
    except DrawingRefused:
        return False
    return True
