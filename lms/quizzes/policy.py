"""Who may do what in a quiz, and when.

Attempts have no address but the quiz itself, and a quiz shows the attempts of whoever
asks: other people's cannot even be named. Those who run a quiz are the instructors of
its course and the secretariat; to everybody else their pages do not exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lms.content.asking import When
from lms.foundation.i18n import _
from lms.kernel.verdict import YES, Verdict, no
from lms.people.roles import Role, Viewer

from .clock import is_over
from .lines import AttemptLine
from .states import State
from .terms import Terms


class Why(StrEnum):
    """Why no attempt can begin."""

    OPEN = "open"
    NOT_YET = "not yet"
    CLOSED = "closed"
    NONE_LEFT = "none left"
    WAIT = "wait"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class MayBegin(Verdict):
    """Whether an attempt can begin; if not, ``why``, and from ``when`` on it can."""

    why: Why | None = None
    when: datetime | None = None


class Look(StrEnum):
    """What a review shows."""

    SCORE = "score"
    ANSWERS = "answers"
    FEEDBACK = "feedback"


def may_answer(role: str) -> Verdict:
    """Participants answer; observers read."""
    if role == "observer":
        return no(_("Su participación es de observación: puede leer, no responder."))
    return YES


def may_begin(
    terms: Terms,
    attempts: Sequence[AttemptLine],
    now: datetime,
    *,
    is_gone: bool = False,
) -> MayBegin:
    """Whether a learner can begin an attempt now.

    ``attempts`` are those they had, the newest first; it is enough to know the newest.
    One that was abandoned was used like any other. ``is_gone`` says that the release
    they are on has no such quiz: they finish what they began, and begin nothing.
    """
    last = attempts[0] if attempts else None
    if last is not None and last.is_open:
        return _refuse(Why.OPEN)
    if is_gone:
        return _refuse(Why.GONE)
    if terms.opens_at is not None and now < terms.opens_at:
        return _refuse(Why.NOT_YET, terms.opens_at)
    if terms.closes_at is not None and now >= terms.closes_at:
        return _refuse(Why.CLOSED)
    if last is None:
        return MayBegin(True)
    if terms.attempts is not None and last.number >= terms.attempts:
        return _refuse(Why.NONE_LEFT)
    assert last.submitted_at is not None  # it is not open
    rested = last.submitted_at + timedelta(minutes=terms.rules.wait)
    if now < rested:
        return _refuse(Why.WAIT, rested)
    return MayBegin(True)


def _refuse(why: Why, when: datetime | None = None) -> MayBegin:
    reasons = {
        Why.OPEN: _("Ya tiene un intento en curso: entréguelo antes de empezar otro."),
        Why.NOT_YET: _("Este cuestionario todavía no está abierto."),
        Why.CLOSED: _("Este cuestionario ya cerró: no se pueden empezar intentos."),
        Why.NONE_LEFT: _("Ya usó todos los intentos que tenía."),
        Why.WAIT: _("Todavía no puede empezar otro intento: espere un poco."),
        Why.GONE: _(
            "No se pueden empezar más intentos: este cuestionario ya no está en su "
            "versión del curso."
        ),
    }
    return MayBegin(False, reasons[why], why, when)


def may_see(what: Look, terms: Terms, attempt: AttemptLine, now: datetime) -> Verdict:
    """Whether a learner sees the score, the right answers or the feedback.

    Of an attempt in progress only what is told on the way, and of a question only once
    its answer was checked (it is among ``attempt.marks``).
    """
    when: When = getattr(terms.rules.review, what)
    if when is When.DURING:
        return YES
    if when is When.NEVER:
        return no(_("Este cuestionario no lo muestra."))
    if attempt.state is State.ABANDONED:
        return no(_("Este intento no se entregó a tiempo y no tiene resultado."))
    if attempt.is_open:
        return no(_("Se muestra después de entregar el intento."))
    if not attempt.is_marked:
        return no(_("Se muestra cuando el intento esté calificado."))
    closes = when is When.CLOSED and terms.closes_at is not None
    if closes and not is_over(terms.closes_at, terms.rules.grace, now):
        return no(_("Se muestra cuando el cuestionario haya cerrado."))
    return YES


def may_mark(viewer: Viewer | None, course_id: str) -> Verdict:
    """Instructors of the course and the secretariat mark."""
    return _runs(viewer, course_id)


def may_analyse(viewer: Viewer | None, course_id: str) -> Verdict:
    """Instructors of the course and the secretariat see how questions do."""
    return _runs(viewer, course_id)


def may_schedule(viewer: Viewer | None, course_id: str) -> Verdict:
    """Instructors of the course and the secretariat say when a quiz is open."""
    return _runs(viewer, course_id)


def may_accommodate(viewer: Viewer | None) -> Verdict:
    """The secretariat says what a person needs."""
    if viewer and viewer.is_secretariat:
        return YES
    return no(_("Lo decide la Secretaría Técnica."))


def _runs(viewer: Viewer | None, course_id: str) -> Verdict:
    if viewer and (viewer.is_secretariat or viewer.has(Role.INSTRUCTOR, course_id)):
        return YES
    return no(_("Es tarea de las personas que dictan el curso."))
