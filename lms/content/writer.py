"""Writes a course back into files, so that only what changed is seen to change."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lms.content.canonical import (
    Draft,
    Plain,
    file_bytes,
    plain_number,
    plain_text,
)
from lms.content.folder import write_folder
from lms.content.kinds.registry import activity_kinds
from lms.content.questions.whole import plain_question
from lms.content.reader import try_reading
from lms.content.schema import FORMAT, CoursePackage, Module, Reference, Term
from lms.kernel.language import Language


def write_package(package: CoursePackage, folder: Path) -> None:
    """Write one course into a folder. Reading it back gives an equal package."""
    write_folder(write_files(package), folder)


def write_files(package: CoursePackage) -> dict[str, bytes]:
    """The files of a package by path, sorted.

    A file that still says what it said when it was read keeps its bytes; all others
    take the canonical form.
    """
    drafts = _drafts(package)
    before = try_reading(package.sources).package if package.sources else None
    said = _drafts(before) if before else {}
    return {
        path: package.sources[path]
        if path in package.sources and said.get(path) == draft
        else file_bytes(_ordered_draft(draft, package.languages))
        for path, draft in sorted(drafts.items())
    }


def _drafts(package: CoursePackage) -> dict[str, Draft]:
    drafts: dict[str, Draft] = dict(package.files)
    drafts["course.yaml"] = _course(package)
    if package.bank or "questions.yaml" in package.sources:
        drafts["questions.yaml"] = {
            "questions": [plain_question(question) for question in package.bank]
        }
    if package.terms or "glossary.yaml" in package.sources:
        drafts["glossary.yaml"] = {"terms": [_term(term) for term in package.terms]}
    if package.references or "references.yaml" in package.sources:
        drafts["references.yaml"] = {
            "references": [_reference(reference) for reference in package.references]
        }
    for module in package.modules:
        drafts[f"{module.folder}/module.yaml"] = _module(module)
        for activity in module.activities:
            kind = activity_kinds()[activity.kind]
            drafts |= kind.dump(activity.content, f"{module.folder}/{activity.file}")
    return drafts


def _course(package: CoursePackage) -> dict[str, Plain]:
    return {
        "format": FORMAT,
        "id": package.id,
        "source": str(package.source),
        "languages": [str(language) for language in package.languages],
        "kind": str(package.kind),
        "title": plain_text(package.title),
        "summary": plain_text(package.summary),
        "audience": plain_text(package.audience),
        "outcomes": [
            {"id": outcome.id, "text": plain_text(outcome.text)}
            for outcome in package.outcomes
        ],
        "hours": plain_number(package.hours),
        "authors": [{"name": author.name} for author in package.authors],
        "licence": package.licence,
        "modules": [module.folder for module in package.modules],
    }


def _module(module: Module) -> dict[str, Plain]:
    entries: list[Plain] = []
    for activity in module.activities:
        entry: dict[str, Plain] = {
            "id": activity.id,
            "kind": activity.kind,
            "file": activity.file,
            "minutes": activity.minutes,
        }
        if not activity.required:
            entry["required"] = False
        entries.append(entry)
    return {
        "id": module.id,
        "title": plain_text(module.title),
        "purpose": plain_text(module.purpose),
        "activities": entries,
    }


def _term(term: Term) -> dict[str, Plain]:
    return {
        "id": term.id,
        "term": plain_text(term.term),
        "definition": plain_text(term.definition),
    }


def _reference(reference: Reference) -> dict[str, Plain]:
    data: dict[str, Plain] = {
        "id": reference.id,
        "text": plain_text(reference.text),
    }
    if reference.url:
        data["url"] = reference.url
    return data


def _ordered_draft(draft: Draft, languages: Sequence[Language]) -> Draft:
    if isinstance(draft, bytes):
        return draft
    return {key: _ordered(value, languages) for key, value in draft.items()}


def _ordered(data: Plain, languages: Sequence[Language]) -> Plain:
    if isinstance(data, Mapping):
        codes = [str(language) for language in (*languages, *Language)]
        keys = sorted(data, key=codes.index) if set(data) <= set(codes) else list(data)
        return {key: _ordered(data[key], languages) for key in keys}
    if isinstance(data, (str, int, float)):
        return data
    return [_ordered(item, languages) for item in data]
