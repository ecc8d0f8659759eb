"""A package as a folder on disk: its files by path, in and out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lms.content.findings import Finding, PackageFaulty, Severity
from lms.kernel.language import N_

MAX_FILE = 200_000_000


def read_folder(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their path in it, sorted; hidden ones are left out.

    Raises ``PackageFaulty`` for links to elsewhere and for files beyond all measure.
    """
    if not folder.is_dir():
        raise PackageFaulty(
            [_refusal(folder.name, "no-folder", N_("No existe esta carpeta."))]
        )
    findings: list[Finding] = []
    paths = {path.relative_to(folder).as_posix(): path for path in _walk(folder)}
    for name, path in paths.items():
        if path.is_symlink():
            findings.append(
                _refusal(
                    name,
                    "symlink",
                    N_("Es un enlace a otro archivo: ponga aquí el archivo mismo."),
                )
            )
        elif path.stat().st_size > MAX_FILE:
            findings.append(
                _refusal(name, "too-large", N_("El archivo es demasiado grande."))
            )
    if findings:
        raise PackageFaulty(findings)
    return {name: paths[name].read_bytes() for name in sorted(paths)}


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, touching only those that differ.

    Where a course lay already, files that are no longer in it are removed; hidden
    ones are left alone, and so is a folder that held something else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lay_here = (folder / "course.yaml").is_file()
    for path in list(_walk(folder)) if lay_here else ():
        if path.is_symlink() or path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif path.is_symlink() or path.is_file():
            yield path


def _refusal(name: str, code: str, message: str) -> Finding:
    return Finding(
        file=name, line=0, severity=Severity.ERROR, code=code, message=message
    )
