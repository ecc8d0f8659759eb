"""Pictures that came inside of a file, or beside it, and where they lie in a course."""

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from urllib.parse import unquote, unquote_to_bytes

from lms.content.exchange.moodle.notes import Notes
from lms.content.exchange.naming import slug_of
from lms.content.exchange.xml import Element
from lms.content.pictures import size_of
from lms.content.svg import DrawingRefused, read_drawing
from lms.kernel.language import N_

FOLDER = "questions"
"""Where the pictures of questions lie in a course."""
MAX_BYTES = 5 * 1024 * 1024
PLUGINFILE = "@@PLUGINFILE@@/"

_WEB = re.compile(r"https?://", re.IGNORECASE)
_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=.-]+)*),", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


class Album:
    """All pictures of a file that are shown somewhere, by their paths in a course."""

    def __init__(self, beside: Mapping[str, bytes]) -> None:
        self.beside = beside
        self.files: dict[str, bytes] = {}

    def keep(self, name: str, body: bytes, ending: str) -> str:
        """Take a picture; gives its path."""
        stem, number = slug_of(name.rpartition(".")[0] or name) or "imagen", 1
        path = f"{FOLDER}/{stem}.{ending}"
        while self.files.get(path, body) != body:
            number += 1
            path = f"{FOLDER}/{stem}-{number}.{ending}"
        self.files[path] = body
        return path


class Pictures:
    """Finds the pictures of one question."""

    def __init__(self, album: Album, question: Element, notes: Notes) -> None:
        self._album = album
        self._notes = notes
        self._question = _files_in(question, deep=True)
        self._here: dict[str, Element] = {}

    def look_in(self, element: Element) -> None:
        """From now on the pictures of this text go before others of the same name."""
        self._here = _files_in(element, deep=False)

    def place(self, address: str) -> str:
        """Where in a course a picture is to be found; nothing if it cannot be taken.

        One that lies elsewhere on the web is left to whoever asks.
        """
        if _WEB.match(address):
            return address
        if found := _DATA.match(address):
            body = _inlined(address[found.end() :], "base64" in found[2].lower())
            return self._kept("imagen", body)
        name = unquote(address.partition("?")[0])
        name = name.removeprefix(PLUGINFILE).lstrip("/")
        element = self._here.get(name) or self._question.get(name)
        if element is not None:
            encoded = element.attributes.get("encoding", "base64").strip().lower()
            body = _decoded(element.words) if encoded == "base64" else None
            return self._kept(name.rpartition("/")[2], body)
        return self._from_beside(name)

    def _from_beside(self, name: str) -> str:
        for path in (name, name.rpartition("/")[2]):
            if path in self._album.beside:
                return self._kept(path.rpartition("/")[2], self._album.beside[path])
        return ""

    def _kept(self, name: str, body: bytes | None) -> str:
        if body is None:
            message = N_("La imagen «%(name)s» llegó dañada.")
        elif len(body) > MAX_BYTES:
            message = N_("La imagen «%(name)s» pasa de 5 MB: hágala más pequeña.")
        elif ending := _ending(name, body):
            return self._album.keep(name, body, ending)
        else:
            message = N_(
                "La imagen «%(name)s» no es PNG, JPEG, WebP ni un dibujo SVG sencillo: "
                "conviértala."
            )
        self._notes.lose("picture-lost", message, name=name[:100])
        return ""


def _files_in(element: Element, *, deep: bool) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for file in element.every() if deep else element.children:
        if file.tag == "file" and (name := file.attributes.get("name", "").strip()):
            folder = file.attributes.get("path", "/").strip().strip("/")
            found.setdefault(f"{folder}/{name}".lstrip("/"), file)
            found.setdefault(name, file)
        elif file.tag == "image_base64":
            found.setdefault(image_name(element), file)
    return found


def image_name(question: Element) -> str:
    """The name of the one picture a question of the old kind has outside its text."""
    image = question.first("image")
    return image.words.strip().lstrip("/") if image is not None else ""


def _decoded(words: str) -> bytes | None:
    try:
        return b64decode(_SPACE.sub("", words), validate=True)
    except (binascii.Error, ValueError):
        return None


def _inlined(words: str, is_base64: bool) -> bytes | None:
    return _decoded(unquote(words)) if is_base64 else unquote_to_bytes(words)


def _ending(name: str, body: bytes) -> str:
    """The ending for a picture by what is in it; nothing for what cannot be shown."""
    if body[:8] == b"\x89PNG\r\n\x1a\n":
        ending = "png"
    elif body[:2] == b"\xff\xd8":
        ending = "jpeg" if name.lower().endswith(".jpeg") else "jpg"
    elif body[:4] == b"RIFF":
        ending = "webp"
    else:
        return "svg" if _is_drawing(body) else ""
    return ending if size_of(body) else ""


def _is_drawing(body: bytes) -> bool:
    if b"<" not in body[:100]:
        return False
    try:
        return not any(not one.only_figures for one in read_drawing(body).problems)
    except DrawingRefused:
        return False
