"""Which kinds of activity there are: ours, and those that other packages add."""

from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from lms.content.canonical import Draft
from lms.content.checks.desk import Desk
from lms.content.kinds.quiz import QuizKind
from lms.content.kinds.text import TextKind
from lms.content.schema import Activity, Content
from lms.content.shelf import Shelf

GROUP = "lms.activity_kinds"


class ActivityKind(Protocol):
    """How a kind of activity is read, written and checked."""

    @property
    def name(self) -> str: ...

    def parse(self, shelf: Shelf, stem: str) -> Content | None:
        """Read the files that begin with ``stem``; nothing if they cannot be read."""

    def check(self, activity: Activity, stem: str, desk: Desk) -> None:
        """Write down everything that is wrong or missing in what was read."""

    def dump(self, content: Content, stem: str) -> dict[str, Draft]:
        """The same files, to be written."""


@cache
def activity_kinds() -> dict[str, ActivityKind]:
    """Every kind of activity by name."""
    ours: list[ActivityKind] = [
        TextKind(name="lesson"),
        TextKind(name="discussion"),
        TextKind(name="exercise"),
        QuizKind(),
    ]
    added = [entry.load() for entry in entry_points(group=GROUP)]
    return {kind.name: kind for kind in (*ours, *added)}
