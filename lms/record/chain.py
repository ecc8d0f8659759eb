"""The chain of the record: each digest is of an entry and of all entries before it.

Pure: what comes in is read from the database or from a file, wherever that is.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import rfc8785

FIRST = "0" * 64
"""What stands before the first entry, as the digest of none."""

SEALED = ("place", "id", "at", "act", "by", "member", "about", "details")
"""What a digest is of, besides the digest before."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far the chain reached at some moment: how many entries, the last digest."""

    place: int = 0
    digest: str = FIRST

    def __str__(self) -> str:
        return f"{self.place}:{self.digest}"


def read_head(text: str) -> Head:
    """Read a head as it was printed; raises ``ValueError``."""
    place, _, digest = text.strip().partition(":")
    if len(digest) != len(FIRST) or not set(digest) <= set("0123456789abcdef"):
        raise ValueError(text)
    return Head(int(place), digest)


@dataclass(frozen=True, slots=True)
class Link:
    """A sealed entry: its facts, named as in ``SEALED``, and its digest."""

    facts: Mapping[str, Any]
    digest: str

    @property
    def place(self) -> int:
        return int(self.facts["place"])


def facts_of(row: Any, place: int) -> dict[str, Any]:
    """Return what is sealed of a row of the record, in a place of the chain."""
    at: datetime = row.at
    return {
        "place": place,
        "id": row.id,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "act": row.act,
        "by": row.by_id,
        "member": row.member_id,
        "about": row.about,
        "details": row.details,
    }


def digest_of(before: str, facts: Mapping[str, Any]) -> str:
    """Return the digest of an entry: SHA-256 over the digest before and the facts."""
    return hashlib.sha256(before.encode() + rfc8785.dumps(dict(facts))).hexdigest()


def plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return details as the database gives them back.

    Raises ``ValueError`` or ``TypeError`` for what could not be sealed: a number of
    more than 53 bits, a key that is no text.
    """
    rfc8785.dumps(dict(details))
    values: dict[str, Any] = json.loads(json.dumps(details))
    return values


class Fault(StrEnum):
    """How a chain does not hold."""

    MISSING = "missing"
    CHANGED = "changed"
    CUT = "cut"
    """It ends before it should."""
    BEYOND = "beyond"
    """It goes on after its end."""
    REWRITTEN = "rewritten"
    """It holds, but is not the one whose head was kept."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How far a chain holds, and the first ``place`` where it does not."""

    head: Head
    fault: Fault | None = None
    place: int = 0

    def __bool__(self) -> bool:
        return self.fault is None


def follow(links: Iterable[Link], kept: Sequence[Head] = ()) -> Finding:
    """Follow a chain from its first place to its end, through every head kept of it."""
    head = Head()
    for link in links:
        if link.place != head.place + 1:
            return Finding(head, Fault.MISSING, head.place + 1)
        if not _holds(head.digest, link):
            return Finding(head, Fault.CHANGED, link.place)
        if any(k.place == link.place and k.digest != link.digest for k in kept):
            return Finding(head, Fault.REWRITTEN, link.place)
        head = Head(link.place, link.digest)
    if any(k.place > head.place for k in kept):
        return Finding(head, Fault.CUT, head.place + 1)
    return Finding(head)


def _holds(before: str, link: Link) -> bool:
    try:
        return digest_of(before, link.facts) == link.digest
    except ValueError:  # what cannot be sealed was never sealed
        return False


def line_of(link: Link) -> bytes:
    """Write a link as a line of a file."""
    return rfc8785.dumps({**link.facts, "digest": link.digest}) + b"\n"


def read_lines(lines: Iterable[bytes]) -> Iterator[Link]:
    """Read a file of links; raises ``ValueError`` with the number of a bad line."""
    for number, line in enumerate(lines, 1):
        try:
            facts = json.loads(line, object_pairs_hook=_once)
            digest = facts.pop("digest")
            if sorted(facts) != sorted(SEALED) or type(facts["place"]) is not int:
                raise ValueError
        except (ValueError, TypeError, AttributeError, KeyError) as unreadable:
            raise ValueError(number) from unreadable
        yield Link(facts, str(digest))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that stands twice: people would read another value than we do."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found
