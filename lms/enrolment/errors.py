"""What can go wrong with enrolments."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, Denied, Invalid, NotFound


class EditionNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Ese curso no tiene una oferta abierta."))


class EnrolmentNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa inscripción no existe."))


class ChangeNotAllowed(Conflict):
    def __init__(self, reason: str = "") -> None:
        super().__init__(
            reason or _("Esta inscripción ya no está en un estado que permita hacerlo.")
        )


class NotEnrolled(Denied):
    def __init__(self) -> None:
        super().__init__(_("Para hacer esto, primero únase al curso."))


class EditionClosed(Conflict):
    def __init__(self) -> None:
        super().__init__(_("La inscripción a esta oferta está cerrada."))


class EditionShared(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("En una edición con fechas, todas las personas siguen la misma versión.")
        )


class ObserversOnlyRead(Denied):
    def __init__(self) -> None:
        super().__init__(
            _("Su participación es de observación: puede leer, no responder.")
        )


class NoSuchEdition(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa edición no existe."))


class EditionRefused(Conflict):
    """What somebody wanted to do with an edition, and why it is not possible now."""


class EditionNotSound(Invalid):
    """Something settled for an edition does not fit together."""


class ModuleNotOpen(Conflict):
    def __init__(self, when: str, zone: str) -> None:
        super().__init__(
            _(
                "Este módulo de su edición todavía no está abierto. Abre el %(when)s "
                "(%(zone)s).",
                when=when,
                zone=zone,
            )
        )
