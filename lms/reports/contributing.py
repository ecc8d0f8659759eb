"""What other features add to reports without our knowing them.

A feature on our own floor cannot be asked by name, so it says at start what it has:
proofs of what somebody achieved for their history, and grades for the figures.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """Something somebody achieved in an edition: ``words`` name it, and ``address`` is
    where it can be had, if anywhere."""

    edition_id: int
    words: str
    on: date
    address: str | None = None


Proofs = Callable[[int], Sequence[Proof]]
Grades = Callable[[Sequence[int]], Mapping[int, str]]

_PROOFS: dict[str, Proofs] = {}
_GRADES: dict[str, Grades] = {}


def contribute(name: str, proofs: Proofs) -> None:
    """Add what a feature knows to somebody's history: proofs by member id."""
    _PROOFS[name] = proofs


def grade_with(name: str, grades: Grades) -> None:
    """Let a feature say which grade (``"completion"``) each enrolment reached."""
    _GRADES[name] = grades


def proofs_of(member_id: int) -> list[Proof]:
    """Return what every feature knows, in the order of their days."""
    found = [proof for name in sorted(_PROOFS) for proof in _PROOFS[name](member_id)]
    return sorted(found, key=lambda proof: (proof.on, proof.words))


def grades_of(enrolment_ids: Sequence[int]) -> dict[int, str]:
    """Return the grade of each enrolment that reached one."""
    found: dict[int, str] = {}
    for name in sorted(_GRADES):
        found |= _GRADES[name](enrolment_ids)
    return found
