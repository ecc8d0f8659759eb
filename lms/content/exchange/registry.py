"""Which formats questions come in from and go out to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from lms.content.asking import Question
from lms.content.exchange.carried import Carried, Written
from lms.content.exchange.gift.reading import read as read_gift
from lms.content.exchange.gift.writing import write as write_gift
from lms.content.exchange.moodle.reading.reader import read as read_moodle
from lms.content.exchange.moodle.writing.writer import write as write_moodle
from lms.content.exchange.plain_json import read as read_json
from lms.content.exchange.plain_json import write as write_json
from lms.content.exchange.qti.reading import read as read_qti
from lms.kernel.language import Language

Files = Mapping[str, bytes]


class Reader(Protocol):
    """Reads a file of questions.

    Words without a language of their own are taken to be in ``language``. ``files``
    are what came beside the file, by name: pictures above all. Raises
    ``ExchangeFaulty`` for a file that cannot be read as a whole.
    """

    def __call__(
        self, data: bytes, *, language: Language, files: Files | None
    ) -> Carried: ...


class Writer(Protocol):
    """Writes questions into a file, and says what it could not hold.

    Where the format has one language, it is ``language``, and ``source`` where a text
    is not in it. ``files`` are the pictures the questions show, by path in a course.
    """

    def __call__(
        self,
        questions: Sequence[Question],
        *,
        language: Language,
        source: Language,
        files: Files,
    ) -> Written: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format by the name people call it by, and how its files end.

    ``write`` is ``None`` where questions only come in.
    """

    name: str
    read: Reader
    write: Writer | None
    endings: tuple[str, ...]


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format(
            name="gift",
            read=read_gift,
            write=write_gift,
            endings=(".gift", ".gift.txt", ".txt"),
        ),
        Format(
            name="json",
            read=read_json,
            write=write_json,
            endings=(".json",),
        ),
        Format(
            name="moodlexml",
            read=read_moodle,
            write=write_moodle,
            endings=(".xml",),
        ),
        Format(
            name="qti",
            read=read_qti,
            write=None,
            endings=(".zip", ".qti", ".qti.xml"),
        ),
    )
}
"""Every format by name."""


def format_of(filename: str) -> Format | None:
    """The format whose files end like this one, the longest ending first."""
    name = filename.lower()
    found = [
        (len(ending), format.name)
        for format in FORMATS.values()
        for ending in format.endings
        if name.endswith(ending)
    ]
    return FORMATS[max(found)[1]] if found else None
