"""What each kind of question needs besides its prompt: plain values, all immutable.

Ids are slugs, unique in their question, and never change their meaning: answers refer
to them for ever. Weights are shares of the question's mark, from -1 to 1.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from lms.content.questions.weighing import Marking
from lms.kernel.language import Language, Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One of the answers offered. ``weight`` is said where it is neither all nor
    nothing: part of the point for an answer that is partly right, or a penalty."""

    id: str
    text: Text
    correct: bool = False
    weight: Fraction | None = None
    feedback: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """``single`` and ``multiple``: a list of answers to choose from.

    ``marking`` matters to ``multiple`` alone: ALL, PARTIAL, PENALTY or WEIGHTS.
    """

    choices: tuple[Choice, ...]
    marking: Marking = Marking.PENALTY
    shuffle: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """``truefalse``: is the prompt true? With what is told to each answer."""

    answer: bool
    if_true: Text = field(default_factory=dict)
    if_false: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Something, and what belongs to it."""

    id: str
    left: Text
    right: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """A thing with an id and a text."""

    id: str
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """``matching``: for each left side, which right side? ``extras`` belong to none.

    Right sides with the same text are one and the same. ``marking`` is PARTIAL or ALL.
    """

    pairs: tuple[Pair, ...]
    extras: tuple[Labelled, ...] = ()
    marking: Marking = Marking.PARTIAL
    shuffle: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Ordering:
    """``ordering``: things in their right order. ``marking`` is RUN or ALL."""

    items: tuple[Labelled, ...]
    marking: Marking = Marking.RUN


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """A text that is accepted: ``*`` stands for anything, ``\\*`` for the sign itself.

    ``language`` is said where the text is shown to readers of that language only; it is
    accepted from everybody.
    """

    text: str
    weight: Fraction = Fraction(1)
    language: Language | None = None
    feedback: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShortText:
    """``short``: a few words, compared with what is accepted, the first hit counts.

    ``case`` and ``accents`` say whether capitals and accents must be as written.
    """

    answers: tuple[Accepted, ...]
    case: bool = False
    accents: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """Numbers that are accepted: ``value`` give or take ``tolerance``, or all from
    ``least`` to ``most``; neither of them stands for any other number."""

    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    least: Decimal | None = None
    most: Decimal | None = None
    weight: Fraction = Fraction(1)
    feedback: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A unit: a number given in it is divided by ``factor`` before it is compared
    (with ``m`` as the unit of the answer, ``km`` has the factor 0.001)."""

    name: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Numerical:
    """``numerical``: a number, the first interval that holds it counts.

    ``unit_needed`` says whether a number without a unit is wrong; without ``units``
    there is none to be written.
    """

    answers: tuple[Interval, ...]
    units: tuple[Unit, ...] = ()
    unit_needed: bool = False


class GapLook(StrEnum):
    """How a gap of choices looks."""

    SELECT = "select"
    LIST = "list"
    ROW = "row"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A gap: ``kind`` is single, multiple, short or numerical, with its content.

    ``points`` is its share of the question's mark against the other gaps.
    """

    id: str
    kind: str
    content: Choices | ShortText | Numerical
    points: int = 1
    look: GapLook = GapLook.SELECT
    feedback: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cloze:
    """``cloze``: the prompt has gaps, written ``{{gap-id}}`` where they stand."""

    gaps: tuple[Gap, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorted:
    """A thing and the id of the category it belongs to."""

    id: str
    text: Text
    category: str
    feedback: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Categories:
    """``categorising``: which thing belongs where? ``marking`` is PARTIAL or ALL."""

    categories: tuple[Labelled, ...]
    items: tuple[Sorted, ...]
    marking: Marking = Marking.PARTIAL
    shuffle: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """How well a criterion may be met, and what that is worth."""

    id: str
    text: Text
    points: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """Something a text is judged by."""

    id: str
    text: Text
    levels: tuple[Level, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Essay:
    """``essay``: a longer text, marked by a person.

    The mark is the sum of the levels reached over the highest possible sum; without a
    rubric the marker gives a number. ``guidance`` is for markers alone, ``template``
    is what the learner finds in the field.
    """

    rubric: tuple[Criterion, ...] = ()
    least_words: int = 0
    most_words: int | None = None
    lines: int = 10
    guidance: Text = field(default_factory=dict)
    template: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reflection:
    """``reflection``: a text for oneself, complete when written, never marked."""

    least_words: int = 1
    lines: int = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Likert:
    """``likert``: how far one agrees, on a scale from one end to the other."""

    scale: tuple[Labelled, ...]
