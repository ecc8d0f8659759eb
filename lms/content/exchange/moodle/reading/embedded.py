"""Small questions inside of a text: ``{1:SHORTANSWER:=Lemkin~%50%Lemkine#Casi}``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from lms.content.exchange.weights import share_of
from lms.content.questions.contents import GapLook

SHORT, NUMBER, SINGLE, MULTIPLE = "short", "numerical", "single", "multiple"


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """What a small question is: its kind, and how it looks or compares."""

    kind: str
    look: GapLook = GapLook.SELECT
    shuffle: bool = False
    case: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternative:
    """One answer, as it is written: words and feedback are HTML."""

    share: Fraction
    words: str
    feedback: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedded:
    """A small question, and how much it weighs against the others."""

    form: Form
    points: int
    alternatives: tuple[Alternative, ...]


def _forms() -> dict[str, Form]:
    short, number = Form(kind=SHORT), Form(kind=NUMBER)
    exact = Form(kind=SHORT, case=True)
    forms = {
        **dict.fromkeys(("SHORTANSWER", "SA", "MW"), short),
        **dict.fromkeys(("SHORTANSWER_C", "SAC", "MWC"), exact),
        **dict.fromkeys(("NUMERICAL", "NM"), number),
    }
    single, several = ("MULTICHOICE", "MC"), ("MULTIRESPONSE", "MR")
    for tail, look in (("", GapLook.SELECT), ("V", GapLook.LIST), ("H", GapLook.ROW)):
        forms |= _shuffled(single, tail, Form(kind=SINGLE, look=look))
    for tail, look in (("", GapLook.LIST), ("H", GapLook.ROW)):
        forms |= _shuffled(several, tail, Form(kind=MULTIPLE, look=look))
    return forms


def _shuffled(names: tuple[str, str], tail: str, form: Form) -> dict[str, Form]:
    long, brief = names
    mixed = Form(kind=form.kind, look=form.look, shuffle=True)
    return {
        f"{long}_{tail}" if tail else long: form,
        f"{brief}{tail}": form,
        f"{long}_{tail}S": mixed,
        f"{brief}{tail}S": mixed,
    }


FORMS = _forms()

_OPENING = re.compile(
    r"\{([0-9]{0,9}):(" + "|".join(sorted(FORMS, key=len, reverse=True)) + r"):"
)
_EDGE = re.compile(r"(?:\s|&nbsp;|<br\s*/?>|</?p>)*")
_PERCENT = re.compile(r"%(-?[0-9]{1,3}(?:[.,][0-9]{0,12})?)%")
_ESCAPED = re.compile(r"\\([}#~/\"\\])")
_ENTITY = re.compile(r"&(?:amp;)?$")
_MOST_POINTS = 100


def replaced(
    text: str, change: Callable[[Embedded], str]
) -> tuple[str, tuple[str, ...]]:
    """A text with something else in the place of each small question.

    Also tells which of them begin and have no end; those stay words.
    """
    pieces: list[str] = []
    broken: list[str] = []
    at, end = 0, 0
    while found := _OPENING.search(text, at):
        # Where one had no end, none after it has.
        end = _end(text, found.end()) if end >= 0 else end
        if end < 0:
            broken.append(text[found.start() : found.start() + 40])
            pieces.append(text[at : found.end()])
            at = found.end()
            continue
        pieces.append(text[at : found.start()])
        body = text[found.end() : end]
        pieces.append(
            change(
                Embedded(
                    form=FORMS[found[2]],
                    points=min(max(int(found[1] or 1), 1), _MOST_POINTS),
                    alternatives=tuple(map(_alternative, _split(body, "~"))),
                )
            )
        )
        at = end + 1
    return "".join((*pieces, text[at:])), tuple(broken)


def _end(text: str, at: int) -> int:
    """Where the brace is that closes; -1 if there is none."""
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "}":
            return at
        at += 1
    return -1


def _split(text: str, sign: str, most: int = 0) -> list[str]:
    """The parts of a text between a sign that is neither escaped nor in an entity."""
    parts, start, at = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == sign and not _ENTITY.search(text[max(0, at - 5) : at]):
            parts.append(text[start:at])
            start = at + 1
            if len(parts) == most:
                break
        at += 1
    return [*parts, text[start:]]


def _alternative(part: str) -> Alternative:
    words = part[_edge(part) :]
    share = Fraction(0)
    if words.startswith("="):
        share, words = Fraction(1), words[1:]
    elif percent := _PERCENT.match(words):
        share = max(Fraction(-1), min(Fraction(1), share_of(percent[1]) or share))
        words = words[percent.end() :]
    answer, *feedback = _split(words, "#", most=1)
    return Alternative(
        share=share,
        words=_bare(answer).strip(),
        feedback=_bare("".join(feedback)).strip(),
    )


def _edge(part: str) -> int:
    found = _EDGE.match(part)
    return found.end() if found else 0


def _bare(words: str) -> str:
    return _ESCAPED.sub(r"\1", words)
