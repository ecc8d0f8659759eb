"""What happens in conversations."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadOpened(Event):
    """Somebody began a conversation; its first post is told of separately."""

    thread_id: int
    space_id: int
    starter_id: int
    edition_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PostPublished(Event):
    """Somebody said something.

    ``edition_id`` is empty in the alumni space; ``activity_id`` names the discussion
    of a course that the post takes part in, if it does.
    """

    post_id: int
    thread_id: int
    space_id: int
    author_id: int
    number: int
    edition_id: int | None
    activity_id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PostEdited(Event):
    """The author of a post changed its words; the earlier ones are kept."""

    post_id: int
    thread_id: int
    author_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadClosed(Event):
    """A conversation takes no more posts."""

    thread_id: int
    space_id: int
    closed_by_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadReopened(Event):
    """A conversation takes posts again."""

    thread_id: int
    space_id: int
    reopened_by_id: int
