"""What happens while learning."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityCompleted(Event):
    """A learner has done an activity for the first time."""

    enrolment_id: int
    activity_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseCompleted(Event):
    """A learner has done everything a course requires."""

    enrolment_id: int
    course_id: str
