"""Which pictures a question shows, and the same question with pictures elsewhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from lms.content.asking import Question

_PICTURE = re.compile(r"(!\[(?:[^\]\\\n]|\\.){0,1000}\]\(\s?<?)([^()\s<>]{1,2000})")


def shown(questions: Sequence[Question]) -> tuple[str, ...]:
    """The addresses of all pictures in the texts of some questions, each once."""
    found = (
        match[2]
        for question in questions
        for words in _words(question)
        for match in _PICTURE.finditer(words)
    )
    return tuple(dict.fromkeys(found))


def moved(question: Question, places: Mapping[str, str]) -> Question:
    """The question with its pictures named by where they lie now."""

    def put(found: re.Match[str]) -> str:
        return found[1] + places.get(found[2], found[2])

    changed: Question = _changed(question, lambda words: _PICTURE.sub(put, words))
    return changed


def _words(thing: object) -> Iterator[str]:
    """Everything that is written in a language, in a value and what is inside."""
    if isinstance(thing, Mapping):
        yield from thing.values()
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _words(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _words(getattr(thing, field.name))


def _changed(thing: Any, change: Any) -> Any:
    if isinstance(thing, Mapping):
        return {language: change(words) for language, words in thing.items()}
    if isinstance(thing, tuple):
        return tuple(_changed(one, change) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        parts = {field.name: getattr(thing, field.name) for field in fields(thing)}
        new = {name: _changed(part, change) for name, part in parts.items()}
        return replace(thing, **{n: v for n, v in new.items() if v != parts[n]})
    return thing
