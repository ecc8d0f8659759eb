"""What happens in quizzes."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptSubmitted(Event):
    """An attempt ended and counts: its learner handed it in, or its time was up.

    It may still wait for a person's marks.
    """

    enrolment_id: int
    activity_id: str
    attempt_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptMarked(Event):
    """An attempt has its final points, for the first time or after a regrading.

    ``percent`` and ``passed`` are those of the quiz: of the result that counts over all
    of the learner's marked attempts. ``percent`` is whole and never rounded up;
    ``passed`` was decided on the exact result.
    """

    enrolment_id: int
    activity_id: str
    attempt_id: int
    percent: int
    passed: bool
