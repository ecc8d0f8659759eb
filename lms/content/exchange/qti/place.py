"""What a package says about an item that the item does not say itself."""

from dataclasses import dataclass

from lms.content.asking import Difficulty
from lms.content.exchange.carried import Loss
from lms.content.exchange.xml import Element


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where an item lies in its package, and what is said of it there.

    ``stimuli`` are texts it shares with others, each with the path of its file.
    """

    path: str = ""
    category: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    stimuli: tuple[tuple[str, Element], ...] = ()
    losses: tuple[Loss, ...] = ()
