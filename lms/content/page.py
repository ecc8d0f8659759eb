"""What a text needs to know of its course while it is rendered, and what it leaves."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lms.content.labels import LABELS, Labels
from lms.content.schema import CoursePackage, Module, Reference, Term
from lms.kernel.language import SOURCE, Language, Text


def _no_url(_: str) -> str:
    return ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """The surroundings of a text; ``file_url`` and ``activity_url`` come from the site.

    An ``activity_url`` that answers nothing leaves out the link.
    """

    terms: Mapping[str, Term] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)
    folder: str = ""
    source: Language = SOURCE
    file_url: Callable[[str], str] = _no_url
    activity_url: Callable[[str], str] = _no_url
    labels: Mapping[Language, Labels] = field(default_factory=lambda: LABELS)
    prefix: str = ""
    """Goes before the ids made here, when several texts share a page."""


def context_of(
    package: CoursePackage,
    module: Module,
    *,
    file_url: Callable[[str], str] = _no_url,
    activity_url: Callable[[str], str] = _no_url,
) -> Context:
    """The surroundings of the texts of one module."""
    return Context(
        terms={term.id: term for term in package.terms},
        references={reference.id: reference for reference in package.references},
        files=package.files,
        titles={activity.id: activity.title for _, activity in package.places()},
        folder=module.folder,
        source=package.source,
        file_url=file_url,
        activity_url=activity_url,
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text, for a list of contents."""

    level: int
    id: str
    words: str


@dataclass(slots=True)
class Page:
    """A text being rendered: what has been met so far."""

    language: Language
    context: Context
    name: str = ""
    """Goes before the ids of its figures, when several texts share a page."""
    terms: list[str] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    figures: int = 0
    tables: int = 0

    @property
    def labels(self) -> Labels:
        return self.context.labels[self.language]

    def met(self, term_id: str) -> None:
        """A term of the glossary was used."""
        if term_id not in self.terms:
            self.terms.append(term_id)

    def add_figure(self) -> str:
        """Count a figure; gives what goes before the ids inside it."""
        self.figures += 1
        return f"{self.context.prefix}{self.name}f{self.figures}-"

    def number_of(self, reference_id: str) -> int:
        """The number of a source: in the order in which they are cited."""
        if reference_id not in self.cited:
            self.cited.append(reference_id)
        return self.cited.index(reference_id) + 1

    def add_heading(self, level: int, words: str) -> str:
        """Remember a heading; gives it an id of its own."""
        stem = f"{self.context.prefix}s-{anchor(words)}"
        taken = {heading.id for heading in self.headings}
        own, number = stem, 1
        while own in taken:
            number += 1
            own = f"{stem}-{number}"
        self.headings.append(Heading(level, own, words))
        return own


def anchor(words: str) -> str:
    """A short id from words: no accents, no signs."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:60] or "x"
