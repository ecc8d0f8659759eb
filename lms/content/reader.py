"""Reads the files of a course, from wherever they lie, into one value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lms.content.asking import Question
from lms.content.findings import Notes, PackageFaulty
from lms.content.folder import read_folder
from lms.content.kinds.registry import activity_kinds
from lms.content.names import nearest
from lms.content.questions.whole import read_question
from lms.content.record import Record
from lms.content.schema import (
    FORMAT,
    Activity,
    Author,
    CourseKind,
    CoursePackage,
    Module,
    Outcome,
    Reference,
    Term,
    TextActivity,
)
from lms.content.shelf import Shelf, mind_paths
from lms.kernel.language import N_, Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What came of reading: as much of the package as could be, and the notes."""

    package: CoursePackage | None
    notes: Notes


def read_package(folder: Path) -> CoursePackage:
    """Read the course in a folder. Raises ``PackageFaulty``."""
    return read_files(read_folder(folder))


def read_files(files: Mapping[str, bytes]) -> CoursePackage:
    """Read a course from its files by path. Raises ``PackageFaulty``."""
    reading = try_reading(files)
    if reading.package is None or reading.notes.has_errors():
        raise PackageFaulty(reading.notes.findings)
    return reading.package


def try_reading(files: Mapping[str, bytes]) -> Reading:
    """Read as much as can be read, and write down everything that cannot."""
    notes = Notes()
    if not mind_paths(files, notes):
        return Reading(package=None, notes=notes)
    shelf = Shelf(files, notes)
    record = shelf.record("course.yaml")
    package = _course(record, shelf) if record else None
    return Reading(package=package, notes=notes)


def _course(record: Record, shelf: Shelf) -> CoursePackage:
    record.whole("format", FORMAT, FORMAT)
    package = CoursePackage(
        id=record.slug("id"),
        source=record.option("source", Language),
        languages=record.languages("languages"),
        kind=record.option("kind", CourseKind),
        title=record.text("title"),
        summary=record.text("summary"),
        audience=record.text("audience"),
        outcomes=tuple(map(_outcome, record.records("outcomes"))),
        hours=record.number("hours", 0, 500, step=0.5),
        authors=tuple(map(_author, record.records("authors"))),
        licence=record.line("licence"),
        modules=_modules(record, shelf),
        bank=_bank(shelf),
        terms=_terms(shelf),
        references=_references(shelf),
        sources=dict(shelf.files),
    )
    record.close()
    return replace(package, files=shelf.rest())


def _modules(record: Record, shelf: Shelf) -> tuple[Module, ...]:
    return tuple(
        module
        for folder in record.slugs("modules")
        if (module := _module(folder, shelf))
    )


def _module(folder: str, shelf: Shelf) -> Module | None:
    record = shelf.record(f"{folder}/module.yaml")
    if record is None:
        return None
    module = Module(
        folder=folder,
        id=record.slug("id"),
        title=record.text("title"),
        purpose=record.text("purpose"),
        activities=tuple(
            _activity(entry, folder, shelf) for entry in record.records("activities")
        ),
    )
    record.close()
    return module


def _activity(record: Record, folder: str, shelf: Shelf) -> Activity:
    id_, name, stem = record.slug("id"), record.line("kind"), record.slug("file")
    minutes = record.whole("minutes", 1, 600)
    required = record.flag("required", default=True)
    record.close()
    kind = activity_kinds().get(name)
    if kind is None:
        _unknown_kind(record, name)
    content = kind.parse(shelf, f"{folder}/{stem}") if kind and stem else None
    return Activity(
        id=id_,
        kind=name,
        file=stem,
        minutes=minutes,
        required=required,
        content=content or TextActivity(title={}, body={}),
    )


def _unknown_kind(record: Record, name: str) -> None:
    known = sorted(activity_kinds())
    if name:
        record.notes.error(
            "unknown-kind",
            N_(
                "No se conoce el tipo de actividad «%(name)s». ¿Quiso decir "
                "«%(meant)s»? Los tipos son: %(known)s."
            ),
            (*record.at, "kind"),
            name=name,
            meant=nearest(name, known) or known[0],
            known=", ".join(known),
        )


def _outcome(record: Record) -> Outcome:
    outcome = Outcome(id=record.slug("id"), text=record.text("text"))
    record.close()
    return outcome


def _author(record: Record) -> Author:
    author = Author(name=record.line("name"))
    record.close()
    return author


def _bank(shelf: Shelf) -> tuple[Question, ...]:
    return tuple(map(read_question, _optional(shelf, "questions.yaml", "questions")))


def _terms(shelf: Shelf) -> tuple[Term, ...]:
    return tuple(map(_term, _optional(shelf, "glossary.yaml", "terms")))


def _term(record: Record) -> Term:
    term = Term(
        id=record.slug("id"),
        term=record.text("term"),
        definition=record.text("definition"),
    )
    record.close()
    return term


def _references(shelf: Shelf) -> tuple[Reference, ...]:
    return tuple(map(_reference, _optional(shelf, "references.yaml", "references")))


def _reference(record: Record) -> Reference:
    reference = Reference(
        id=record.slug("id"),
        text=record.text("text"),
        url=record.optional_line("url"),
    )
    record.close()
    return reference


def _optional(shelf: Shelf, path: str, key: str) -> list[Record]:
    record = shelf.record(path) if shelf.has(path) else None
    if record is None:
        return []
    found = record.records(key)
    record.close()
    return found
