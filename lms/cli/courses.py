"""Commands about courses: check, publish, export."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.catalogue import publishing, queries
from lms.content.check import check_files
from lms.content.findings import Finding, PackageFaulty, Severity
from lms.content.folder import read_folder, write_folder
from lms.foundation.i18n import gettext, ngettext
from lms.foundation.work import atomic
from lms.kernel.errors import LmsError

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("check")
@click.argument("folders", nargs=-1, type=FOLDER)
@with_appcontext
def check(folders: tuple[Path, ...]) -> None:
    """Say everything that is wrong or missing in course FOLDERS (default: all).

    Errors stop a publication; gaps do not.
    """
    errors = 0
    for folder in folders or default_folders():
        findings = _findings(folder)
        for finding in findings:
            click.echo(_line(folder, finding))
        wrong = sum(finding.severity is Severity.ERROR for finding in findings)
        errors += wrong
        click.echo(
            f"{folder.name}: "
            + ngettext("%(num)s error", "%(num)s errores", wrong)
            + ", "
            + ngettext("%(num)s falta", "%(num)s faltas", len(findings) - wrong)
        )
    if errors:
        raise SystemExit(1)


@click.command("publish")
@click.argument("folders", nargs=-1, type=FOLDER)
@with_appcontext
def publish(folders: tuple[Path, ...]) -> None:
    """Publish course FOLDERS (default: all), each in one piece.

    The same content twice changes nothing; learners stay on the release they began.
    """
    for folder in folders or default_folders():
        publish_folder(folder)


def publish_folder(folder: Path) -> None:
    """Check and publish one course; a course with errors stops the command."""
    findings = [f for f in _findings(folder) if f.severity is Severity.ERROR]
    if findings:
        for finding in findings:
            click.echo(_line(folder, finding), err=True)
        raise click.ClickException(
            gettext(
                "No se publicó %(course)s: corrija los errores.", course=folder.name
            )
        )
    with atomic():
        release, new = publishing.publish(read_folder(folder))
        said = (
            gettext("%(course)s: publicada la versión %(number)s.")
            if new
            else gettext("%(course)s: sin cambios desde la versión %(number)s.")
        )
        click.echo(said % {"course": release.course_id, "number": release.number})


@click.command("export")
@click.argument("course_id")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--release", "number", type=int, help="Its number; the newest if left out."
)
@with_appcontext
def export(course_id: str, folder: Path, number: int | None) -> None:
    """Write a published COURSE_ID back to a FOLDER, byte for byte."""
    if (
        folder.exists()
        and any(folder.iterdir())
        and not (folder / "course.yaml").exists()
    ):
        raise click.ClickException(
            gettext(
                "La carpeta %(folder)s tiene otras cosas: elija una vacía.",
                folder=folder,
            )
        )
    try:
        release = queries.get_release(course_id, number)
    except LmsError as refused:
        raise click.ClickException(str(refused)) from refused
    write_folder(queries.get_files(release.id), folder)
    click.echo(
        gettext(
            "%(course)s, versión %(number)s: escrita en %(folder)s.",
            course=course_id,
            number=release.number,
            folder=folder,
        )
    )


def default_folders() -> list[Path]:
    """Return the course folders that come with the site, or lie in its instance."""
    root: Path = current_app.extensions["lms"].root
    return sorted(path.parent for path in (root / "courses").glob("*/course.yaml"))


def _findings(folder: Path) -> list[Finding]:
    try:
        return check_files(read_folder(folder))
    except PackageFaulty as faulty:
        return list(faulty.findings)


def _line(folder: Path, finding: Finding) -> str:
    kind = gettext("error") if finding.severity is Severity.ERROR else gettext("falta")
    place = f"{folder.name}/{finding.file}" if finding.file else folder.name
    if finding.line:
        place = f"{place}:{finding.line}"
    return f"{place}: {kind}: {gettext(finding.message, **dict(finding.values))}"
