"""What happens to enrolments."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class EnrolmentChanged(Event):
    """An enrolment came into another state; ``before`` is empty for a new one."""

    enrolment_id: int
    member_id: int
    edition_id: int
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolled(Event):
    """A member joined an edition, or came back to it."""

    enrolment_id: int
    member_id: int
    edition_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EnrolmentLeft(Event):
    """A member left an edition; the record stays."""

    enrolment_id: int
    member_id: int
    edition_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseChanged(Event):
    """A learner moved to another release of the course, by choice."""

    enrolment_id: int
    from_release_id: int
    to_release_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionMoved(Event):
    """An edition came into another state."""

    edition_id: int
    before: str
    after: str
