"""What happens on the way from the call to the seat."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationSubmitted(Event):
    """Somebody applied, or sent a changed application: ``revision`` is above 1."""

    application_id: int
    edition_id: int
    member_id: int
    enrolment_id: int
    revision: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationWithdrawn(Event):
    """Somebody took their application back."""

    application_id: int
    edition_id: int
    member_id: int
    enrolment_id: int
