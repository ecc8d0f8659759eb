"""What reports say: why somebody is falling behind, how an edition is called."""

from collections.abc import Sequence

from lms.content.schema import CoursePackage
from lms.enrolment.states import EnrolmentState
from lms.enrolment.words import ENROLMENT_STATES
from lms.foundation.i18n import _, country_name, current_language, ngettext
from lms.kernel.language import N_, SOURCE, Language, Text, Told, pick
from lms.quizzes.grading import share
from lms.quizzes.lines import AttemptLine
from lms.quizzes.states import State

from .behind import Reason
from .queries.editions import EditionFacts
from .queries.results import QuizResult
from .roster import Behind, Line, Order, Wanted

BEHIND = {
    Behind.ALL: N_("Todas las personas"),
    Behind.ANY: N_("Quienes se están quedando atrás"),
    Behind.UNSTARTED: N_("No empezaron"),
    Behind.OVERDUE: N_("Con módulos vencidos"),
    Behind.AWAY: N_("Hace tiempo que no aparecen"),
    Behind.NOBODY: N_("Quienes van al día"),
}

ORDERS = {
    Order.NAME: N_("Nombre"),
    Order.COUNTRY: N_("Estado"),
    Order.LEAST_DONE: N_("Menor avance primero"),
    Order.MOST_DONE: N_("Mayor avance primero"),
    Order.LONGEST_AWAY: N_("Más tiempo sin aparecer"),
    Order.LAST_SEEN: N_("Aparecieron hace menos"),
    Order.OVERDUE: N_("Más módulos vencidos"),
    Order.POSTS: N_("Más mensajes"),
}

CAUSES = {
    "gone_on": N_("la leyó y siguió"),
    "passed": N_("aprobó el cuestionario"),
    "taken_part": N_("participó en la conversación"),
}

GRADES = {
    "participation": N_("Participación"),
    "completion": N_("Aprobación"),
    "diploma": N_("Diploma"),
}


def state_of(state: EnrolmentState | str) -> str:
    """Return what a state of enrolment is called."""
    return _(ENROLMENT_STATES[EnrolmentState(state)])


def why(line: Line) -> list[str]:
    """Return why somebody is falling behind, a sentence for each reason."""
    return [_why(reason, line) for reason in line.reasons]


def _why(reason: Reason, line: Line) -> str:
    if reason is Reason.OVERDUE:
        return ngettext(
            "%(num)s módulo vencido", "%(num)s módulos vencidos", len(line.overdue)
        )
    if reason is Reason.UNSTARTED:
        return ngettext(
            "No empezó: pudo hacerlo desde hace %(num)s día",
            "No empezó: pudo hacerlo desde hace %(num)s días",
            line.days_away,
        )
    return ngettext(
        "No aparece desde hace %(num)s día y tiene algo por hacer",
        "No aparece desde hace %(num)s días y tiene algo por hacer",
        line.days_away,
    )


def edition_name(edition: EditionFacts) -> str:
    """Return what an edition is called in the language of the page."""
    if edition.is_permanent:
        return _("Oferta permanente")
    title = edition.title
    return title.get(current_language()) or title.get(SOURCE) or edition.slug


def course_name(package: CoursePackage) -> Told:
    """Return the title of a course in the language of the page, or its own."""
    return pick(package.title, current_language(), package.source)


def filters(wanted: Wanted) -> list[str]:
    """Return in words whom a filter asks for."""
    found = []
    if wanted.state and wanted.state != "all":
        found.append(state_of(wanted.state))
    elif wanted.state:
        found.append(_("En cualquier estado de inscripción"))
    if wanted.behind:
        found.append(_(BEHIND[wanted.behind]))
    if wanted.country:
        found.append(country_name(wanted.country))
    if wanted.words:
        found.append(_("Buscando «%(words)s»", words=wanted.words))
    return found or [_("Todas las personas del curso")]


def quizzes(results: Sequence[QuizResult]) -> str:
    """Return in words how somebody did in the quizzes they took."""
    if not results:
        return ""
    told = ngettext(
        "%(passed)s de %(num)s aprobado",
        "%(passed)s de %(num)s aprobados",
        len(results),
        passed=sum(each.passes for each in results),
    )
    waiting = sum(each.waits for each in results)
    if not waiting:
        return told
    return f"{told} · " + _("%(num)s por corregir", num=waiting)


def attempt_result(attempt: AttemptLine) -> str:
    """Return in words what an attempt came to; nothing that is not told yet."""
    if attempt.is_open:
        return _("en curso")
    if attempt.state is State.ABANDONED:
        return _("abandonado")
    if not attempt.is_marked:
        return _("por corregir")
    return _("%(percent)s %%", percent=int(100 * share(attempt)))


def cause(kind: str) -> str:
    """Return by what an activity was done."""
    return _(CAUSES[kind]) if kind in CAUSES else ""


def told(text: Text, source: Language) -> Told:
    """Return a text of a course in the language of the page, or its own."""
    return pick(text, current_language(), source)


def number(count: int | None, least: int) -> str:
    """Return a number of a table, or what stands for one that is hidden."""
    return str(count) if count is not None else _("menos de %(least)s", least=least)
