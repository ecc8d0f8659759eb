"""What can go wrong with quizzes."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, Denied, Invalid, NotFound


class AttemptNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Ese intento no existe."))


class AttemptClosed(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Este intento ya se entregó: se puede revisar, no cambiar. Para "
                "responder de nuevo, empiece otro intento."
            )
        )


class AttemptExpired(Conflict):
    """The time was up: the attempt ended with what had been saved before."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "El tiempo de este intento terminó: cuenta lo que se había guardado "
                "antes. Lo último que envió llegó tarde y no se guardó."
            )
        )


class MayNotBegin(Conflict):
    """No attempt can begin now; the sentence is the policy's reason."""


class NotBegunYet(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Este cuestionario tiene un tiempo límite: empiece el intento antes de "
                "responder."
            )
        )


class NoPauseLeft(Conflict):
    def __init__(self) -> None:
        super().__init__(_("En este intento no le queda tiempo de pausa."))


class NoWayBack(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "En este cuestionario no se vuelve a las páginas anteriores: siga "
                "desde la página en que está."
            )
        )


class NothingToCheck(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Esta respuesta no se puede comprobar antes de entregar el intento.")
        )


class ClosesBeforeItOpens(Invalid):
    def __init__(self) -> None:
        super().__init__(
            _("El cuestionario tiene que cerrar después de abrir: cambie las fechas.")
        )


class NeedsOutOfRange(Invalid):
    def __init__(self) -> None:
        super().__init__(
            _(
                "El tiempo adicional va de 0 a 300 por ciento, los intentos "
                "adicionales de 0 a 20 y las pausas de 0 a 600 minutos."
            )
        )


class AttemptOpen(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Ya tiene un intento en curso: entréguelo antes de empezar otro.")
        )


class AnswerNotOffered(Invalid):
    """The form names a question or an answer that the quiz does not have."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Esa respuesta no está en el cuestionario y no se guardó. Vuelva a la "
                "página del cuestionario y responda de nuevo."
            )
        )


class FormUnreadable(Invalid):
    """A number of the form is no number."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "No pudimos leer lo que envió. Vuelva a la página del cuestionario y "
                "responda de nuevo."
            )
        )


class AnswerNotFound(NotFound):
    """No such answer waits for a person, or not for this one."""

    def __init__(self) -> None:
        super().__init__(_("Esa respuesta no está entre las que se corrigen aquí."))


class NobodyMarksThemselves(Denied):
    def __init__(self) -> None:
        super().__init__(
            _("Esta respuesta es suya: tiene que corregirla otra persona.")
        )


class ReasonNeeded(Invalid):
    """A mark that counts is to be another, and nobody says why."""

    def __init__(self) -> None:
        super().__init__(
            _("Esta nota ya vale: diga por qué la cambia. El motivo queda registrado.")
        )


class NothingToRegrade(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Con esta versión no cambia ninguna nota: no hay nada que recalificar.")
        )
