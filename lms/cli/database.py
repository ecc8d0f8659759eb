"""Commands about the database's tables."""

import click
from flask.cli import with_appcontext

from lms.foundation import migrating
from lms.foundation.i18n import gettext


@click.group("db")
def db() -> None:
    """Look after the tables of the LMS, and of nobody else."""


@db.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the tables up to this version of the site."""
    changed = migrating.upgrade()
    click.echo(
        gettext("Base de datos actualizada.")
        if changed
        else gettext("La base de datos ya está al día.")
    )


@db.command("downgrade")
@click.argument("revision")
@with_appcontext
def downgrade(revision: str) -> None:
    """Take the tables back to a REVISION; what only the newer ones hold is lost."""
    migrating.downgrade(revision)


@db.command("check")
@with_appcontext
def check() -> None:
    """Fail unless the tables are as this version of the site expects them."""
    if not migrating.is_current():
        raise click.ClickException(
            gettext("La base de datos no está al día: use «flask lms db upgrade».")
        )
