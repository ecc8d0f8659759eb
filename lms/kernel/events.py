"""Facts: what happened, told by the floor where it happened to floors above."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that has happened. Carries ids and plain values, never rows."""


E = TypeVar("E", bound="Event")


class EventBus:
    """Hands each event to the listeners of its exact type, in order."""

    def __init__(self) -> None:
        self._listeners: dict[type[Event], list[Callable[[Any], None]]]
        self._listeners = defaultdict(list)

    def listen(self, kind: type[E], listener: Callable[[E], None]) -> None:
        """Call ``listener`` with every event of this very type."""
        self._listeners[kind].append(listener)

    def publish(self, event: Event) -> None:
        """Tell every listener; what one of them raises, the teller sees."""
        for listener in self._listeners[type(event)]:
            listener(event)
