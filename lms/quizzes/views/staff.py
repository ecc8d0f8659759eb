"""The way to the pages of those who run a quiz: who is asking, of which edition."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for

from lms.catalogue import queries as catalogue
from lms.catalogue.errors import ActivityNotFound, CourseNotFound
from lms.content.asking import Quiz
from lms.content.schema import CoursePackage
from lms.enrolment import queries as enrolment
from lms.enrolment.errors import EditionNotFound
from lms.enrolment.queries import EditionLine
from lms.foundation.i18n import _, current_language
from lms.kernel.errors import NotFound, SignInNeeded
from lms.kernel.language import N_, Text, Told, pick
from lms.kernel.verdict import Verdict
from lms.people.identity import viewer
from lms.people.roles import Viewer
from lms.quizzes import queries

May = Callable[[Viewer, str], Verdict]
"""A policy on a course: ``policy.may_mark``, ``may_analyse`` or ``may_schedule``."""


TABS = (
    ("desk.list_waiting", N_("Corregir")),
    ("desk.show_analysis", N_("Análisis")),
    ("desk.show_regrade", N_("Recalificar")),
    ("desk.show_schedule", N_("Fechas")),
)
"""The first view of each part of a quiz's desk, and what it is called there."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A page for running a quiz."""

    text: str
    address: str
    is_here: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """Somebody who runs a course, and the edition of it that they look at."""

    member: Viewer
    course_id: str
    package: CoursePackage
    release_ids: tuple[int, ...]
    edition: EditionLine
    editions: tuple[EditionLine, ...]

    @property
    def title(self) -> Told:
        return self.told(self.package.title)

    def told(self, text: Text) -> Told:
        """Return a text of the course in the language of the page, or its own."""
        return pick(text, current_language(), self.package.source)

    @property
    def edition_name(self) -> str:
        return (
            _("Oferta permanente") if self.edition.is_permanent else self.edition.slug
        )

    def at(self, view: str, **more: Any) -> str:
        """Return the address of a view, in the edition that is looked at."""
        slug = None if self.edition.is_permanent else self.edition.slug
        more.setdefault("edition", slug)
        return url_for(f"lms.quizzes.{view}", course_id=self.course_id, **more)

    def tabs_of(self, activity_id: str) -> list[Tab]:
        """Return the pages there are for running a quiz."""
        return [
            _tab(_(text), self.at(view, activity_id=activity_id))
            for view, text in TABS
            if f"lms.quizzes.{view}" in current_app.view_functions
        ]


def _tab(text: str, address: str) -> Tab:
    path = request.script_root + request.path
    return Tab(text, address, path.startswith(address.partition("?")[0]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk(Course):
    """A quiz before somebody who runs it.

    ``release_id`` is the newest release that has the quiz; attempts may be on older
    ones.
    """

    activity_id: str
    release_id: int
    quiz: Quiz

    @property
    def edition_id(self) -> int:
        return self.edition.id

    @property
    def tabs(self) -> list[Tab]:
        """The pages there are for running this quiz."""
        return self.tabs_of(self.activity_id)

    def here(self, view: str, **more: Any) -> str:
        """Return the address of one of the desk's views of this very quiz."""
        return self.at(f"desk.{view}", activity_id=self.activity_id, **more)


def admit(may: Callable[[Viewer], Verdict]) -> Viewer:
    """Return the member asking, if the policy says yes.

    Raises ``SignInNeeded``; to anybody else the page does not exist (``NotFound``).
    """
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    if not may(member):
        raise NotFound
    return member


def get_course(course_id: str, may: May) -> Course:
    """Return a course to somebody who runs it, in the edition of ``?edition=<slug>``.

    Without it, in the permanent offer. Raises ``SignInNeeded``, ``EditionNotFound``,
    and ``CourseNotFound`` to everybody whom the policy refuses.
    """
    return Course(**_course(course_id, may))


def get_desk(course_id: str, activity_id: str, may: May) -> Desk:
    """Return a quiz to somebody who runs it; raises as ``get_course`` does.

    Raises ``ActivityNotFound`` if no release of the course has such a quiz.
    """
    course = _course(course_id, may)
    release_id, quiz = find_quiz(course["release_ids"], activity_id)
    return Desk(activity_id=activity_id, release_id=release_id, quiz=quiz, **course)


def find_quiz(release_ids: Iterable[int], activity_id: str) -> tuple[int, Quiz]:
    """Return a quiz as the first of these releases has it, and that release.

    Raises ``ActivityNotFound``.
    """
    for release_id in release_ids:
        with suppress(ActivityNotFound):
            return release_id, queries.get_quiz(release_id, activity_id)
    raise ActivityNotFound


def _course(course_id: str, may: May) -> dict[str, Any]:
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    if not may(member, course_id):
        raise CourseNotFound
    release_ids = catalogue.list_release_ids(course_id)
    if not release_ids:
        raise CourseNotFound
    editions = enrolment.list_editions(course_id)
    return {
        "member": member,
        "course_id": course_id,
        "package": catalogue.get_package(release_ids[0]),
        "release_ids": tuple(release_ids),
        "edition": _chosen(editions),
        "editions": tuple(editions),
    }


def _chosen(editions: Sequence[EditionLine]) -> EditionLine:
    slug = request.values.get("edition", "")
    for edition in editions:
        if edition.slug == slug or (not slug and edition.is_permanent):
            return edition
    raise EditionNotFound
