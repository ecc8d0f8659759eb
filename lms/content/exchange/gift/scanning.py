"""Takes a file of GIFT apart: comments, categories, and what stands between blanks.

Only lines and braces are looked at here, in one go from top to bottom.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lms.content.exchange.carried import ExchangeFaulty, Loss
from lms.content.exchange.gift.signs import hide
from lms.kernel.language import N_

CATEGORY = "$CATEGORY:"
MAX_PASSAGES = 20_000
MAX_BRACES = 200_000
MAX_FAULTS = 50

_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a pair of braces stands in a text: ``start`` on the first, ``end`` after
    the last."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Lines up to a blank one, without comments; the outermost braces in them.

    Signs that mean nothing are hidden (see ``signs``), those of ``comments`` are not.
    """

    text: str
    spans: tuple[Span, ...] = ()
    comments: tuple[str, ...] = ()
    starts: tuple[int, ...] = (0,)
    """Where in the text its lines begin …"""
    numbers: tuple[int, ...] = (1,)
    """… and which lines of the file they are."""

    def line_at(self, place: int) -> int:
        """The line of the file in which a place of the text is."""
        return self.numbers[bisect_right(self.starts, place) - 1]

    def followed_by(self, other: "Passage") -> "Passage":
        """This passage and the next one as one."""
        shift = len(self.text) + 1
        return Passage(
            text=f"{self.text}\n{other.text}",
            spans=(
                *self.spans,
                *(Span(span.start + shift, span.end + shift) for span in other.spans),
            ),
            comments=self.comments + other.comments,
            starts=(*self.starts, *(start + shift for start in other.starts)),
            numbers=self.numbers + other.numbers,
        )


@dataclass(frozen=True, slots=True)
class Category:
    """From here on questions belong to this category."""

    path: str
    line: int


def scan(words: str) -> list[Passage | Category]:
    """Take a file apart.

    Raises ``ExchangeFaulty`` for a brace that is never closed or was never opened, and
    for a file that is larger than any bank of questions.
    """
    scanner = _Scanner()
    lines = words.split("\n")
    for number, (line, raw) in enumerate(
        zip(hide(words).split("\n"), lines, strict=True), 1
    ):
        scanner.take(number, line, raw)
        if len(scanner.found) > MAX_PASSAGES or scanner.braces > MAX_BRACES:
            raise ExchangeFaulty(
                [
                    Loss(
                        code="gift-too-large",
                        message=N_("El archivo tiene demasiadas preguntas: divídalo."),
                        line=number,
                    )
                ]
            )
    scanner.finish()
    if scanner.faults:
        raise ExchangeFaulty(scanner.faults)
    return list(_joined(scanner.found))


@dataclass(slots=True)
class _Scanner:
    found: list[Passage | Category] = field(default_factory=list)
    faults: list[Loss] = field(default_factory=list)
    braces: int = 0
    _lines: list[tuple[int, str]] = field(default_factory=list)
    _length: int = 0
    _spans: list[Span] = field(default_factory=list)
    _comments: list[str] = field(default_factory=list)
    _later: list[str] = field(default_factory=list)
    """Comments after the last line: they may belong to the next question."""
    _depth: int = 0
    _opened: tuple[int, int] = (0, 0)
    """Where the braces that are open began: the place, and the line."""
    _blank: bool = False

    def take(self, number: int, line: str, raw: str) -> None:
        """Read one line."""
        bare = line.strip()
        if bare.startswith("//"):
            self._later.append(raw)
            return
        if self._depth and self._blank and bare.startswith(("::", CATEGORY)):
            # A question begins, so the one before was not finished.
            self._unclosed()
        if not self._depth and self._is_between(bare, number, raw):
            return
        self._blank = not bare
        self._comments += self._later
        self._later.clear()
        self._lines.append((number, line))
        self._mind_braces(number, line)
        self._length += len(line) + 1

    def finish(self) -> None:
        """Read the end of the file."""
        if self._depth:
            self._unclosed()
        self._flush()

    def _is_between(self, bare: str, number: int, raw: str) -> bool:
        if not bare:
            self._comments += self._later
            self._later.clear()
            self._flush()
            return True
        if bare.startswith(CATEGORY):
            self._flush()
            self._later.clear()
            path = raw.strip().removeprefix(CATEGORY).strip()
            self.found.append(Category(path, number))
            return True
        if bare.startswith("::") and self._spans:
            self._flush()
        return False

    def _mind_braces(self, number: int, line: str) -> None:
        for brace in _BRACE.finditer(line):
            self.braces += 1
            place = self._length + brace.start()
            if brace[0] == "{":
                if not self._depth:
                    self._opened = place, number
                self._depth += 1
            elif self._depth:
                self._depth -= 1
                if not self._depth:
                    self._spans.append(Span(self._opened[0], place + 1))
            else:
                self._fault(
                    "gift-unopened",
                    N_(
                        "Esta llave «}» no cierra nada: si es parte del texto, escriba "
                        "«\\}»."
                    ),
                    number,
                )

    def _unclosed(self) -> None:
        self._fault(
            "gift-unclosed",
            N_(
                "La llave «{» que se abre aquí no se cierra: falta «}», o hay otra «{» "
                "que debería ser «\\{»."
            ),
            self._opened[1],
        )
        self._depth = 0
        self._flush()

    def _fault(self, code: str, message: str, line: int) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Loss(code=code, message=message, line=line))

    def _flush(self) -> None:
        if self._lines:
            starts, at = [], 0
            for _, line in self._lines:
                starts.append(at)
                at += len(line) + 1
            self.found.append(
                Passage(
                    text="\n".join(line for _, line in self._lines),
                    spans=tuple(self._spans),
                    comments=tuple(self._comments),
                    starts=tuple(starts),
                    numbers=tuple(number for number, _ in self._lines),
                )
            )
        self._lines, self._spans, self._comments = [], [], []
        self._length, self._blank = 0, False


def _joined(found: list[Passage | Category]) -> Iterator[Passage | Category]:
    """Answers that stand alone belong to the words before the blank line."""
    last: Passage | Category | None = None
    for each in found:
        if _is_answers(each) and isinstance(last, Passage) and not last.spans:
            assert isinstance(each, Passage)
            last = last.followed_by(each)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last


def _is_answers(each: Passage | Category) -> bool:
    return (
        isinstance(each, Passage)
        and len(each.spans) == 1
        and not each.text[: each.spans[0].start].strip()
        and not each.text[each.spans[0].end :].strip()
    )
