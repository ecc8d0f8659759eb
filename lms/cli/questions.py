"""Commands about questions: from one format to another, into courses, out of them.

Courses in folders need no database; what is converted needs neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
from flask.cli import with_appcontext

from lms.catalogue import exchanging
from lms.content.canonical import Plain
from lms.content.exchange.carried import Carried, ExchangeFaulty, Loss, Written
from lms.content.exchange.placing import NoSuchQuiz, Placed, Taken, place, take
from lms.content.exchange.plain_json import document
from lms.content.exchange.registry import FORMATS, Format, format_of
from lms.content.findings import PackageFaulty
from lms.content.folder import write_folder
from lms.content.reader import read_package
from lms.foundation.i18n import gettext, ngettext
from lms.foundation.work import atomic
from lms.kernel.errors import LmsError
from lms.kernel.language import SOURCE, Language

from .beside import Beside

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
FORMAT = click.Choice(sorted(FORMATS))
WRITTEN = click.Choice(sorted(name for name, one in FORMATS.items() if one.write))
LANGUAGE = click.Choice([str(language) for language in Language])


@click.group("questions")
def questions() -> None:
    """Bring questions in from other systems, and out to them."""


@questions.command("convert")
@click.argument("file", type=FILE)
@click.option("--from", "from_", type=FORMAT, help="Its format; else by its name.")
@click.option("--to", type=WRITTEN, required=True)
@click.option("--language", type=LANGUAGE, default=str(SOURCE))
@click.option("--output", type=OUT, help="A file; standard output if left out.")
def convert(
    file: Path, from_: str | None, to: str, language: str, output: Path | None
) -> None:
    """Write the questions of a FILE in another format; needs no database.

    Whatever the new format cannot hold is told: for json inside the object that is
    written, for all others on standard error.
    """
    carried = _read(file, from_, Language(language))
    taken = Taken(
        questions=carried.questions, files=carried.files, source=Language(language)
    )
    written = _written(taken, to, Language(language))
    losses = (*carried.losses, *written.losses)
    if to == "json":
        _put(document(carried.questions, [_plain(loss) for loss in losses]), output)
        return
    _put(written.data, output)
    _tell(losses, file.name)


@questions.command("import")
@click.argument("file", type=FILE)
@click.option("--from", "from_", type=FORMAT, help="Its format; else by its name.")
@click.option(
    "--into", required=True, help="COURSE or COURSE/QUIZ: ids, or a course's folder."
)
@click.option("--language", type=LANGUAGE, default=str(SOURCE))
@click.option("--dry-run", is_flag=True, help="Check and tell, but change nothing.")
@with_appcontext
def import_(
    file: Path, from_: str | None, into: str, language: str, dry_run: bool
) -> None:
    """Add the questions of a FILE to a quiz or to the bank of a course.

    A published course gets a new release; a course in a folder is written back.
    """
    target = Target.of(into)
    carried = _read(file, from_, Language(language))
    with Refusing():
        said = target.preview(carried) if dry_run else target.fill(carried)
    _tell(carried.losses, file.name)
    click.echo(said)


@questions.command("export")
@click.argument("place")
@click.option("--to", type=WRITTEN, required=True)
@click.option("--language", type=LANGUAGE, help="Else that of the course.")
@click.option("--output", type=OUT, help="A file; standard output if left out.")
@with_appcontext
def export(place: str, to: str, language: str | None, output: Path | None) -> None:
    """Write the questions at a PLACE: COURSE/QUIZ, or COURSE for its bank."""
    with Refusing():
        taken = Target.of(place).taken()
    written = _written(taken, to, Language(language or taken.source))
    _put(written.data, output)
    _tell(written.losses, place)


@dataclass(frozen=True, slots=True)
class Target:
    """A quiz or the bank of a course, in a folder or published."""

    course_id: str
    quiz_id: str | None
    folder: Path | None = None

    @classmethod
    def of(cls, words: str) -> "Target":
        """Understand the name of a course or of a quiz in one."""
        path = Path(words)
        for folder, quiz_id in ((path, None), (path.parent, path.name)):
            if (folder / "course.yaml").is_file():
                return cls(folder.resolve().name, quiz_id, folder)
        course_id, _, quiz = words.partition("/")
        return cls(course_id, quiz or None)

    def preview(self, carried: Carried) -> str:
        """Say what would be imported."""
        placed = self._placed(carried)
        return ngettext(
            "Se importaría %(num)s pregunta.",
            "Se importarían %(num)s preguntas.",
            len(placed.questions),
        )

    def fill(self, carried: Carried) -> str:
        """Import, and say what was."""
        if self.folder:
            write_folder(self._placed(carried).files, self.folder)
            where = str(self.folder)
        else:
            with atomic():
                release = exchanging.import_questions(
                    self.course_id, self.quiz_id, carried
                )
                where = gettext(
                    "%(course)s, versión %(number)s",
                    course=release.course_id,
                    number=release.number,
                )
        return ngettext(
            "%(num)s pregunta importada en %(where)s.",
            "%(num)s preguntas importadas en %(where)s.",
            len(carried.questions),
            where=where,
        )

    def taken(self) -> Taken:
        """The questions that are there."""
        if self.folder:
            return take(read_package(self.folder), self.quiz_id)
        return exchanging.take_questions(self.course_id, self.quiz_id)

    def _placed(self, carried: Carried) -> Placed:
        if self.folder and carried.questions:
            return place(read_package(self.folder), self.quiz_id, carried)
        return exchanging.preview_import(self.course_id, self.quiz_id, carried)


class Refusing:
    """Turns what stops an import or an export into the words of a command."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, LmsError):
            raise click.ClickException(str(error)) from error
        if isinstance(error, NoSuchQuiz):
            raise click.ClickException(
                gettext(
                    "No hay un cuestionario «%(quiz)s»; hay estos: %(known)s.",
                    quiz=error.quiz_id,
                    known=", ".join(error.known) or "–",
                )
            ) from error
        if isinstance(error, PackageFaulty):
            for finding in error.findings:
                words = gettext(finding.message, **dict(finding.values))
                click.echo(f"{finding.place}: {words}", err=True)
            raise click.ClickException(
                gettext("El curso quedaría con errores, así que no se cambió nada.")
            ) from error


