"""A site that was there before: its own people, tables, pages and manners.

It knows the LMS in one line. Two ways of signing in (Flask-Login, or a bare cookie)
and of guarding its forms (CSRFProtect, or not at all) make four different hosts.
"""

from dataclasses import dataclass

from flask import (
    Flask,
    Response,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, login_user, logout_user
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from lms import LMS
from lms.people.identity import Identity


class HostBase(DeclarativeBase):
    """Base of the host's tables."""


db = SQLAlchemy(model_class=HostBase)


class User(UserMixin, db.Model):  # type: ignore[name-defined, misc]
    """Somebody the host knows."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(120), unique=True)


class Page(db.Model):  # type: ignore[name-defined, misc]
    """Something the host publishes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(80))


@dataclass(frozen=True)
class Kind:
    """Which host: how people sign in, and whether every form is guarded."""

    flask_login: bool
    guarded: bool

    def __str__(self) -> str:
        door = "flask-login" if self.flask_login else "own-session"
        return f"{door}-{'guarded' if self.guarded else 'unguarded'}"


KINDS = [Kind(door, guard) for door in (True, False) for guard in (True, False)]


def create_host(kind: Kind, url: str, **config: object) -> Flask:
    """Build the host without the LMS."""
    app = Flask(__name__)
    app.config.from_mapping(
        TESTING=False,
        SECRET_KEY="the-key-of-the-host-0123456789",
        SQLALCHEMY_DATABASE_URI=url,
        LMS_LAYOUT="host/base.html",
        LMS_SIGN_IN="show_login",
        LMS_SIGN_OUT="sign_out",
        LMS_BASE_URL="https://host.example",
        LMS_SITE_NAME="Aula del Ministerio",
    )
    app.config.from_mapping(config)
    db.init_app(app)
    if kind.flask_login:
        login = LoginManager(app)
        login.user_loader(lambda id_: db.session.get(User, int(id_)))
    if kind.guarded:
        CSRFProtect(app)
    _pages(app)
    _door(app, kind)
    _manners(app)
    _failures(app)
    return app


def mount(app: Flask, kind: Kind) -> None:
    """Add the LMS, as a host's developer would."""
    if kind.flask_login:
        LMS().init_app(app)
    else:
        LMS(db=db, identify=identify).init_app(app)


def identify() -> Identity | None:
    """Tell the LMS who the host has signed in."""
    user = db.session.get(User, session["user_id"]) if "user_id" in session else None
    if user is None:
        return None
    return Identity(subject=f"host:{user.id}", name=user.name, email=user.email)


def create_tables(app: Flask) -> None:
    """Make the host's tables, and the version table of its own migrations."""
    with app.app_context():
        db.create_all()
        db.session.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
        db.session.execute(text("INSERT INTO alembic_version VALUES ('host-7')"))
        db.session.add(Page(title="Bienvenida"))
        db.session.commit()


def _pages(app: Flask) -> None:
    @app.get("/")
    def home() -> str:
        return render_template("host/home.html", pages=db.session.query(Page).all())

    @app.post("/pages")
    def publish() -> ResponseReturnValue:
        db.session.add(Page(title=request.form["title"]))
        db.session.commit()
        flash("Publicado")
        return redirect(url_for("home"))

    @app.get("/boom")
    def boom() -> str:
        raise ValueError("the host's own mistake")


def _door(app: Flask, kind: Kind) -> None:
    @app.get("/login")
    def show_login() -> str:
        return render_template("host/login.html", next=request.args.get("next", ""))

    @app.post("/login")
    def sign_in() -> ResponseReturnValue:
        user = db.session.query(User).filter_by(name=request.form["name"]).one()
        if kind.flask_login:
            login_user(user)
        else:
            session["user_id"] = user.id
        return redirect(request.form.get("next") or url_for("home"))

    @app.post("/logout")
    def sign_out() -> ResponseReturnValue:
        if kind.flask_login:
            logout_user()
        session.pop("user_id", None)
        return redirect(url_for("home"))


def _manners(app: Flask) -> None:
    app.jinja_env.globals["motto"] = "Servir y cuidar"
    app.jinja_env.filters["shout"] = lambda words: f"¡{words}!"

    @app.before_request
    def notice() -> None:
        g.host_was_here = True

    @app.after_request
    def sign(response: Response) -> Response:
        response.headers["X-Host"] = "yes" if g.get("host_was_here") else "no"
        return response

    @app.context_processor
    def words() -> dict[str, str]:
        return {"ministry": "Ministerio de Justicia"}


def _failures(app: Flask) -> None:
    @app.errorhandler(404)
    def lost(error: Exception) -> ResponseReturnValue:
        return render_template("host/error.html", words="Host: no está"), 404

    @app.errorhandler(500)
    def broken(error: Exception) -> ResponseReturnValue:
        return render_template("host/error.html", words="Host: se rompió"), 500

    @app.errorhandler(400)
    def refused(error: Exception) -> ResponseReturnValue:
        return render_template("host/error.html", words="Host: no se entiende"), 400
