"""Changing Markdown without touching the code in it."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

_TICKS = re.compile(r"`+")


def outside_code(words: str, change: Callable[[str], str]) -> str:
    """The words with everything changed but what stands between backticks."""
    edges = [0, *(edge for span in _spans(words) for edge in span), len(words)]
    pieces = [words[start:end] for start, end in pairwise(edges)]
    return "".join(
        piece if number % 2 else change(piece) for number, piece in enumerate(pieces)
    )


def _spans(words: str) -> Iterator[tuple[int, int]]:
    """Where code begins and ends: at a run of backticks and the next one as long."""
    runs = list(_TICKS.finditer(words))
    # From the end, so that each run knows the next one of its length at once.
    following: dict[int, int] = {}
    ends: list[int | None] = [None] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        length = len(runs[number][0])
        ends[number] = following.get(length)
        following[length] = number
    number = 0
    while number < len(runs):
        end = ends[number]
        if end is not None:
            yield runs[number].start(), runs[end].end()
            number = end
        number += 1