def _read(file: Path, name: str | None, language: Language) -> Carried:
    """The questions of a file; a faulty one ends the command."""
    try:
        return _format(file, name).read(
            file.read_bytes(), language=language, files=Beside(file.parent)
        )
    except ExchangeFaulty as faulty:
        _tell(faulty.losses, file.name)
        raise click.ClickException(
            gettext("No se puede leer %(file)s.", file=file.name)
        ) from faulty


def _format(file: Path, name: str | None) -> Format:
    found = FORMATS[name] if name else format_of(file.name)
    if found is None:
        raise click.ClickException(
            gettext("Diga con «--from» en qué formato está %(file)s.", file=file.name)
        )
    return found


def _written(taken: Taken, to: str, language: Language) -> Written:
    write = FORMATS[to].write
    assert write is not None  # the command takes no other format
    return write(
        taken.questions, language=language, source=taken.source, files=taken.files
    )


def _put(data: bytes, output: Path | None) -> None:
    if output:
        output.write_bytes(data)
    else:
        # Bytes, whatever the terminal thinks of their encoding.
        click.echo(data, nl=False)


def _tell(losses: Iterable[Loss], name: str) -> None:
    for loss in losses:
        line = f":{loss.line}" if loss.line else ""
        question = f"{loss.question}: " if loss.question else ""
        click.echo(f"{name}{line}: {question}{_words(loss)}", err=True)


def _plain(loss: Loss) -> dict[str, Plain]:
    return {
        "code": loss.code,
        "message": _words(loss),
        "question": loss.question,
        "line": loss.line,
    }


def _words(loss: Loss) -> str:
    return gettext(loss.message, **dict(loss.values))
