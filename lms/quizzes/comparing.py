"""Whether an answer to one version of a question may be marked by another's key. Pure.

Only where the learner was asked the same: the same kind, nothing that could be chosen
is gone, and the best answer of today could have been given then. What a question says
may change freely.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.questions.registry import question_kinds

from .kinds.face import Value
from .marking import kind_of


class Ground(StrEnum):
    """How answers to one version of a question stand to the key of another."""

    SAME = "same"
    """It is the same key."""
    NEW_KEY = "new key"
    """Another key, and the answers fit it."""
    BY_HAND = "by hand"
    """A person gives the mark, or nobody does."""
    GONE = "gone"
    """The question is no longer in the quiz."""
    KIND = "kind"
    """It is a question of another kind now."""
    TAKEN = "taken away"
    """Something that could be chosen is no longer there."""
    ADDED = "added"
    """The best answer of today could not be given then."""


FITS = (Ground.SAME, Ground.NEW_KEY)
"""Where an answer may be marked by the other key."""

KEEPS = (Ground.GONE, Ground.KIND, Ground.TAKEN, Ground.ADDED)
"""Why a mark stays although the question has changed."""


def ground(old: Question, new: Question | None) -> Ground:
    """Tell how answers to ``old`` stand to the key of ``new``."""
    if new is None:
        return Ground.GONE
    if old.kind != new.kind:
        return Ground.KIND
    kind = kind_of(old)
    if kind.by_hand or kind.unmarked:
        return Ground.BY_HAND
    if old.content == new.content:
        return Ground.SAME
    if _ids(old) - _ids(new):
        return Ground.TAKEN
    return Ground.NEW_KEY if fits(old, kind.key(new)) else Ground.ADDED


def fits(question: Question, value: Value) -> bool:
    """Tell whether an answer can be read as one to this version of a question."""
    try:
        return set(kind_of(question).read(question, value)) == set(value)
    except ValueError:
        return False


def _ids(question: Question) -> set[str]:
    """Every id inside a question: of its answers, parts, gaps and things."""
    return set(_found(question_kinds()[question.kind].dump(question)))


def _found(data: Plain) -> Iterator[str]:
    if isinstance(data, Mapping):
        if "id" in data:
            yield str(data["id"])
        for value in data.values():
            yield from _found(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from _found(value)
