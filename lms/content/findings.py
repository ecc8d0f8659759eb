"""What is found in a course package: faults and gaps, with the place of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """The course cannot be published."""
    GAP = "gap"
    """The course can be published, and would be better without it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing an author should look at.

    ``message`` is a Spanish template and ``values`` fill it, so that whoever shows
    it can translate the template first.
    """

    file: str
    line: int
    severity: Severity
    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The whole sentence, in Spanish."""
        return self.message % self.values

    @property
    def place(self) -> str:
        """Where to look: the file, and the line where one is known."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


class PackageFaulty(Exception):
    """The package cannot be read; ``findings`` says everything that is wrong."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


Place = tuple[str | int, ...]
"""The way to a value inside a file: keys and positions."""


class Notes:
    """Collects findings, and remembers on which line each value stands."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._lines: dict[tuple[str, Place], int] = {}

    def stands(self, file: str, place: Place, line: int) -> None:
        """Remember the line of a value."""
        self._lines[file, place] = line

    def line_of(self, file: str, place: Place) -> int:
        """The line of a value, or of the nearest thing around it; 0 if unknown."""
        for length in range(len(place), -1, -1):
            if line := self._lines.get((file, place[:length])):
                return line
        return 0

    def has_errors(self, file: str | None = None) -> bool:
        """Is there a fault so far, in the whole package or in one file?"""
        return any(
            finding.severity is Severity.ERROR and file in (None, finding.file)
            for finding in self.findings
        )

    def about(self, file: str) -> "FileNotes":
        """The same notes, for one file."""
        return FileNotes(self, file)


@dataclass(frozen=True, slots=True)
class FileNotes:
    """Notes about one file."""

    notes: Notes
    file: str

    def error(
        self,
        code: str,
        message: str,
        at: Place = (),
        *,
        line: int = 0,
        **values: object,
    ) -> None:
        """Write down a fault."""
        self.add(Severity.ERROR, code, message, values, at=at, line=line)

    def gap(
        self,
        code: str,
        message: str,
        at: Place = (),
        *,
        line: int = 0,
        **values: object,
    ) -> None:
        """Write down something missing that does not stop the course."""
        self.add(Severity.GAP, code, message, values, at=at, line=line)

    def add(
        self,
        severity: Severity,
        code: str,
        message: str,
        values: Mapping[str, object],
        *,
        at: Place = (),
        line: int = 0,
    ) -> None:
        """Write down a finding at a line, or else where a value stands."""
        self.notes.findings.append(
            Finding(
                file=self.file,
                line=line or self.notes.line_of(self.file, at),
                severity=severity,
                code=code,
                message=message,
                values=values,
            )
        )
