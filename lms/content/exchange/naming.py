"""Ids for what comes from files that know other names, or none: stable and unique."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count

from lms.content.names import MAX_SLUG, is_slug

_BETWEEN = re.compile(r"[^a-z0-9]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# These lose nothing that is a letter when their accents are taken off.
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


class Names:
    """Gives ids, each one once; the same wishes in the same order give the same ids.

    ``taken`` are ids that somebody has already, ``prefix`` begins the ids of things
    without a name: q-1, q-2 …
    """

    def __init__(self, taken: Iterable[str] = (), prefix: str = "q") -> None:
        self._taken = set(taken)
        self._prefix = prefix
        self._next: dict[str, int] = {}

    def give(self, *wishes: str) -> str:
        """The id nearest to the first wish that has any letters.

        An id that is one already and still free is kept as it is. If it is taken, a
        number follows: origin, origin-2, origin-3 …
        """
        found = next((slug for wish in wishes if (slug := slug_of(wish))), "")
        if found and found not in self._taken:
            self._taken.add(found)
            return found
        return self._numbered(found or self._prefix, 2 if found else 1)

    def _numbered(self, stem: str, first: int) -> str:
        for number in count(self._next.get(stem, first)):
            tail = f"-{number}"
            name = stem[: MAX_SLUG - len(tail)].rstrip("-") + tail
            if name not in self._taken:
                self._next[stem] = number + 1
                self._taken.add(name)
                return name
        raise AssertionError("Numbers do not end.")  # pragma: no cover


def slug_of(words: str) -> str:
    """Some words as an id, cut between words where it can be; empty without letters."""
    if not words or is_slug(words):
        return words
    # Names of whole paragraphs exist; no more of them than this can matter.
    folded = unicodedata.normalize("NFKD", words[:1000].casefold().translate(_FOLDED))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    slug = _BETWEEN.sub("-", bare).strip("-")
    if len(slug) <= MAX_SLUG:
        return slug
    cut = slug[: MAX_SLUG + 1].rpartition("-")[0]
    return (cut or slug[:MAX_SLUG]).strip("-")


def letters() -> Iterator[str]:
    """Ids for answers, by their place: a, b, … z, aa, ab …"""
    for length in count(1):
        yield from _of_length(length)


def _of_length(length: int) -> Iterator[str]:
    if length == 0:
        yield ""
        return
    for stem in _of_length(length - 1):
        for letter in _LETTERS:
            yield stem + letter
