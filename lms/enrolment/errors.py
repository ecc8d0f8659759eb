"""What can go wrong with enrolments."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, Denied, NotFound


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


class ObserversOnlyRead(Denied):
    def __init__(self) -> None:
        super().__init__(
            _("Su participación es de observación: puede leer, no responder.")
        )
