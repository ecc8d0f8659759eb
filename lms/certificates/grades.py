"""Which grade somebody has earned: a pure function of progress and quizzes."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lms.enrolment.rules import CertificateRules


class Grade(StrEnum):
    """What a certificate says of its holder, from the least to the most."""

    PARTICIPATION = "participation"
    COMPLETION = "completion"
    DIPLOMA = "diploma"


ORDER = tuple(Grade)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far somebody came: ``percent`` of the activities that the course requires,
    and the mean of all its quizzes, 0 to 100, where it has any."""

    percent: int
    mean: Fraction | None


def grade_of(reached: Reached, rules: CertificateRules) -> Grade | None:
    """Return the best grade whose rule is met, or ``None``.

    A diploma also asks for its mean over all quizzes, a quiz not taken being 0; in a
    course without quizzes there is no mean to reach, and so no diploma.
    """
    has_mean = reached.mean is not None and reached.mean >= rules.diploma_score
    if reached.percent >= rules.diploma and has_mean:
        return Grade.DIPLOMA
    if reached.percent >= rules.completion:
        return Grade.COMPLETION
    if reached.percent >= rules.participation:
        return Grade.PARTICIPATION
    return None


def is_better(grade: Grade, other: Grade) -> bool:
    """Tell whether a grade is above another."""
    return ORDER.index(grade) > ORDER.index(other)
