"""Pictures that a text shows: taken from what came with the file, or missed."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from lms.content.exchange.gift.faults import Losses
from lms.content.exchange.naming import slug_of
from lms.content.pictures import PICTURES
from lms.kernel.language import N_

FOLDER = "questions"
"""Where the pictures of questions lie in a course."""

_SHOWN = re.compile(
    r"!\[([^\[\]\n]{0,1000})\]\(\s?<?([^()\s<>]{1,2000})>?(?:\s[^()\n]{0,500})?\)"
)
_WEB = re.compile(r"https?://", re.I)
_OF_MOODLE = "@@PLUGINFILE@@/"


class Pictures:
    """Finds pictures by the addresses texts give them.

    ``files`` are those that were found, by their place in a course.
    """

    def __init__(self, given: Mapping[str, bytes], losses: Losses) -> None:
        self._given = given
        self._losses = losses
        self.files: dict[str, bytes] = {}

    def place(self, address: str) -> str:
        """Where in a course a picture lies now: nowhere if it did not come along.

        One that lies elsewhere on the web stays there.
        """
        if _WEB.match(address):
            return address
        name = unquote(address).removeprefix(_OF_MOODLE)
        body = self._body(name)
        return "" if body is None else self._place(name, body)

    def taken(self, markdown: str) -> str:
        """A text in Markdown with each picture named by its place."""
        return _SHOWN.sub(self._taken, markdown)

    def _taken(self, found: re.Match[str]) -> str:
        if place := self.place(found[2]):
            return f"![{found[1]}]({place})"
        name = unquote(found[2]).removeprefix(_OF_MOODLE)
        self._losses.add(
            "missing-picture", N_("Falta la imagen «%(name)s»."), name=name[:100]
        )
        return found[0].replace(_OF_MOODLE, f"{FOLDER}/")

    def _body(self, name: str) -> bytes | None:
        if name.rpartition(".")[2].lower() not in PICTURES:
            return None
        for path in (name, name.rpartition("/")[2]):
            if path in self._given:
                return self._given[path]
        return None

    def _place(self, name: str, body: bytes) -> str:
        stem, _, ending = name.rpartition("/")[2].rpartition(".")
        stem, number = slug_of(stem) or "imagen", 1
        place = f"{FOLDER}/{stem}.{ending.lower()}"
        while self.files.get(place, body) != body:
            number += 1
            place = f"{FOLDER}/{stem}-{number}.{ending.lower()}"
        self.files[place] = body
        return place
