"""Which questions an attempt asks, in which order. Pure, and the same for ever.

Chance is a hash of the attempt's seed and of what is put in order, so that an attempt
looks the same on every page, on every machine and in every year.

Draws are filled in their order. Where the questions of one draw also fit another, an
earlier draw gives way and takes others, so that no attempt is short of questions while
there are enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from lms.content.asking import (
    Draw,
    Item,
    Layout,
    Question,
    Quiz,
    Section,
    Use,
    fits,
)

Bank = Mapping[str, Question]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading; ``section`` is ``None`` before the first."""

    section: Section | None
    questions: tuple[Question, ...]


def compose(quiz: Quiz, bank: Bank, seed: int) -> tuple[Part, ...]:
    """Return the parts of an attempt; one that would be empty is left out.

    No question is asked twice: a draw never takes one that is fixed in the quiz, or
    that another draw has. What the bank does not have is left out.
    """
    drawn = _drawn(quiz, bank, seed)
    parts: list[Part] = []
    for number, (section, items) in enumerate(_sections(quiz.items)):
        found = [q for place, item in items for q in _asked(item, place, bank, drawn)]
        if quiz.rules.shuffle:
            known = {question.id: question for question in found}
            order = _in_order_of_chance(known, f"{seed}:part {number}")
            found = [known[id_] for id_ in order]
        if found or section:
            parts.append(Part(section, tuple(found)))
    return tuple(parts)


def questions_of(parts: Iterable[Part]) -> tuple[Question, ...]:
    """Return all questions of the parts, in order."""
    return tuple(question for part in parts for question in part.questions)


def pages(parts: Sequence[Part], layout: Layout) -> tuple[tuple[Part, ...], ...]:
    """Return what stands on each page of an attempt; there is always at least one.

    A heading without questions stands on the page of what follows it, or at the end of
    the last page. The heading of a section opens its first page only.
    """
    if layout is Layout.ALL:
        return (tuple(parts),)
    found: list[tuple[Part, ...]] = []
    before: tuple[Part, ...] = ()
    for part in parts:
        if not part.questions:
            before = (*before, part)
        elif layout is Layout.SECTION:
            found.append((*before, part))
            before = ()
        else:
            first, *others = part.questions
            found.append((*before, Part(part.section, (first,))))
            found += [(Part(None, (question,)),) for question in others]
            before = ()
    if before or not found:
        found[-1:] = [(*(found[-1] if found else ()), *before)]
    return tuple(found)


def depends_on_chance(quiz: Quiz) -> bool:
    """Tell whether two attempts may ask different questions, or in another order."""
    return quiz.rules.shuffle or any(isinstance(item, Draw) for item in quiz.items)


def _sections(
    items: Sequence[Item],
) -> list[tuple[Section | None, list[tuple[int, Item]]]]:
    found: list[tuple[Section | None, list[tuple[int, Item]]]] = [(None, [])]
    for place, item in enumerate(items):
        if isinstance(item, Section):
            found.append((item, []))
        else:
            found[-1][1].append((place, item))
    return found


def _asked(
    item: Item, place: int, bank: Bank, drawn: Mapping[int, Sequence[str]]
) -> list[Question]:
    if isinstance(item, Question):
        return [item]
    if isinstance(item, Use):
        return [bank[item.question_id]] if item.question_id in bank else []
    return [bank[id_] for id_ in drawn.get(place, ())]


def _drawn(quiz: Quiz, bank: Bank, seed: int) -> dict[int, list[str]]:
    """Return what each draw takes, by its place among the items."""
    fixed = {item.id for item in quiz.items if isinstance(item, Question)}
    fixed |= {item.question_id for item in quiz.items if isinstance(item, Use)}
    draws = {n: item for n, item in enumerate(quiz.items) if isinstance(item, Draw)}
    liked = {
        place: _in_order_of_chance(
            (q.id for q in bank.values() if fits(q, draw) and q.id not in fixed),
            f"{seed}:draw {place}",
        )
        for place, draw in draws.items()
    }
    holders: dict[str, tuple[int, int]] = {}
    slots = [(p, turn) for p, draw in draws.items() for turn in range(draw.count)]
    for slot in slots:
        _take(slot, liked, holders, set())
    taken = {slot: id_ for id_, slot in holders.items()}
    return {
        place: [taken[slot] for slot in slots if slot[0] == place and slot in taken]
        for place in draws
    }


def _take(
    slot: tuple[int, int],
    liked: Mapping[int, Sequence[str]],
    holders: dict[str, tuple[int, int]],
    tried: set[str],
) -> bool:
    """Give a slot its first question that is free, or that its holder can replace."""
    choice = [id_ for id_ in liked[slot[0]] if id_ not in tried]
    free = next((id_ for id_ in choice if id_ not in holders), None)
    if free is not None:
        holders[free] = slot
        return True
    for id_ in choice:
        if id_ in tried:
            continue
        tried.add(id_)
        if holders[id_][0] != slot[0] and _take(holders[id_], liked, holders, tried):
            holders[id_] = slot
            return True
    return False


def _in_order_of_chance(ids: Iterable[str], salt: str) -> list[str]:
    def place(id_: str) -> bytes:
        return blake2b(f"{salt}:{id_}".encode(), digest_size=8).digest()

    return sorted(ids, key=place)
