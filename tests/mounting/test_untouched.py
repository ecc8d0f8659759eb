"""What was there before the LMS stays as it was."""

import copy
from itertools import count

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from lms.foundation.migrating import VERSION_TABLE, downgrade, upgrade
from tests.mounting.foreign.site import (
    KINDS,
    HostBase,
    create_host,
    create_tables,
    db,
    mount,
)

pytestmark = pytest.mark.slow

_numbers = count(1)


def picture(app: Flask) -> dict[str, object]:
    """Everything a host might have put on its application."""
    return {
        "globals": dict(app.jinja_env.globals),
        "filters": dict(app.jinja_env.filters),
        "tests": dict(app.jinja_env.tests),
        "undefined": app.jinja_env.undefined,
        "before": copy.copy(app.before_request_funcs.get(None)),
        "after": copy.copy(app.after_request_funcs.get(None)),
        "teardown": copy.copy(app.teardown_request_funcs.get(None)),
        "words": copy.copy(app.template_context_processors.get(None)),
        "errors": copy.deepcopy(
            {k: dict(v) for k, v in app.error_handler_spec.get(None, {}).items()}
        ),
        "views": {k: v for k, v in app.view_functions.items() if k[:4] != "lms."},
        "rules": sorted(
            str(rule)
            for rule in app.url_map.iter_rules()
            if not rule.endpoint.startswith("lms.")
        ),
        "config": {k: v for k, v in app.config.items() if k[:4] != "LMS_"},
        "extensions": {k: v for k, v in app.extensions.items() if k != "lms"},
        "commands": {k: v for k, v in app.cli.commands.items() if k != "lms"},
        "blueprints": {k for k in app.blueprints if k.partition(".")[0] != "lms"},
        "tables": sorted(HostBase.metadata.tables),
        "wsgi": app.wsgi_app,
    }


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_mounting_changes_nothing_on_the_application(kind):
    app = create_host(kind, "sqlite://")
    before = picture(app)
    mount(app, kind)
    after = picture(app)
    assert after["config"].pop("MAIL_URL") == "smtp://localhost"
    assert after["config"].pop("MAIL_FROM") == "aula@localhost"
    assert after["config"].pop("FILES_URL") == "file:"
    assert after["config"].pop("FILES_AT_MOST") == 5
    assert after == before
    assert {
        str(rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("lms.") and not str(rule).startswith("/aprender/")
    } == set()


def test_the_pages_of_the_host_stay_as_they_were(host):
    guest = host.guest()
    page = guest.open("/")
    assert "¡Host!" in page.text
    assert "Bienvenida" in page.text
    assert "Ministerio de Justicia – Servir y cuidar" in page.text
    assert page.headers["X-Host"] == "yes"
    assert "Content-Security-Policy" not in page.headers
    assert "lms" not in page.text
    with guest.open("/static/host.css") as sheet:
        assert "font: 16px" in sheet.text


def test_the_mistakes_of_the_host_are_answered_by_the_host(host):
    guest = host.guest()
    lost, broken = guest.open("/nowhere"), guest.open("/boom")
    assert (lost.status_code, "Host: no está" in lost.text) == (404, True)
    assert (broken.status_code, "Host: se rompió" in broken.text) == (500, True)
    assert "Content-Security-Policy" not in lost.headers


def test_a_form_of_the_host_is_saved_by_the_host(host):
    guest = host.somebody()
    guest.open("/")
    guest.send("/pages", title="Aviso")
    assert "Publicado" in (page := guest.open("/").text)
    assert "Aviso" in page


def test_the_host_is_guarded_by_itself_alone(host):
    guest = host.guest()
    answer = guest.client.post("/pages", data={"title": "Sin permiso"})
    assert answer.status_code == (400 if host.kind.guarded else 302)
    assert "Content-Security-Policy" not in answer.headers


def tables(app: Flask) -> set[str]:
    with app.app_context():
        return set(sa.inspect(db.engine).get_table_names())


@pytest.fixture
def young_host(new_database):
    """A host of its own, with its own tables and nothing of ours yet."""
    app = create_host(KINDS[0], new_database(f"young-{next(_numbers)}"))
    create_tables(app)
    mount(app, KINDS[0])
    yield app
    with app.app_context():
        db.engine.dispose()


def test_migrations_make_our_tables_and_leave_all_others_alone(young_host):
    before = tables(young_host)
    run = young_host.test_cli_runner().invoke
    assert run(args=["lms", "db", "check"]).exit_code == 1
    assert run(args=["lms", "db", "upgrade"]).exit_code == 0
    assert run(args=["lms", "db", "check"]).exit_code == 0
    added = tables(young_host) - before
    assert VERSION_TABLE in added
    assert [name for name in added if not name.startswith("lms_")] == []
    with young_host.app_context():
        version = sa.text("SELECT version_num FROM alembic_version")
        assert db.session.scalar(version) == "host-7"
        downgrade("base")
    assert tables(young_host) == before | {VERSION_TABLE}


def test_the_hosts_own_migrations_can_be_told_to_pass_over_ours(young_host):
    def is_ours(name, kind, parents):
        return kind != "table" or not name.startswith("lms_")

    with young_host.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"include_name": is_ours}
            )
            assert compare_metadata(context, HostBase.metadata) == []


def test_creating_and_dropping_the_hosts_tables_leaves_ours(young_host):
    with young_host.app_context():
        upgrade()
        db.drop_all()
    left = tables(young_host)
    assert "user" not in left
    assert "lms_member" in left
