"""The host as a server would start it: its kind and its database from outside."""

import os

from tests.mounting.foreign.site import KINDS, create_host, create_tables, mount

kind = next(kind for kind in KINDS if str(kind) == os.environ["HOST_KIND"])
app = create_host(kind, os.environ["HOST_DATABASE"])
mount(app, kind)


@app.cli.command("create-tables")
def make_own_tables() -> None:
    """Make the host's tables, as its own migrations would."""
    create_tables(app)
