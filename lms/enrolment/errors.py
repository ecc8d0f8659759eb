"""What can go wrong with enrolments."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, Denied, NotFound


class EditionNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Ese curso no tiene una oferta abierta."))


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
