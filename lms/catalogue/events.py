"""What happens in the catalogue."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class CoursePublished(Event):
    """A course has a new release."""

    course_id: str
    release_id: int
    number: int
