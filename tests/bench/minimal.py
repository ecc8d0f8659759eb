"""A minimal Flask site with one page, to compare with: what a page costs at least.

It is written as people write it, with Flask-SQLAlchemy's usual ways and its defaults:
three indexed queries (the user, the course with its 46 lessons, the 30 things done)
and 10 KB of HTML. No languages, no roles, no forms, no headers of its own.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, render_template, session
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    joinedload,
    mapped_column,
    relationship,
)

LESSONS = 46
DONE = 30
USERS = 1_000
PAGE = "/courses/curso-de-carga"


class Base(DeclarativeBase):
    """Base of the minimal site's tables."""


db = SQLAlchemy(model_class=Base)


class User(Base):
    """Somebody."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(200), unique=True)


class Course(Base):
    """A course."""

    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    lessons: Mapped[list["Lesson"]] = relationship(order_by="Lesson.number")


class Lesson(Base):
    """A lesson of a course."""

    __tablename__ = "lesson"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey(Course.id), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]


class Progress(Base):
    """A lesson that somebody has done."""

    __tablename__ = "progress"

    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey(Lesson.id), primary_key=True)
    done_at: Mapped[datetime]


def create_app(url: str) -> Flask:
    """Build the minimal site."""
    app = Flask(__name__, template_folder=str(Path(__file__).parent / "templates"))
    app.config["SECRET_KEY"] = "of no importance here"
    app.config["SQLALCHEMY_DATABASE_URI"] = url.replace(
        "postgresql://", "postgresql+psycopg://"
    )
    db.init_app(app)

    @app.get("/")
    def enter() -> str:
        """Sign in as the first user."""
        session["user_id"] = 1
        return "in"

    @app.get("/courses/<slug>")
    def show_course(slug: str) -> str:
        """Show a course with what the user has done in it."""
        user = db.session.get(User, session["user_id"])
        course = db.session.execute(
            select(Course).options(joinedload(Course.lessons)).filter_by(slug=slug)
        )
        progress = db.session.scalars(
            select(Progress).filter_by(user_id=session["user_id"])
        )
        return render_template(
            "course.html",
            user=user,
            course=course.unique().scalar_one(),
            done={row.lesson_id for row in progress},
        )

    @app.get("/courses/<slug>/<int:lesson_id>")
    def show_lesson(slug: str, lesson_id: int) -> str:
        """Show a lesson."""
        return f"{slug} {lesson_id}"

    return app


def fill(url: str) -> None:
    """Make the tables and put a course, its people and their progress in."""
    with create_app(url).app_context():
        Base.metadata.create_all(db.engine)
        course = Course(slug="curso-de-carga", title="Curso de carga")
        db.session.add(course)
        db.session.add_all(
            User(name=f"Persona {n}", email=f"persona{n}@demo.example")
            for n in range(USERS)
        )
        db.session.flush()
        lessons = [
            Lesson(
                course_id=course.id,
                number=n,
                title=f"Lección {n}: lo que se mide aquí",
                minutes=8,
            )
            for n in range(1, LESSONS + 1)
        ]
        db.session.add_all(lessons)
        db.session.flush()
        moment = datetime(2026, 1, 5, tzinfo=UTC)
        db.session.add_all(
            Progress(user_id=user_id, lesson_id=lesson.id, done_at=moment)
            for user_id in (1, 2, 3, 4)
            for lesson in lessons[:DONE]
        )
        db.session.commit()
        db.engine.dispose()


def serve() -> Flask:
    """Return the site for a server; ``MINIMAL_URL`` says where its tables are."""
    return create_app(os.environ["MINIMAL_URL"])
