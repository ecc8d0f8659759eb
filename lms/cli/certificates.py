"""Commands about certificates: the keys they are signed with, and verifying a file."""

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.certificates import credentials, proofs, queries, services
from lms.certificates import keys as files
from lms.certificates.errors import AddressMissing
from lms.certificates.proofs import Proven, Reason, State, Unproven
from lms.certificates.signing import NotSigned, read_json
from lms.foundation.i18n import gettext, ngettext
from lms.foundation.work import atomic

from .people import Said

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("keys")
def keys() -> None:
    """Look after the keys that certificates are signed with."""


@keys.command("make")
@with_appcontext
def make() -> None:
    """Make the first key, and sign what was issued without one."""
    with Said():
        if queries.find_active_key() is not None:
            raise click.ClickException(
                gettext("Ya hay una clave: para cambiarla use «flask lms keys rotate».")
            )
        _make()


@keys.command("rotate")
@with_appcontext
def rotate() -> None:
    """Make a new key; what the old ones signed stays verifiable."""
    with Said():
        _make()


@keys.command("list")
@with_appcontext
def list_keys() -> None:
    """List every key there was: its name, since when, until when."""
    for key in queries.list_keys():
        until = credentials.written(key.retired_at) if key.retired_at else "-"
        click.echo(f"{key.public}\t{credentials.written(key.valid_from)}\t{until}")


@click.command("verify")
@click.argument("file", type=FILE)
@click.option("--issuer", type=FILE, help="The issuer's profile, kept from its site.")
@click.option("--states", type=FILE, help="The list of states, kept from its site.")
@with_appcontext
def verify(file: Path, issuer: Path | None, states: Path | None) -> None:
    """Verify FILE (a certificate as PDF, JSON or JWT) without a network.

    Without --issuer the keys of this site are used.
    """
    known = _read(issuer) if issuer else _own()
    try:
        body = file.read_bytes() if file.stat().st_size <= proofs.MOST else b""
        lists = _read(states) if states else None
        proven = proofs.verify(proofs.find(body), known, lists)
    except Unproven as refused:
        raise click.ClickException(_reason(refused.reason)) from refused
    _tell(proven)
    if proven.state is State.REVOKED:
        raise click.ClickException(gettext("El certificado ya no es válido."))


def _make() -> None:
    if not current_app.config["LMS_BASE_URL"]:
        raise AddressMissing
    public = files.make()
    with atomic():
        services.enter_key(public=public)
    with atomic():
        signed = services.sign_waiting()
    click.echo(gettext("Clave nueva: %(key)s", key=public))
    click.echo(gettext("Está en %(folder)s: haga una copia.", folder=files.folder()))
    if signed:
        click.echo(
            ngettext(
                "%(num)s certificado firmado",
                "%(num)s certificados firmados",
                signed,
            )
        )


def _own() -> dict[str, Any]:
    with Said():
        if not current_app.config["LMS_BASE_URL"]:
            raise AddressMissing
        return credentials.profile(queries.list_keys())


def _read(file: Path) -> dict[str, Any]:
    try:
        return read_json(file.read_bytes())
    except NotSigned as refused:
        raise click.ClickException(
            gettext("%(file)s no es un archivo JSON.", file=file.name)
        ) from refused


def _tell(proven: Proven) -> None:
    click.echo(gettext("Auténtico: nada en la credencial se cambió."))
    states = {
        State.VALID: gettext("Vigente según la lista de estados."),
        State.REVOKED: gettext("Revocado o reemplazado."),
        State.UNKNOWN: gettext("Sin la lista de estados no se sabe si se revocó."),
    }
    for line in (
        proven.name,
        proven.title,
        proven.description,
        f"{proven.issuer}, {proven.issued}",
        proven.address,
        states[proven.state],
    ):
        if line:
            click.echo(f"  {line}")


def _reason(reason: Reason) -> str:
    return {
        Reason.NOTHING: gettext(
            "El archivo no lleva una credencial que se pueda leer."
        ),
        Reason.BROKEN: gettext("No es auténtico: algo en el archivo se cambió."),
        Reason.ISSUER: gettext("Lo emitió otro sitio que el de las claves conocidas."),
        Reason.KEY: gettext("Lo firmó una clave que el sitio emisor no conoce."),
        Reason.TIME: gettext("Se firmó cuando la clave no estaba en uso."),
    }[reason]
