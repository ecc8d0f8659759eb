"""Commands about people: who is here, and as what."""

import click
from flask.cli import with_appcontext

from lms.enrolment import services as enrolment
from lms.foundation.i18n import gettext, ngettext
from lms.foundation.work import atomic
from lms.kernel.errors import LmsError
from lms.people import queries, services
from lms.people.reference import load_states
from lms.people.roles import EVERYWHERE, SCOPE_OF, Role, Scope

ROLE = click.Choice([str(role) for role in Role])


@click.group("people")
def people() -> None:
    """Look after people and what they are here."""


@people.command("list")
@with_appcontext
def list_people() -> None:
    """List every member: number, name, e-mail, State."""
    for row in queries.list_members():
        click.echo(f"{row.id}\t{row.name}\t{row.email or '-'}\t{row.state or '-'}")


@people.command("roles")
@click.argument("who")
@with_appcontext
def roles(who: str) -> None:
    """List the roles of WHO (an e-mail, or a subject such as host:42)."""
    with Said():
        member = queries.get_member_named(who)
        for grant in sorted(
            queries.get_viewer(member.id).grants, key=lambda grant: grant.role
        ):
            click.echo(f"{grant.role}\t{grant.scope_id or '-'}")


@people.command("grant")
@click.argument("who")
@click.argument("role", type=ROLE)
@click.argument("scope", default=EVERYWHERE)
@with_appcontext
def grant(who: str, role: str, scope: str) -> None:
    """Give WHO a ROLE, in the SCOPE it needs: a State's code or a course's id.

    Participants and observers join the permanent offer of the course named.
    """
    with Said(), atomic():
        member = queries.get_member_named(who)
        if Role(role) in (Role.PARTICIPANT, Role.OBSERVER):
            enrolment.join(member_id=member.id, course_id=scope, role=role)
        else:
            services.grant(
                member_id=member.id, role=Role(role), scope_id=_scope(role, scope)
            )
        click.echo(gettext("Hecho: %(name)s, %(role)s.", name=member.name, role=role))


@people.command("revoke")
@click.argument("who")
@click.argument("role", type=ROLE)
@click.argument("scope", default=EVERYWHERE)
@with_appcontext
def revoke(who: str, role: str, scope: str) -> None:
    """Take a ROLE back from WHO; the record that it was given stays."""
    with Said(), atomic():
        member = queries.get_member_named(who)
        if Role(role) in (Role.PARTICIPANT, Role.OBSERVER):
            enrolment.leave(member_id=member.id, course_id=scope)
        else:
            services.revoke(
                member_id=member.id, role=Role(role), scope_id=_scope(role, scope)
            )
        click.echo(gettext("Hecho: %(name)s, %(role)s.", name=member.name, role=role))


@click.group("reference")
def reference() -> None:
    """Look after the reference data: States and institutions."""


@reference.command("load")
@with_appcontext
def load() -> None:
    """Load the States of the Network; twice changes nothing."""
    with atomic():
        count = load_states()
    click.echo(ngettext("%(num)s Estado", "%(num)s Estados", count))


def _scope(role: str, scope: str) -> str:
    return scope.upper() if SCOPE_OF[Role(role)] is Scope.STATE else scope


class Said:
    """Turns an expected failure into the sentence of a command."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, LmsError):
            raise click.ClickException(str(error)) from error
