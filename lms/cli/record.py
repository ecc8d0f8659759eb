"""Commands about the record: seal it, tell how far it reaches, check it."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import with_appcontext

from lms.foundation.i18n import gettext, ngettext
from lms.kernel.language import N_
from lms.record import queries, services
from lms.record.chain import Fault, Finding, Head, follow, read_head, read_lines

FAULTS = {
    Fault.MISSING: N_("Falta la entrada n.º %(place)s del registro."),
    Fault.CHANGED: N_("La entrada n.º %(place)s del registro fue cambiada."),
    Fault.CUT: N_("El registro fue cortado: falta desde la entrada n.º %(place)s."),
    Fault.BEYOND: N_(
        "El registro sigue después de su final: sobra desde la entrada n.º %(place)s."
    ),
    Fault.REWRITTEN: N_(
        "El registro fue escrito de nuevo: la entrada n.º %(place)s no es la que se "
        "guardó."
    ),
}


class HeadType(click.ParamType[Head]):
    """PLACE:DIGEST, as ``flask lms record head`` prints it."""

    name = "place:digest"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Head:
        """Read it, or say how it is written."""
        try:
            return value if isinstance(value, Head) else read_head(str(value))
        except ValueError:
            self.fail(gettext("Escríbalo como lo da «flask lms record head»."), param)


@click.group("record")
def record() -> None:
    """Look after the record of decisions."""


@record.command("seal")
@with_appcontext
def seal() -> None:
    """Give every entry that waits its place in the chain."""
    sealed = services.seal()
    click.echo(ngettext("%(num)s entrada sellada", "%(num)s entradas selladas", sealed))


@record.command("head")
@with_appcontext
def head() -> None:
    """Print how far the chain reaches, to be kept where nobody here can change it."""
    services.seal()
    click.echo(str(queries.find_head() or Head()))


@record.command("verify")
@click.option(
    "--since", "kept", type=HeadType(), multiple=True, help="A head you kept."
)
@click.option("--file", "file", type=click.Path(exists=True, dir_okay=False))
@click.pass_context
def verify(ctx: click.Context, kept: Sequence[Head], file: str | None) -> None:
    """Fail unless the chain holds; name the first place where it does not."""
    if file is None:
        found = ctx.invoke(_verify_here, kept=kept)
    else:
        with Path(file).open("rb") as lines:
            found = _verify_file(lines, kept)
    if found.fault:
        raise click.ClickException(gettext(FAULTS[found.fault], place=found.place))
    click.echo(
        ngettext(
            "%(num)s entrada, sin cambios: %(head)s",
            "%(num)s entradas, sin cambios: %(head)s",
            found.head.place,
            head=found.head,
        )
    )


@with_appcontext
def _verify_here(kept: Sequence[Head]) -> Finding:
    found = queries.check_chain(kept)
    if waiting := queries.count_unsealed():
        click.echo(
            ngettext(
                "%(num)s entrada espera su sello",
                "%(num)s entradas esperan su sello",
                waiting,
            ),
            err=True,
        )
    return found


def _verify_file(lines: BinaryIO, kept: Sequence[Head]) -> Finding:
    try:
        return follow(read_lines(lines), kept)
    except ValueError as unreadable:
        raise click.ClickException(
            gettext("La línea %(line)s del archivo no se entiende.", line=unreadable)
        ) from unreadable
