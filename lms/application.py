"""The LMS as a site of its own: the first host of the extension."""

import logging
from typing import Any

import click
from flask import Flask, Response, request
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from jinja2 import StrictUndefined
from sqlalchemy.orm import DeclarativeBase
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from lms.accounts import identity as local
from lms.accounts import listeners as accounts_listeners
from lms.accounts import views as accounts
from lms.accounts.commands import demo
from lms.extension import LMS, Feature, who
from lms.foundation import postman
from lms.foundation.engines import engine_options, tune
from lms.people.identity import viewer
from lms.web import failures, headers
from lms.web.site import choose_language, page_context

SETTINGS = {
    "LMS_SIGN_IN": "lms.accounts.show_sign_in",
    "LMS_SIGN_UP": "lms.accounts.show_sign_up",
    "LMS_SIGN_OUT": "lms.accounts.sign_out",
    "SESSION_COOKIE_NAME": "aula",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_REFRESH_EACH_REQUEST": False,
    "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
    "WTF_CSRF_TIME_LIMIT": None,
}


class SiteBase(DeclarativeBase):
    """Base of the site's own tables: it has none, as a host might."""


def create_app(config: dict[str, Any]) -> Flask:
    """Build the stand-alone site."""
    app = Flask("lms", static_folder=None, template_folder=None)
    app.config.from_mapping(SETTINGS)
    app.config.from_mapping(config)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config.setdefault(
        "SQLALCHEMY_ENGINE_OPTIONS",
        engine_options(app.config["SQLALCHEMY_DATABASE_URI"]),
    )
    db = SQLAlchemy(model_class=SiteBase, session_options={"expire_on_commit": False})
    db.init_app(app)
    with app.app_context():
        tune(db.engine)
    login = LoginManager()
    login.session_protection = None
    login.user_loader(local.load)
    login.init_app(app)
    own = Feature(pages=accounts.bp, register=accounts_listeners.register)
    LMS(db=db, identify=local.identify, features=[own]).init_app(app)
    add_command(app, demo)
    _answer_strangers(app)
    if app.config.get("LMS_PROXIES"):
        hops = app.config["LMS_PROXIES"]
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's own way
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if app.config.get("LMS_POSTMAN"):
        postman.start(app)
    return app


def add_command(app: Flask, command: click.Command) -> None:
    """Add a command to ``flask lms`` that only the stand-alone site has."""
    group = app.cli.commands["lms"]
    assert isinstance(group, click.Group)  # put there by the extension
    group.add_command(command)


def _answer_strangers(app: Flask) -> None:
    """Answer with our own pages also where no page of ours was found."""

    @app.context_processor
    def surroundings() -> dict[str, Any]:
        return {} if request.blueprints else {**page_context(), **who()}

    def answer(error: HTTPException) -> Response:
        if isinstance(error, SecurityError):
            return Response("This site does not answer under that name.\n", 400)
        choose_language()
        page = failures.answer_http(error)
        return headers.add_headers(page, personal=viewer() is not None)

    app.register_error_handler(HTTPException, answer)
