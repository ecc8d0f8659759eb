"""The desk of whoever checks a course: the course, the notes, and what was met."""

from collections.abc import Collection
from dataclasses import dataclass, field

from lms.content.findings import FileNotes, Notes, Place
from lms.content.names import nearest
from lms.content.schema import CoursePackage
from lms.kernel.language import N_, Language, Text


@dataclass(slots=True)
class Desk:
    """All that a check may look at; what it meets, it ticks off."""

    package: CoursePackage
    notes: Notes
    folder: str = ""
    """The folder of the module being checked."""
    used_terms: set[str] = field(default_factory=set)
    used_references: set[str] = field(default_factory=set)
    used_files: set[str] = field(default_factory=set)
    drawings: set[str] = field(default_factory=set)
    """The drawings that stand among the words of questions."""
    question_ids: set[str] = field(default_factory=set)
    is_bank_whole: bool = True
    """Could all questions of the bank be read?"""

    @property
    def languages(self) -> tuple[Language, ...]:
        return self.package.languages

    @property
    def source(self) -> Language:
        return self.package.source

    def about(self, file: str) -> FileNotes:
        """Notes about one file."""
        return self.notes.about(file)

    def mind_term(self, term_id: str, notes: FileNotes, line: int) -> None:
        """Is this a word of the glossary?"""
        known = [term.id for term in self.package.terms]
        self.used_terms.add(term_id)
        if term_id in known or self.notes.has_errors("glossary.yaml"):
            return
        notes.error(
            "unknown-term",
            N_(
                "«%(id)s» no está en el glosario (glossary.yaml). "
                "¿Quiso decir «%(meant)s»?"
            )
            if nearest(term_id, known)
            else N_("«%(id)s» no está en el glosario (glossary.yaml)."),
            line=line,
            id=term_id,
            meant=nearest(term_id, known),
        )

    def mind_reference(
        self, reference_id: str, notes: FileNotes, at: Place = (), line: int = 0
    ) -> None:
        """Is this a source of the course?"""
        known = [reference.id for reference in self.package.references]
        self.used_references.add(reference_id)
        if reference_id in known or self.notes.has_errors("references.yaml"):
            return
        notes.error(
            "dead-reference",
            N_(
                "La fuente «%(id)s» no está en references.yaml. "
                "¿Quiso decir «%(meant)s»?"
            )
            if nearest(reference_id, known)
            else N_("La fuente «%(id)s» no está en references.yaml."),
            at,
            line=line,
            id=reference_id,
            meant=nearest(reference_id, known),
        )

    def mind_outcome(self, outcome: str | None, notes: FileNotes, at: Place) -> None:
        """Is this something the course says one learns?"""
        known = [outcome.id for outcome in self.package.outcomes]
        if outcome is None or outcome in known or self.notes.has_errors("course.yaml"):
            return
        notes.error(
            "unknown-outcome",
            N_(
                "«%(id)s» no está en «outcomes» (course.yaml). "
                "¿Quiso decir «%(meant)s»?"
            )
            if nearest(outcome, known)
            else N_("«%(id)s» no está en «outcomes» (course.yaml)."),
            at,
            id=outcome,
            meant=nearest(outcome, known),
        )

    def mind_languages(self, text: Text, file: str, at: Place) -> None:
        """Is a text there in every language of the course, and in no other?"""
        notes = self.about(file)
        key = next((str(part) for part in reversed(at) if isinstance(part, str)), "")
        for language in self.languages if text else ():
            if language in text:
                continue
            if language is self.source:
                notes.error(
                    "missing-source",
                    N_("Falta «%(key)s» en el idioma original («%(language)s»)."),
                    at,
                    key=key,
                    language=str(language),
                )
            else:
                notes.gap(
                    "missing-language",
                    N_("Falta «%(key)s» en «%(language)s»."),
                    at,
                    key=key,
                    language=str(language),
                )
        for language in set(text) - set(self.languages):
            notes.gap(
                "undeclared-language",
                N_("El idioma «%(language)s» no está en «languages» del curso."),
                (*at, str(language)),
                language=str(language),
            )

    def mind_unique(self, ids: Collection[tuple[str, Place]], file: str) -> None:
        """Is every id there once only?"""
        seen: set[str] = set()
        for id_, place in ids:
            if id_ in seen:
                self.about(file).error(
                    "duplicate-id",
                    N_("El identificador «%(id)s» está repetido."),
                    place,
                    id=id_,
                )
            seen.add(id_)
