"""Takes the answers between the braces apart, one by one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.exchange.gift.parting import Parted
from lms.content.exchange.gift.weights import WEIGHT, together
from lms.kernel.language import N_

MAX_ANSWERS = 500

_FIRST = re.compile(r"^[^\S\n]*(\S)", re.M)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One answer: its sign, ``=`` or ``~`` or none, and its parts, signs hidden.

    ``weight`` is what was written in per cent, ``None`` where nothing was.
    """

    sign: str
    words: str
    feedback: str = ""
    weight: Fraction | None = None
    line: int = 0

    @property
    def share(self) -> Fraction:
        """What it is worth: a right answer all, a wrong one nothing, unless said."""
        if self.weight is not None:
            return self.weight
        return Fraction(self.sign != "~")


def split(words: str, signs: str, question: Parted, losses: Losses) -> list[Item]:
    """The answers that begin with one of the signs, and the words before them.

    An ``=`` that nobody escaped is left in the words it stands in, where the other
    answers show that it cannot begin one; that is told.

    Raises ``Unreadable`` for more answers than anybody would read.
    """
    marks = [found.start() for found in re.finditer(f"[{signs}]", words)]
    if len(marks) > MAX_ANSWERS:
        raise Unreadable(
            "gift-too-many",
            N_("Tiene más de %(most)s respuestas."),
            most=MAX_ANSWERS,
        )
    kept = _kept(words, marks)
    for place in sorted(kept)[:1]:
        losses.add(
            "gift-sign-kept",
            N_("Un «=» sin escapar se leyó como parte del texto: revise la respuesta."),
            question.line_at(place),
        )
    places = [place for place in marks if place not in kept]
    first = words[: places[0]] if places else words
    items = [Item(sign="", words=first, line=question.line_at(0))]
    for place, end in pairwise((*places, len(words))):
        items.append(
            Item(
                sign=words[place],
                words=words[place + 1 : end],
                line=question.line_at(place),
            )
        )
    return items if first.strip() else items[1:]


def weighed(items: Sequence[Item]) -> list[Item]:
    """The same with their weights and their feedback taken off the words.

    Raises ``Unreadable`` for a weight beyond 100 %.
    """
    found = [WEIGHT.match(item.words) for item in items]
    weights = together(found)
    result = []
    for item, weight, match in zip(items, weights, found, strict=True):
        if weight is not None and abs(weight) > 1:
            raise Unreadable(
                "gift-weight",
                N_("El peso «%(weight)s» no está entre -100 y 100."),
                item.line,
                weight=match[0].strip() if match else "",
            )
        words = item.words[match.end() :] if match else item.words
        answer, _, feedback = words.partition("#")
        result.append(replace(item, words=answer, feedback=feedback, weight=weight))
    return result


def _kept(words: str, marks: Sequence[int]) -> set[int]:
    """Every ``=`` that is not the beginning of an answer."""
    rest = marks[1:]
    apart = {place for place in rest if words[place - 1].isspace()}
    if not apart or any(words[place] == "~" for place in rest if place not in apart):
        return set()
    starts = {found.start(1) for found in _FIRST.finditer(words)}
    heads = [place for place in marks if place in starts]
    tight = len(heads) > 1 and not any(_is_loose(words, place) for place in heads)
    return {
        place
        for place in rest
        if words[place] == "="
        and place not in starts
        and (place not in apart or (tight and _is_loose(words, place)))
    }


def _is_loose(words: str, place: int) -> bool:
    return words[place + 1 : place + 2].isspace()
