"""Keeps in memory what never changes: things made from an immutable release.

Each process has its own store, on the mounted extension, so that two applications
in one process (a test, a host with two sites) never see each other's.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from flask import current_app

T = TypeVar("T")


class Store:
    """A bounded memory of values by key; the least recently used one goes first."""

    def __init__(self, most: int = 2_000) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, making it the first time."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast(T, self._values[key])
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()


def keep(key: Hashable, make: Callable[[], T]) -> T:
    """Return an immutable thing from this process's memory, or make it and keep it.

    Only for values that stay true for ever under their key: what is made from a
    release, never what a person may change.
    """
    store: Store = current_app.extensions["lms"].store
    return store.get(key, make)
