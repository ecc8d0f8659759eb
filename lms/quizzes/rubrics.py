"""From what a marker fills in to a mark: levels of a rubric, or a number. Pure."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lms.content.asking import Question
from lms.content.numbers import decimal_of
from lms.content.questions.contents import Criterion, Essay

DECIMALS = 2


def rubric_of(question: Question) -> tuple[Criterion, ...]:
    """Return what a text is judged by; nothing where a number is given."""
    content = question.content
    return content.rubric if isinstance(content, Essay) else ()


def mark_of_levels(
    rubric: Sequence[Criterion], levels: Mapping[str, str]
) -> Fraction | None:
    """Return the points of the levels over the most there could be.

    ``None`` unless every criterion has one of its levels. A rubric on which nothing can
    be earned gives the whole mark.
    """
    earned = 0
    for criterion in rubric:
        points = {level.id: level.points for level in criterion.levels}
        if levels.get(criterion.id) not in points:
            return None
        earned += points[levels[criterion.id]]
    most = sum(most_of(criterion) for criterion in rubric)
    return min(Fraction(1), Fraction(max(earned, 0), most)) if most else Fraction(1)


def most_of(criterion: Criterion) -> int:
    """Return the points of the best level."""
    return max((level.points for level in criterion.levels), default=0)


def mark_of_points(words: str, worth: int) -> Fraction | None:
    """Return the mark for points as typed («1,5» or «1.5»), of so many.

    ``None`` for what is no number from 0 to ``worth`` with at most two decimals.
    """
    value = decimal_of(words.strip().replace(",", "."))
    if value is None or not 0 <= value <= worth:
        return None
    points = Fraction(value)
    return points / worth if 10**DECIMALS % points.denominator == 0 else None
