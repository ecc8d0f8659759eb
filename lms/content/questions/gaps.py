"""Gaps in a prompt, ``{{gap-id}}``: where they stand among the words. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

GAP = re.compile(r"\{\{([a-z0-9]+(?:-[a-z0-9]+)*)\}\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, or a gap: one of the two is empty."""

    words: str = ""
    gap: str = ""


def split(prompt: str) -> tuple[Piece, ...]:
    """A prompt as words and gaps in turn, as they stand; no piece is empty."""
    return tuple(_pieces(prompt))


def gap_ids(prompt: str) -> tuple[str, ...]:
    """The ids of the gaps of a prompt, in order, as often as they stand there."""
    return tuple(found[1] for found in GAP.finditer(prompt))


def place_of(gap_id: str) -> str:
    """How a gap is written in a prompt."""
    return f"{{{{{gap_id}}}}}"


def _pieces(prompt: str) -> Iterator[Piece]:
    at = 0
    for found in GAP.finditer(prompt):
        if found.start() > at:
            yield Piece(words=prompt[at : found.start()])
        yield Piece(gap=found[1])
        at = found.end()
    if at < len(prompt):
        yield Piece(words=prompt[at:])
