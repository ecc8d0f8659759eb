"""The people of an edition as lines: which are wanted, in which order. Pure."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

from lms.enrolment.states import EnrolmentState

from .behind import Reason

LONGEST_SEARCH = 120
NEVER = datetime(1, 1, 1, tzinfo=UTC)

_S = EnrolmentState
IN_COURSE = frozenset({_S.ACCEPTED, _S.ACTIVE, _S.PAUSED, _S.COMPLETED})
"""Those whom an edition is about, shown unless others are asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Somebody in an edition.

    ``overdue`` are modules, ``seen_at`` is when they last did anything here that is
    kept. ``days_away`` counts from then.
    """

    enrolment_id: int
    member_id: int
    release_id: int
    name: str
    email: str | None
    country: str | None
    institution: str | None
    role: str
    state: EnrolmentState
    came_at: datetime
    seen_at: datetime | None
    days_away: int
    percent: int
    done: int
    required: int
    overdue: tuple[str, ...]
    posts: int
    reasons: tuple[Reason, ...]

    @property
    def was_in_course(self) -> bool:
        """Whether the course was ever theirs to enter, as far as one can tell."""
        return self.state in IN_COURSE or self.seen_at is not None


class Behind(StrEnum):
    """Which of those falling behind are wanted."""

    ALL = ""
    ANY = "any"
    NOBODY = "none"
    UNSTARTED = "unstarted"
    OVERDUE = "overdue"
    AWAY = "away"


class Order(StrEnum):
    """How the list is sorted."""

    NAME = "name"
    COUNTRY = "country"
    LEAST_DONE = "progress"
    MOST_DONE = "-progress"
    LONGEST_AWAY = "seen"
    LAST_SEEN = "-seen"
    OVERDUE = "overdue"
    POSTS = "posts"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Who is wanted, and in which order. ``state`` is empty for those in the course,
    ``"all"`` for everybody, else a state of enrolment."""

    words: str = ""
    state: str = ""
    country: str = ""
    behind: Behind = Behind.ALL
    order: Order = Order.NAME

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Self:
        """Read what an address asks for; what nobody offers is left out."""
        state = asked.get("state", "")
        country = asked.get("country", "")
        return cls(
            words=asked.get("words", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
            state=state if state in {"all", *EnrolmentState} else "",
            country=country if len(country) == 2 and country.isalpha() else "",
            behind=_one_of(Behind, asked.get("behind", "")),
            order=_one_of(Order, asked.get("order", "")),
        )

    def args(self, **other: str) -> dict[str, str]:
        """Return the parts of an address that ask for this, or for it with changes."""
        kept = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        found = {**kept, **other}
        if found["order"] == Order.NAME:
            del found["order"]
        return {name: value for name, value in found.items() if value}

    @property
    def is_narrow(self) -> bool:
        """Whether some are left out besides those who are not in the course."""
        return bool(self.words or self.state or self.country or self.behind)


def _one_of(kind: Any, asked: str) -> Any:
    return kind(asked) if asked in set(kind) else next(iter(kind))


def narrow(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """Return those who are wanted, in order; those who are equal by name."""
    words = _folded(wanted.words).split()
    found = [
        line
        for line in lines
        if _has_state(line, wanted.state)
        and (not wanted.country or line.country == wanted.country)
        and _is_behind(line, wanted.behind)
        and (not words or _has(line, words))
    ]
    found.sort(key=lambda line: (_folded(line.name), line.enrolment_id))
    found.sort(key=_KEYS[wanted.order])
    return found


def _has_state(line: Line, state: str) -> bool:
    if state == "all":
        return True
    return line.state == state if state else line.state in IN_COURSE


def _is_behind(line: Line, behind: Behind) -> bool:
    if behind is Behind.ALL:
        return True
    if behind in (Behind.ANY, Behind.NOBODY):
        return bool(line.reasons) is (behind is Behind.ANY)
    return any(reason == behind.value for reason in line.reasons)


def _has(line: Line, words: list[str]) -> bool:
    told = _folded(f"{line.name} {line.institution or ''}")
    return all(word in told for word in words)


def _folded(text: str) -> str:
    """Return a text as it is compared: without case and accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


_KEYS: dict[Order, Callable[[Line], Any]] = {
    Order.NAME: lambda line: 0,
    Order.COUNTRY: lambda line: line.country or "~",
    Order.LEAST_DONE: lambda line: line.percent,
    Order.MOST_DONE: lambda line: -line.percent,
    Order.LONGEST_AWAY: lambda line: line.seen_at or NEVER,
    Order.LAST_SEEN: lambda line: -(line.seen_at or NEVER).timestamp(),
    Order.OVERDUE: lambda line: -len(line.overdue),
    Order.POSTS: lambda line: -line.posts,
}
