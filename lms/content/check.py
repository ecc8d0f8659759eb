"""Finds everything that is wrong or missing in a course, in one go."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lms.content.checks.course import (
    mind_course,
    mind_lists,
    mind_modules,
    mind_unused,
)
from lms.content.checks.desk import Desk
from lms.content.checks.drawings import mind_files, mind_pictures
from lms.content.checks.quizzes import mind_bank
from lms.content.findings import Finding, PackageFaulty, Severity
from lms.content.folder import read_folder
from lms.content.kinds.registry import activity_kinds
from lms.content.reader import try_reading


def check_package(folder: Path) -> list[Finding]:
    """Everything that is wrong or missing in the course in a folder."""
    try:
        files = read_folder(folder)
    except PackageFaulty as faulty:
        return list(faulty.findings)
    return check_files(files)


def check_files(files: Mapping[str, bytes]) -> list[Finding]:
    """Everything that is wrong or missing in a course, by file and line."""
    reading = try_reading(files)
    if reading.package:
        desk = Desk(package=reading.package, notes=reading.notes)
        whole = not reading.notes.has_errors()
        mind_course(desk)
        mind_modules(desk)
        mind_lists(desk)
        mind_bank(desk)
        for module, activity in desk.package.places():
            desk.folder = module.folder
            if kind := activity_kinds().get(activity.kind):
                kind.check(activity, f"{module.folder}/{activity.file}", desk)
        mind_pictures(desk)
        # What a broken file uses cannot be known, so nothing is called unused.
        if whole:
            mind_unused(desk)
            mind_files(desk)
    return sorted(_once(reading.notes.findings), key=_order)


def _once(findings: list[Finding]) -> Iterator[Finding]:
    seen: set[tuple[str, int, str]] = set()
    for finding in findings:
        said = (finding.file, finding.line, finding.words)
        if said not in seen:
            seen.add(said)
            yield finding


def _order(finding: Finding) -> tuple[str, int, bool]:
    return finding.file, finding.line, finding.severity is Severity.GAP
