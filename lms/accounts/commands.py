"""The ``flask lms demo`` command: people to try the site with, never in production."""

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.foundation.i18n import gettext
from lms.foundation.work import atomic
from lms.people import services as people
from lms.people.roles import EVERYWHERE, Role

from . import queries
from .services import make_account

PASSWORD = "demo-prevenir-2026"  # noqa: S105 – printed by make run for everybody
COURSE = "fundamentos"

PEOPLE: tuple[tuple[str, str, str, str, tuple[tuple[Role, str], ...]], ...] = (
    ("oficial", "Olga Fernández", "SV", "es", ()),
    ("instructora", "Inés Taborda", "AR", "es", ((Role.INSTRUCTOR, COURSE),)),
    ("alumni", "Álvaro Lima", "BR", "pt", ((Role.ALUMNI, EVERYWHERE),)),
    ("puntofocal", "Paula Funes", "AR", "es", ((Role.FOCAL_POINT, "AR"),)),
    ("secretaria", "Sofía Quiroga", "AR", "es", ((Role.SECRETARIAT, EVERYWHERE),)),
)


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Add five people with a known password; refused in production."""
    if not current_app.config.get("LMS_DEVELOPMENT"):
        raise click.ClickException(
            gettext("Las personas de prueba no se agregan en producción.")
        )
    added = 0
    for nick, name, state, language, roles in PEOPLE:
        email = f"{nick}@demo.example"
        if queries.find_by_email(email):
            continue
        with atomic():
            account = make_account(
                email=email,
                password=PASSWORD,
                name=name,
                state=state,
                language=language,
            )
            assert account.member_id is not None  # made with the account
            for role, scope_id in roles:
                people.grant(member_id=account.member_id, role=role, scope_id=scope_id)
        added += 1
    if added:
        click.echo(gettext("Personas de prueba: %(num)s.", num=added))
