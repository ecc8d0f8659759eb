"""How people mark one answer: one of them, or two who do not know of each other. Pure.

::

    one marker:   nobody ── first ──▶ settled
    two markers:  nobody ── first ──▶ waits ── second ──▶ settled, where both are equal
                                                  └─────▶ differ ── decision ──▶ settled
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction


class Round(StrEnum):
    """Whose thought a mark is."""

    FIRST = "first"
    SECOND = "second"
    FINAL = "final"


class Stage(StrEnum):
    """Where an answer is, for the person who looks at it."""

    FIRST = "first"
    """Nobody has marked it."""
    SECOND = "second"
    """Somebody else has, and a second person is needed: this one, who must not see."""
    WAITS = "waits"
    """This person has; another one is needed."""
    DIFFER = "differ"
    """Two have, and not alike."""
    SETTLED = "settled"
    """It has its mark."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What somebody thinks of an answer: a mark from 0 to 1, and why.

    ``levels`` maps each criterion of the rubric to the level reached.
    """

    mark: Fraction
    levels: Mapping[str, str]
    comment: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenMark:
    """A judgement as it was given, by whom and when."""

    round: Round
    marker_id: int
    marker: str
    judgement: Judgement
    changed_at: datetime


Marks = Mapping[Round, GivenMark]


def stage_of(marks: Marks, viewer_id: int) -> Stage:
    """Tell where an answer is for somebody.

    A single mark without a final one waits for a second: where one marker is enough,
    their mark is written down as final too.
    """
    if Round.FINAL in marks:
        return Stage.SETTLED
    if Round.SECOND in marks:
        return Stage.DIFFER
    if Round.FIRST in marks:
        own = marks[Round.FIRST].marker_id == viewer_id
        return Stage.WAITS if own else Stage.SECOND
    return Stage.FIRST


def visible(marks: Marks, viewer_id: int) -> Marks:
    """Return the marks somebody may see: not another's before they gave their own."""
    return {} if stage_of(marks, viewer_id) is Stage.SECOND else marks


def stamp_of(marks: Marks, viewer_id: int) -> str:
    """Return what tells a form whether the marks it showed are still the same."""
    seen = visible(marks, viewer_id)
    parts = [f"{name}@{seen[name].changed_at.isoformat()}" for name in sorted(seen)]
    return " ".join([stage_of(marks, viewer_id), *parts])


def is_current(stamp: str, marks: Marks, viewer_id: int) -> bool:
    """Tell whether a form may still be saved as what it was.

    What was meant as the first mark may become the second: neither saw the other.
    """
    now = stage_of(marks, viewer_id)
    became_second = stamp == Stage.FIRST and now is Stage.SECOND
    return became_second or stamp == stamp_of(marks, viewer_id)


def is_free_to_change(marks: Marks, viewer_id: int, *, told: bool) -> bool:
    """Tell whether somebody may change a settled mark without saying why.

    Their own, given alone, and not yet ``told`` to the learner.
    """
    alone = {mark.marker_id for mark in marks.values()} == {viewer_id}
    return alone and Round.SECOND not in marks and not told


def joined(*comments: str) -> str:
    """Return what several people wrote, each text once."""
    return "\n\n".join(dict.fromkeys(text for text in comments if text))
