"""Everything a site needs before it opens, in one command."""

import click
from flask.cli import with_appcontext

from lms.certificates import keys, services
from lms.certificates import queries as certificates
from lms.foundation import migrating
from lms.foundation.i18n import gettext
from lms.foundation.work import atomic
from lms.people.reference import load_states

from .courses import default_folders, publish_folder
from .demo_edition import add_demo_edition


@click.command("prepare")
@click.option("--demo", is_flag=True, help="Demo people too; not in production.")
@click.pass_context
@with_appcontext
def prepare(ctx: click.Context, demo: bool) -> None:
    """Bring tables, reference data and courses up to date; twice changes nothing."""
    migrating.upgrade()
    with atomic():
        load_states()
    for folder in default_folders():
        publish_folder(folder)
    if demo and ctx.parent is not None:
        group = ctx.parent.command
        assert isinstance(group, click.Group)
        command = group.get_command(ctx, "demo")
        if command is None:
            raise click.ClickException(gettext("Este sitio no tiene cuentas propias."))
        ctx.invoke(command)
        with atomic():
            add_demo_edition()
        _make_demo_key()


def _make_demo_key() -> None:
    """Give a site to try things with a key, so that certificates carry credentials."""
    if certificates.find_active_key() is None:
        public = keys.make()
        with atomic():
            services.enter_key(public=public)
