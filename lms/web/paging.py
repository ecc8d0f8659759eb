"""Long lists have pages."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

SIZE = 20


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: ``number`` counts from 1, ``total`` counts all items."""

    items: list[T]
    number: int
    total: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        return pages_of(self.total, self.size)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages


def pages_of(total: int, size: int = SIZE) -> int:
    """Return how many pages hold ``total`` items; an empty list has one page."""
    return max(1, -(-total // size))


def page_number(asked: str | None, total: int, size: int = SIZE) -> int:
    """Return the page asked for, or the nearest one there is."""
    try:
        wanted = int(asked or 1)
    except ValueError:
        wanted = 1
    return min(max(wanted, 1), pages_of(total, size))
