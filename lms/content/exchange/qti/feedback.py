"""Feedback: on which answers the rules show each text, and what that means here."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction
from typing import TypeVar

from lms.content.exchange.qti.declared import ZERO
from lms.content.exchange.qti.dialect import identifier
from lms.content.exchange.qti.notes import Notes
from lms.content.exchange.qti.trials import Key, Trial
from lms.content.exchange.xml import Element
from lms.kernel.language import N_

_T = TypeVar("_T")

FEEDBACKS = frozenset(("modalFeedback", "feedbackBlock", "feedbackInline"))
_HOMES = frozenset(
    (
        *("simpleChoice", "hottext", "inlineChoice"),
        *("simpleAssociableChoice", "gapText", "gapImg"),
    )
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A text of feedback: it is shown if an outcome has its identifier, or hidden
    then. ``home`` is the choice it stands in, if it stands in one."""

    element: Element
    home: Key | None

    @property
    def name(self) -> str:
        """Its identifier, which need not be unique."""
        return identifier(self.element)

    def shows(self, trial: Trial) -> bool:
        """Whether an answer makes it seen."""
        value = trial.outcomes.get(identifier(self.element, "outcomeIdentifier"))
        has = value is not None and self.name in map(str, value.atoms)
        return has != (self.element.attributes.get("showHide", "show") == "hide")


class Standing(Enum):
    """How good an answer is."""

    RIGHT = auto()
    PARTLY = auto()
    WRONG = auto()


@dataclass(slots=True)
class Told:
    """What is told, sorted by when: to all, by how good the answer is, or with one
    thing that was answered."""

    general: list[str] = field(default_factory=list)
    by_standing: dict[Standing, list[str]] = field(default_factory=dict)
    by_part: dict[Key, list[str]] = field(default_factory=dict)

    def part(self, key: Key) -> str:
        """What is told with one thing that was answered."""
        return "\n\n".join(self.by_part.get(key, ()))

    def standing(self, standing: Standing) -> str:
        """What is told to those whose answer is that good."""
        return "\n\n".join(self.by_standing.get(standing, ()))


def hints_of(root: Element) -> Iterator[Hint]:
    """All feedback of an item, in its order."""
    yield from _hints(root, "", None)


def settle(
    hints: Sequence[Hint],
    trials: Sequence[Trial],
    places: Set[Key],
    words: Callable[[Element], str],
    notes: Notes,
) -> Told:
    """Find the place of each text: ``places`` are the answers that can have some.

    What has no place is written down as lost.
    """
    answered = [trial for trial in trials if trial.parts]
    best = max((trial.points for trial in trials), default=ZERO)
    told = Told()
    for hint in hints:
        split = _Split(
            shown=[trial for trial in answered if hint.shows(trial)],
            hidden=[trial for trial in answered if not hint.shows(trial)],
            best=best,
        )
        if answered and not split.shown:
            _lose_unseen(hint, notes)
        elif not split.shown or not _place(hint, split, places, told, words):
            _lose_unplaced(hint, notes)
    return told


@dataclass(frozen=True, kw_only=True, slots=True)
class _Split:
    """The answers that a text is seen with, and those it is not seen with."""

    shown: Sequence[Trial]
    hidden: Sequence[Trial]
    best: Fraction

    def standings(self) -> list[Standing]:
        """How good the answers are that it is seen with, if that alone decides."""
        mine = {self._standing(trial) for trial in self.shown}
        others = {self._standing(trial) for trial in self.hidden}
        return [] if mine & others else [s for s in Standing if s in mine]

    def parts(self) -> list[Key]:
        """The things answered that it belongs to, if they alone decide."""
        hidden = {part for trial in self.hidden for part in trial.parts}
        mine = {part for trial in self.shown for part in trial.parts} - hidden
        # What was only tried along with something else need not matter.
        alone = {p for t in self.shown if len(t.parts) == 1 for p in t.parts}
        needed = mine & alone or mine
        return sorted(needed) if all(t.parts & needed for t in self.shown) else []

    def _standing(self, trial: Trial) -> Standing:
        if self.best > 0 and trial.points >= self.best:
            return Standing.RIGHT
        return Standing.WRONG if trial.points <= 0 else Standing.PARTLY


def _hints(element: Element, response: str, home: Key | None) -> Iterator[Hint]:
    response = identifier(element, "responseIdentifier") or response
    if element.tag in _HOMES:
        home = (response, identifier(element))
    if element.tag in FEEDBACKS:
        yield Hint(element, home)
    for child in element.children:
        yield from _hints(child, response, home)


def _lose_unseen(hint: Hint, notes: Notes) -> None:
    notes.lose(
        "feedback-unseen",
        N_(
            "La retroalimentación «%(name)s» no se importó: las reglas no la muestran "
            "con ninguna respuesta."
        ),
        hint.element.line,
        name=hint.name,
    )


def _lose_unplaced(hint: Hint, notes: Notes) -> None:
    notes.lose(
        "feedback-lost",
        N_(
            "La retroalimentación «%(name)s» no se importó: depende de la respuesta de "
            "una forma que aquí no existe."
        ),
        hint.element.line,
        name=hint.name,
    )


def _place(
    hint: Hint,
    split: _Split,
    places: Set[Key],
    told: Told,
    words: Callable[[Element], str],
) -> bool:
    parts = split.parts()
    if not places >= set(parts):
        parts = []
    if len(parts) == 1 and (parts[0] == hint.home or parts[0][1] == hint.name):
        _put(told.by_part, parts, words(hint.element))
    elif not split.hidden:
        told.general.append(words(hint.element))
    elif standings := split.standings():
        _put(told.by_standing, standings, words(hint.element))
    elif parts:
        _put(told.by_part, parts, words(hint.element))
    else:
        return False
    return True


def _put(places: dict[_T, list[str]], keys: Sequence[_T], words: str) -> None:
    for key in keys:
        places.setdefault(key, []).append(words)
