"""Files of words in whatever encoding a program left them, as words.

The order of belief: a byte order mark, UTF-8, what the file declares, and what makes
the most Spanish or Portuguese of it. What was assumed is always told.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from lms.content.exchange.carried import ExchangeFaulty, Loss
from lms.kernel.language import N_

MAX_BYTES = 50 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "CP850"}
_NAMES = {**_LEGACY, "latin-1": "ISO-8859-1"}
_SAMPLE = 4_000
"""Signs beyond ASCII that are looked at to choose an encoding."""

_WORDLY = frozenset("áéíóúüñãõâêôàçÁÉÍÓÚÜÑÃÕÂÊÔÀÇ")
_MARKED = frozenset("¿¡«»“”‘’–—…ºª°·€§®©½¼×÷²³\u00a0")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_TWICE = re.compile("[A-Za-z ](?:Ã[¡-¿]|Â[¡-¿]|â€[™œ“”¦\x9d])[a-z ]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """The words of a file, with line ends made equal, and what had to be assumed."""

    words: str
    losses: tuple[Loss, ...] = ()


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Read a file of words; ``declared`` is the encoding it claims to have.

    Raises ``ExchangeFaulty`` for what is no text.
    """
    if len(data) > MAX_BYTES:
        _refuse("too-large", N_("El archivo es demasiado grande."))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _finished(_strictly(data[len(mark) :], encoding), [])
    if encoding := _wide(data):
        words = _strictly(data, encoding)
        return _finished(words, [_assumed(encoding.upper(), _first_strange(words))])
    if b"\0" in data:
        _refuse(
            "not-text",
            N_("Esto no es un archivo de texto: guárdelo como texto, en UTF-8."),
            data[: data.index(b"\0")].count(b"\n") + 1,
        )
    try:
        return _finished(data.decode(), [])
    except UnicodeDecodeError:
        return _legacy(data, declared)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(
            "wrong-encoding",
            N_(
                "El archivo dice estar en %(encoding)s, pero no lo está: vuelva a "
                "guardarlo en UTF-8."
            ),
            data[: error.start].decode(encoding, "replace").count("\n") + 1,
            encoding=encoding.upper(),
        )


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows itself by the zeros beside plain letters."""
    sample = data[: 2 * _SAMPLE]
    if len(data) % 2 or len(data) < 4:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) < half * 0.05:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return ""


def _legacy(data: bytes, declared: str) -> Decoded:
    lines = data.splitlines(keepends=True)
    bad = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    encoding = _best(b"".join(lines[number - 1] for number in bad), declared)
    name = _NAMES.get(encoding, encoding)
    wide = sum(not line.isascii() for line in lines)
    if wide == len(bad):
        words = data.decode(encoding, "replace")
        return _finished(words, [_assumed(name, bad[0])])
    # Most of it is UTF-8: only the lines that are not were pasted from elsewhere.
    strange = set(bad)
    words = "".join(
        line.decode(encoding if number in strange else "utf-8", "replace")
        for number, line in enumerate(lines, 1)
    )
    return _finished(words, [_mixed(name, bad)])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _best(data: bytes, declared: str) -> str:
    candidates = [*_declared(declared), *_LEGACY]
    beyond = re.compile(rb"[\x80-\xff]")
    spots = [
        found.start()
        for _, found in zip(range(_SAMPLE), beyond.finditer(data), strict=False)
    ]
    best, most = "latin-1", 0
    for encoding in candidates:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding not in _LEGACY:
            return encoding
        pieces = (data[max(at - 1, 0) : at + 2].decode(encoding) for at in spots)
        score = 1 + sum(map(_sense, pieces)) + 2 * len(spots)
        if score > most:
            best, most = encoding, score
    return best


def _declared(name: str) -> list[str]:
    try:
        found = codecs.lookup(name).name if name else "utf-8"
        # Some codecs of Python are no encodings of text.
        "".encode(found)
    except (LookupError, UnicodeError, TypeError):
        return []
    return [] if found.startswith("utf") or found in ("ascii", *_LEGACY) else [found]


def _sense(piece: str) -> int:
    """How much sense a sign beyond ASCII makes between its neighbours, -2 to 2."""
    sign = next((sign for sign in piece if not sign.isascii()), "")
    beside = [other for other in piece if other != sign]
    if sign in _WORDLY:
        small = any(other.isascii() and other.islower() for other in beside)
        return 2 if sign.islower() or not small else 0
    if sign in _MARKED:
        inside = len(beside) == 2 and all(other.isalpha() for other in beside)
        return 1 if not inside or sign in "’·" else -1
    return -2


def _finished(words: str, losses: list[Loss]) -> Decoded:
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    if found := _TWICE.search(words):
        losses.append(
            Loss(
                code="encoded-twice",
                message=N_(
                    "Parece que el archivo se guardó dos veces con codificaciones "
                    "distintas («%(words)s»): corrija esos signos."
                ),
                values={"words": found[0].strip()},
                line=_line_at(words, found.start()),
            )
        )
    if "\ufffd" in words:
        losses.append(
            Loss(
                code="lost-signs",
                message=N_("El archivo ya trae signos perdidos («\ufffd»)."),
                line=_line_at(words, words.index("\ufffd")),
            )
        )
    if found := _CONTROLS.search(words.removeprefix("\ufeff")):
        losses.append(
            Loss(
                code="control-signs",
                message=N_("Se quitaron signos de control, que no se pueden mostrar."),
                line=_line_at(words, found.start()),
            )
        )
    return Decoded(words=_CONTROLS.sub("", words), losses=tuple(losses))


def _first_strange(words: str) -> int:
    found = re.search(r"[^\x00-\x7f]", words)
    return _line_at(words, found.start()) if found else 1


def _line_at(words: str, at: int) -> int:
    return words.count("\n", 0, at) + 1


def _assumed(name: str, line: int) -> Loss:
    return Loss(
        code="encoding-assumed",
        message=N_(
            "El archivo no está en UTF-8: se leyó como %(encoding)s. Revise las tildes."
        ),
        values={"encoding": name},
        line=line,
    )


def _mixed(name: str, lines: Iterable[int]) -> Loss:
    numbers = list(lines)
    return Loss(
        code="encoding-mixed",
        message=N_(
            "Estas líneas no están en UTF-8 y se leyeron como %(encoding)s: %(lines)s. "
            "Revise las tildes."
        ),
        values={
            "encoding": name,
            "lines": ", ".join(map(str, numbers[:10])) + ("…" if numbers[10:] else ""),
        },
        line=numbers[0],
    )


def _refuse(code: str, message: str, line: int = 0, **values: object) -> NoReturn:
    raise ExchangeFaulty([Loss(code=code, message=message, values=values, line=line)])
