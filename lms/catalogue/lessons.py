"""The texts of a release as pages show them: rendered once, then kept in memory."""

from dataclasses import dataclass

from flask import request, url_for
from markupsafe import Markup

from lms.content.page import Context, context_of
from lms.content.rendering import Rendered, render_inline, render_lesson
from lms.content.schema import Activity, Module, Reference, TextActivity
from lms.content.svg import read_drawing
from lms.foundation.i18n import current_language
from lms.foundation.keeping import keep
from lms.kernel.language import Language, Told, pick
from lms.web.player import activity_address

from . import queries
from .errors import ActivityNotFound

WORDS_A_MINUTE = 180


@dataclass(frozen=True, slots=True)
class TermLine:
    """A word of the glossary, as it is printed under a lesson and in the glossary."""

    id: str
    term: Told
    definition: Markup


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A source, as it is printed under a lesson."""

    id: str
    text: Markup
    language: Language
    url: str | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text of a course, ready to be shown.

    ``language`` is the one it is really in: where the asked one is missing, the
    course's source language, and the page says so. ``minutes`` to read are counted.
    """

    title: Told
    html: Markup
    language: Language
    terms: tuple[TermLine, ...]
    references: tuple[ReferenceLine, ...]
    minutes: int


def get_lesson(release_id: int, module: Module, activity: Activity) -> Lesson:
    """Return a text of a release in the language spoken.

    Raises ``ActivityNotFound`` for an activity that is not a text.
    """
    language = current_language()
    root = request.script_root
    return keep(
        ("lesson", release_id, activity.id, language, root),
        lambda: _lesson(release_id, module, activity, language),
    )


def list_terms(release_id: int) -> tuple[TermLine, ...]:
    """Return the glossary of a release in the language spoken, by alphabet."""
    language = current_language()
    return keep(
        ("glossary", release_id, language),
        lambda: tuple(
            sorted(_terms(release_id, None, language), key=lambda t: t.term.words)
        ),
    )


def surroundings(release_id: int, module: Module) -> Context:
    """Return what the texts of a module refer to, with addresses of this site."""
    package = queries.get_package(release_id)
    modules = {activity.id: m.id for m, activity in package.places()}
    return context_of(
        package,
        module,
        file_url=lambda path: url_for(
            "lms.catalogue.show_file",
            course_id=package.id,
            release_id=release_id,
            path=path,
        ),
        activity_url=lambda id_: (
            activity_address(package.id, modules[id_], id_) if id_ in modules else ""
        ),
    )


def _lesson(
    release_id: int, module: Module, activity: Activity, language: Language
) -> Lesson:
    content = activity.content
    if not isinstance(content, TextActivity):
        raise ActivityNotFound
    package = queries.get_package(release_id)
    told = pick(content.body, language, package.source)
    rendered: Rendered = render_lesson(
        told.words, told.language, surroundings(release_id, module)
    )
    used = {reference.id: reference for reference in package.references}
    return Lesson(
        title=pick(content.title, language, package.source),
        # Made by our renderer, which lets no HTML of an author's through.
        html=Markup(rendered.html),  # noqa: S704
        language=told.language,
        terms=tuple(_terms(release_id, rendered.terms_used, language)),
        references=tuple(
            _reference(used[id_], language, package.source)
            for id_ in rendered.references_used
            if id_ in used
        ),
        minutes=max(1, round(rendered.words / WORDS_A_MINUTE)),
    )


def _reference(
    reference: Reference, language: Language, source: Language
) -> ReferenceLine:
    told = pick(reference.text, language, source)
    html = render_inline(told.words, told.language, Context())
    safe = Markup(html)  # noqa: S704 – made by our renderer, as above
    return ReferenceLine(reference.id, safe, told.language, reference.url)


def get_cover(release_id: int) -> Markup | None:
    """Return the drawing on a course's cover, made safe; ``None`` without one."""
    return keep(("cover", release_id), lambda: _cover(release_id))


def _cover(release_id: int) -> Markup | None:
    drawn = queries.get_package(release_id).files.get("cover.svg")
    if drawn is None:
        return None
    drawing = read_drawing(drawn).html(label="", prefix=f"cover-{release_id}-")
    return Markup(drawing)  # noqa: S704 – read_drawing lets only shapes through


def _terms(
    release_id: int, wanted: tuple[str, ...] | None, language: Language
) -> list[TermLine]:
    package = queries.get_package(release_id)
    lines = []
    for term in package.terms:
        if wanted is not None and term.id not in wanted:
            continue
        definition = pick(term.definition, language, package.source)
        html = render_inline(definition.words, definition.language, Context())
        safe = Markup(html)  # noqa: S704 – made by our renderer, as above
        lines.append(TermLine(term.id, pick(term.term, language, package.source), safe))
    return lines
