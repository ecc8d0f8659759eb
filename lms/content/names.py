"""Names in a package: what an id looks like, and the nearest right word to a wrong."""

import difflib
import re
from collections.abc import Iterable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG = 60
FOLDER = re.compile(r"([0-9]{2,3})-(.+)")


def is_slug(words: str) -> bool:
    """Is this an id: lower-case letters, digits and single hyphens between them?"""
    return len(words) <= MAX_SLUG and SLUG.fullmatch(words) is not None


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
