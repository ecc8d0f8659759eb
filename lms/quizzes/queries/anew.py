"""What the key of another release makes of an attempt."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import Any

from lms.content.asking import Question
from lms.foundation.database import AnyRow
from lms.quizzes import marking
from lms.quizzes.comparing import FITS, KEEPS, Ground, fits, ground
from lms.quizzes.kinds.face import Value
from lms.quizzes.states import State

from .quizzes import get_questions, get_quiz

Pair = tuple[Fraction, Fraction]
"""Something before and after."""


@dataclass(frozen=True, slots=True)
class Anew:
    """What marking anew makes of an attempt, and of all that are like it.

    ``words`` stand for it in the digest of a preview.
    """

    marks: Mapping[str, Pair]
    unfit: Sequence[str]
    kept: Mapping[str, str]
    points: Pair
    passed: tuple[bool, bool] | None
    words: tuple[Any, ...]


class Keys:
    """The questions whose key changes something, for attempts of several releases.

    Attempts that were asked and marked alike, and answered the same where it matters,
    are worked out once.
    """

    def __init__(
        self, activity_id: str, release_id: int, rows: Iterable[AnyRow]
    ) -> None:
        self.kept: dict[str, Ground] = {}
        self.unfit: Counter[str] = Counter()
        self._activity_id = activity_id
        self._new = get_questions(release_id, activity_id)
        self._asked = {
            pair: get_questions(pair[0], activity_id)
            for pair in {_pair(row) for row in rows}
        }
        self._open = {
            (asked, used): self._changed(questions, used == asked)
            for (asked, used), questions in self._asked.items()
        }
        self._known: dict[tuple[int, str, str], Fraction | None] = {}
        self._alike: dict[tuple[Any, ...], Anew] = {}

    @property
    def ids(self) -> set[str]:
        """Every question that may be marked anew."""
        return {id_ for ids in self._open.values() for id_ in ids}

    def mark(self, row: AnyRow, values: Mapping[str, str]) -> Anew:
        """Return what changes in an attempt with these answers."""
        key = _likeness(row), tuple(sorted(values.items()))
        anew = self._alike.get(key)
        if anew is None:
            anew = self._alike[key] = self._anew(row, values)
        self.unfit.update(anew.unfit)
        return anew

    def _anew(self, row: AnyRow, values: Mapping[str, str]) -> Anew:
        pair, kept = _pair(row), json.loads(row.marks)
        paper = set(json.loads(row.paper)) or self._asked[pair].keys()
        marks, unfit = {}, []
        for id_ in self._open[pair]:
            if id_ not in paper:
                continue
            value = values.get(id_, "[]")
            after = self._mark(row.release_id, id_, value)
            before = self._before(pair, kept, id_, value)
            if after is None:
                unfit.append(id_)
            elif after != before:
                marks[id_] = (before, after)
        points = self._points(row, marks)
        words = str(points), sorted((id_, str(both)) for id_, both in marks.items())
        return Anew(marks, unfit, kept, points, self._passed(row, points), words)

    def _changed(self, asked: Mapping[str, Question], own: bool) -> list[str]:
        """The questions to mark anew: where another key was used since, all that fit.

        What else changed in the quiz is written down with the reason why it stays.
        """
        grounds = {id_: ground(old, self._new.get(id_)) for id_, old in asked.items()}
        self.kept |= {id_: why for id_, why in grounds.items() if why in KEEPS}
        anew = (Ground.NEW_KEY,) if own else FITS
        return [id_ for id_, why in grounds.items() if why in anew]

    def _before(
        self, pair: tuple[int, int], kept: Mapping[str, str], id_: str, value: str
    ) -> Fraction:
        if id_ in kept:
            return Fraction(kept[id_])
        # It ended before marks were kept question by question.
        return marking.mark(self._asked[pair][id_], _read(value))

    def _mark(self, release_id: int, id_: str, value: str) -> Fraction | None:
        """The mark by the new key; ``None`` for an answer that it does not fit."""
        key = release_id, id_, value
        if key not in self._known:
            question, given = self._new[id_], _read(value)
            fit = fits(question, given)
            self._known[key] = marking.mark(question, given) if fit else None
        return self._known[key]

    def _points(self, row: AnyRow, marks: Mapping[str, Pair]) -> Pair:
        questions = self._asked[_pair(row)]
        before = Fraction(row.points_num, row.points_den)
        gained = sum(
            ((new - old) * questions[id_].points for id_, (old, new) in marks.items()),
            Fraction(0),
        )
        return before, before + gained

    def _passed(self, row: AnyRow, points: Pair) -> tuple[bool, bool] | None:
        if row.state != State.MARKED:
            return None
        least = get_quiz(row.release_id, self._activity_id).pass_mark
        old, new = (marking.passes(each, row.out_of, least) for each in points)
        return old, new


_likeness = attrgetter(
    "release_id",
    "marked_with_id",
    "state",
    "points_num",
    "points_den",
    "out_of",
    "paper",
    "marks",
)
"""What makes an attempt come out as it does, besides its answers."""


def _pair(row: AnyRow) -> tuple[int, int]:
    """The release whose questions were asked, and that whose key was used."""
    return row.release_id, row.marked_with_id or row.release_id


def _read(value: str) -> Value:
    return tuple(json.loads(value))
