"""Answers made of parts: ``part=what was answered``, in the order of the question."""

from collections.abc import Mapping, Sequence

from .face import Value

SIGN = "="


def split(value: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what was answered in each part; what names no part is passed over."""
    found: dict[str, list[str]] = {}
    for entry in value:
        part, sign, answer = entry.partition(SIGN)
        if sign:
            found.setdefault(part, []).append(answer)
    return {part: tuple(answers) for part, answers in found.items()}


def first(value: Sequence[str]) -> dict[str, str]:
    """Return the one thing answered in each part of an answer that was read."""
    return {part: answers[0] for part, answers in split(value).items()}


def join(parts: Mapping[str, Sequence[str]]) -> Value:
    """Return an answer of its parts, without those left empty."""
    return tuple(
        f"{part}{SIGN}{answer}" for part, answers in parts.items() for answer in answers
    )


def sent(values: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what a form sent for each part; ``ValueError`` for what names none."""
    if not all(SIGN in value for value in values):
        raise ValueError("no part")
    return split(values)


def sent_once(values: Sequence[str]) -> dict[str, str]:
    """Return the one thing sent for each part; ``ValueError`` if there are two."""
    found = sent(values)
    if any(len(set(answers)) > 1 for answers in found.values()):
        raise ValueError("more than one")
    return {part: answers[0] for part, answers in found.items() if answers[0]}
