"""What other features hold against an act on an edition."""

from collections.abc import Callable, Iterable

from .models import Edition

Objecting = Callable[[Edition, str], Iterable[str]]
_OBJECTING: dict[str, Objecting] = {}


def forbid(name: str, objects: Objecting) -> None:
    """Let a feature hold something against an act on an edition.

    ``objects`` is given the edition and the act: the state it would come into
    (``"running"``), or ``"questions"`` where its form would change. It returns
    sentences for the secretariat, none where it has nothing against it.
    """
    _OBJECTING[name] = objects


def objections(edition: Edition, act: str) -> list[str]:
    """Return what the features hold against an act, in a steady order."""
    return [
        sentence
        for _name, objects in sorted(_OBJECTING.items())
        for sentence in objects(edition, act)
    ]
