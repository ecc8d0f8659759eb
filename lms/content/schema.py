"""A course package as values: what an author wrote, free of files and databases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from lms.content.asking import Question
from lms.kernel.language import SOURCE, Language, Text

FORMAT = 1


class CourseKind(StrEnum):
    """What place a course has in the programme."""

    INTRODUCTORY = "introductory"
    THEMATIC = "thematic"


class Content(Protocol):
    """What every kind of activity has inside: at least a title."""

    @property
    def title(self) -> Text: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class TextActivity:
    """A lesson, a discussion or an exercise: Markdown in each language."""

    title: Text
    body: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """One thing to do in a module; ``content`` is what its kind says it is."""

    id: str
    kind: str
    file: str
    minutes: int
    content: Content
    required: bool = True

    @property
    def title(self) -> Text:
        return self.content.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """A part of a course, kept in one folder."""

    folder: str
    id: str
    title: Text
    purpose: Text
    activities: tuple[Activity, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """Something a person can do after the course."""

    id: str
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """Somebody who wrote the course."""

    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A word of the glossary."""

    id: str
    term: Text
    definition: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A source the course cites."""

    id: str
    text: Text
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CoursePackage:
    """A whole course.

    ``bank`` holds the questions that quizzes may use or draw from, besides their own.
    ``files`` holds pictures, media and whatever else lies in the folder, by path.
    ``sources`` remembers the bytes the package was read from; two packages that say
    the same are equal however they were typed.
    """

    id: str
    kind: CourseKind
    title: Text
    summary: Text
    audience: Text
    outcomes: tuple[Outcome, ...]
    hours: float
    authors: tuple[Author, ...]
    licence: str
    modules: tuple[Module, ...]
    source: Language = SOURCE
    languages: tuple[Language, ...] = (SOURCE,)
    bank: tuple[Question, ...] = ()
    terms: tuple[Term, ...] = ()
    references: tuple[Reference, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    sources: Mapping[str, bytes] = field(
        default_factory=dict, compare=False, repr=False
    )

    def places(self) -> Iterator[tuple[Module, Activity]]:
        """Every activity with its module, in the order of the course."""
        for module in self.modules:
            for activity in module.activities:
                yield module, activity
