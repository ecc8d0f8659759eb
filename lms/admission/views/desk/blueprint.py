"""The pages of the selection desk, and who is let in to them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for

from lms.admission.queries.selecting import Selection, Tally, gauges, get_selection
from lms.admission.queries.telling import course_title
from lms.admission.words import spoken
from lms.enrolment.errors import EditionNotFound
from lms.foundation.i18n import _, current_language, day_and_hour, decimal_number
from lms.kernel.errors import SignInNeeded
from lms.kernel.language import pick
from lms.kernel.verdict import Verdict
from lms.people.identity import viewer
from lms.people.roles import Viewer

PREFIX = "/secretariat/editions/<int(max=2147483647):edition_id>/applications"
bp = Blueprint("admission_desk", __name__, url_prefix=PREFIX)

May = Callable[[Viewer, str], Verdict]


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """Somebody at the selection desk of an edition.

    ``blind`` is whether the page must not tell who applied.
    """

    member: Viewer
    selection: Selection
    blind: bool

    @property
    def edition_id(self) -> int:
        return self.selection.id

    @property
    def may_select(self) -> bool:
        return self.member.is_secretariat

    @property
    def course(self) -> str:
        title = course_title(self.selection)
        return pick(title, current_language()).words

    @property
    def edition(self) -> str:
        return spoken(self.selection.title) or self.selection.slug

    @property
    def label(self) -> str:
        """The course and the edition, in one line."""
        return f"{self.course} · {self.edition}"

    def at(self, view: str, **more: Any) -> str:
        """Return the address of a view of this desk."""
        return url_for(f"lms.admission_desk.{view}", edition_id=self.edition_id, **more)

    def when(self, moment: Any) -> str:
        """Write a moment in the time zone of who is looking."""
        return day_and_hour(moment, self.member.time_zone)

    def points(self, score: Any) -> str:
        """Write a score, to two decimals."""
        return "–" if score is None else decimal_number(float(score), "#,##0.##")

    def bar(self, tally: Tally) -> dict[str, Any]:
        """What the bar on top shows: seats, and how full each kind is."""
        return {"tally": tally, "gauges": gauges(self.selection, tally.counts)}

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The parts of the desk: their names, addresses, and which is shown."""
        parts = [("show_desk", _("Solicitudes"))]
        if self.may_select:
            parts += [
                ("show_proposal", _("Proponer una selección")),
                ("show_letters", _("Cartas")),
            ]
        path = request.script_root + request.path
        return [(text, self.at(view), path == self.at(view)) for view, text in parts]


def admit(edition_id: int, may: May) -> Board:
    """Let somebody in to the desk of an edition.

    Raises ``SignInNeeded``; to whom the policy refuses it, the edition does not exist
    (``EditionNotFound``).
    """
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    selection = get_selection(edition_id)
    if not may(member, selection.course_id):
        raise EditionNotFound
    blind = selection.rules.blind and not member.is_secretariat
    return Board(member=member, selection=selection, blind=blind)
