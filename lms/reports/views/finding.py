"""The way to the people of an edition: who is asking, of which edition, about whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from lms.catalogue.errors import CourseNotFound
from lms.catalogue.queries import get_package
from lms.content.schema import CoursePackage
from lms.enrolment.errors import EditionNotFound
from lms.foundation.i18n import _
from lms.kernel.errors import SignInNeeded
from lms.kernel.language import Told
from lms.people.identity import viewer
from lms.people.roles import Viewer
from lms.reports import policy, words
from lms.reports.policy import Of
from lms.reports.queries.editions import EditionFacts, list_editions
from lms.reports.queries.people import list_people
from lms.reports.roster import Line, Wanted


@dataclass(frozen=True, slots=True)
class Desk:
    """An edition before somebody who runs it, and what they want to see of it."""

    member: Viewer
    edition: EditionFacts
    editions: tuple[EditionFacts, ...]
    """Those of the course that they run."""
    package: CoursePackage
    wanted: Wanted

    @property
    def course_id(self) -> str:
        return self.edition.course_id

    @property
    def title(self) -> Told:
        return words.course_name(self.package)

    @property
    def edition_name(self) -> str:
        return words.edition_name(self.edition)

    @property
    def sees_applicants(self) -> bool:
        return bool(policy.may_see_applicants(self.member))

    def at(self, view: str, **more: Any) -> str:
        """Return the address of a view in this edition."""
        more.setdefault("edition", self.edition.slug)
        return url_for(f"lms.reports.{view}", course_id=self.course_id, **more)

    def here(self, view: str, **more: Any) -> str:
        """Return the address of a view about the same people."""
        return self.at(view, **{**self.wanted.args(), **more})

    def people(self) -> list[Line]:
        """Return everybody in the edition whom the person asking may know of."""
        lines = list_people(self.edition)
        if self.sees_applicants:
            return lines
        return [line for line in lines if line.was_in_course]


def get_desk(course_id: str) -> Desk:
    """Return the edition of ``?edition=<slug>`` to somebody who runs it.

    Without it, the first that they run. Raises ``SignInNeeded``, ``CourseNotFound`` to
    everybody who runs none of the course, and ``EditionNotFound``.
    """
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    editions = [
        edition
        for edition in list_editions(course_id)
        if policy.may_follow(
            member, Of(edition_id=edition.id, course_id=edition.course_id)
        )
    ]
    if not editions:
        raise CourseNotFound
    edition = _chosen(editions)
    return Desk(
        member=member,
        edition=edition,
        editions=tuple(editions),
        package=get_package(edition.release_id),
        wanted=Wanted.read(request.args),
    )


def _chosen(editions: Sequence[EditionFacts]) -> EditionFacts:
    slug = request.args.get("edition", "")
    for edition in editions:
        if edition.slug == slug or not slug:
            return edition
    raise EditionNotFound
