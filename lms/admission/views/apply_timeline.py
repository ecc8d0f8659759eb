"""How far an application has come, as its applicant may know it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lms.admission.models import Endorsement
from lms.admission.queries.applying import Standing
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.i18n import _, country_name

Hour = Callable[[datetime], str]
_S = EnrolmentState


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of the way: ``mark`` is that of ``parts.state``."""

    mark: str
    title: str
    text: str = ""
    badge: tuple[str, str] = ("", "")
    """What is said of it in a list: the look of the mark, the words."""


def timeline(standing: Standing, hour: Hour) -> list[Stop]:
    """Return the steps of an application that was sent, the last with its badge."""
    application = standing.application
    assert application is not None and application.submitted_at is not None
    sent = _("Enviada el %(moment)s", moment=hour(application.submitted_at))
    stops = [Stop("done", _("Solicitud enviada"), sent)]
    if standing.endorsement:
        stops.append(_vouched(standing.endorsement, hour))
    if standing.is_withdrawn:
        text = _("Usted la retiró. No se tendrá en cuenta en la selección.")
        return [*stops, Stop("done", _("Retirada"), text, ("", _("Retirada")))]
    if standing.is_undecided:
        return [*stops, _selection(standing)]
    stops.append(Stop("done", _("Selección")))
    return [*stops, _outcome(standing)]


def _vouched(said: Endorsement, hour: Hour) -> Stop:
    title = _("Aval de su Estado: %(state)s", state=country_name(said.state_code))
    due = hour(said.due_at) if said.due_at else ""
    words = {
        "waiting": _(
            "La mira el punto focal, que tiene plazo hasta el %(moment)s", moment=due
        )
        if due
        else _("La mira el punto focal de su Estado."),
        "asked": _("Su punto focal tiene una pregunta sobre la solicitud."),
        "endorsed": _("El punto focal de su Estado la avaló."),
        "declined": _("El punto focal de su Estado no la avaló."),
        "lapsed": _("El punto focal no respondió en el plazo."),
    }
    is_over = said.verdict in ("endorsed", "declined", "lapsed")
    return Stop("done" if is_over else "now", title, words[said.verdict])


def _selection(standing: Standing) -> Stop:
    waits = standing.endorsement and standing.endorsement.verdict in (
        "waiting",
        "asked",
    )
    if standing.edition.state == EditionState.SELECTING:
        text = _("La Secretaría Técnica está eligiendo. Le avisaremos por correo.")
        return Stop("now", _("Selección"), text, ("waits", _("En selección")))
    badge = _("Espera el aval") if waits else _("Enviada")
    text = _("Viene después del cierre de la convocatoria. Le avisaremos por correo.")
    return Stop("open", _("Selección"), text, ("waits" if waits else "done", badge))


def _outcome(standing: Standing) -> Stop:
    told = {
        _S.ACCEPTED: ("done", _("Tiene un lugar"), _("Le esperamos en esta edición.")),
        _S.WAITING: (
            "waits",
            _("En lista de espera"),
            _("Si se libera un lugar, le avisaremos por correo."),
        ),
        _S.OFFERED: (
            "waits",
            _("Le ofrecemos un lugar"),
            _("Se liberó un lugar: le escribimos con el plazo para aceptarlo."),
        ),
        _S.DECLINED: (
            "",
            _("Sin lugar en esta edición"),
            _("Esta vez no fue posible. Puede presentarse a otra edición."),
        ),
        _S.ACTIVE: ("done", _("En el curso"), _("Ya participa en esta edición.")),
        _S.PAUSED: ("waits", _("En pausa"), _("Su participación está en pausa.")),
        _S.COMPLETED: ("done", _("Completado"), _("Completó esta edición.")),
        _S.EXPIRED: ("", _("Vencida"), _("El plazo pasó sin respuesta.")),
        _S.REMOVED: ("", _("Cerrada"), _("La Secretaría cerró su participación.")),
    }
    look, title, text = told[standing.enrolment_state or _S.DECLINED]
    return Stop("waits" if look == "waits" else "done", title, text, (look, title))
