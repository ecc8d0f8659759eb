"""What can go wrong on the way from the call to the seat."""

from collections.abc import Mapping, Sequence

from lms.foundation.i18n import _, ngettext
from lms.kernel.errors import Conflict, Denied, Invalid, NotFound


class CallNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa convocatoria no existe."))


class ApplicationNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa solicitud no existe."))


class FileNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Ese archivo ya no está."))


class CallNotOpen(Conflict):
    """Not yet, or no longer; the sentence says which."""


class AlreadyDecided(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("La selección ya siguió adelante: la solicitud no se puede cambiar.")
        )


class CannotWithdraw(Conflict):
    def __init__(self) -> None:
        super().__init__(_("En este momento no hay una solicitud que retirar."))


class ApplicationIncomplete(Invalid):
    """``faults`` says by the name of the field what is missing or wrong."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(_("Falta completar la solicitud antes de enviarla."))
        self.faults = dict(faults)


class NotEligible(Conflict):
    """The edition is strict, and these of its rules are not met."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


class DraftTooLong(Invalid):
    def __init__(self) -> None:
        super().__init__(_("Es demasiado texto para una solicitud: acórtelo."))


class FileRefused(Invalid):
    """The file is empty, too large or of no kind that is taken."""


class TooManyFiles(Invalid):
    def __init__(self, most: int) -> None:
        super().__init__(
            _(
                "Ya hay %(most)s archivos en esta pregunta: quite uno para agregar "
                "otro.",
                most=most,
            )
        )


class FileStillNeeded(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Este archivo es obligatorio: agregue el nuevo antes de quitarlo.")
        )


class AlreadyAnswered(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Otra persona ya respondió mientras tanto: mire cómo quedó.")
        )


class EndorsementOver(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("El plazo para avalar esta solicitud ya pasó, o la selección siguió.")
        )


class NotYourDecision(Denied):
    def __init__(self) -> None:
        super().__init__(_("Solo puede retirar la decisión quien la tomó."))


class NominationNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa propuesta no existe o ya se usó."))


class AlreadyNominated(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Su Estado ya propuso a esa persona para esta convocatoria.")
        )


class NominationClosed(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Esta convocatoria ya no recibe propuestas."))


class NotYourself(Denied):
    def __init__(self) -> None:
        super().__init__(_("Nadie se propone a sí mismo: pídalo a otra persona."))


class NotYourDeputy(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa persona no está entre quienes usted designó."))


class NotSelecting(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("En esta edición ya no se decide, o todavía no: mire en qué etapa está.")
        )


class AlreadyTold(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("La carta ya salió: esa decisión no se puede cambiar desde aquí.")
        )


class SeatsTaken(Conflict):
    """More seats were asked for than there are; ``over`` says how many more."""

    def __init__(self, over: int) -> None:
        super().__init__(
            ngettext(
                "Falta %(num)s lugar: elija a menos personas.",
                "Faltan %(num)s lugares: elija a menos personas.",
                over,
            )
        )
        self.over = over


class ReviewInvalid(Invalid):
    def __init__(self) -> None:
        super().__init__(_("Dé a cada criterio un puntaje de su escala."))


class NotYourOwn(Denied):
    def __init__(self) -> None:
        super().__init__(_("Nadie evalúa su propia solicitud: lo hace otra persona."))


class TooManyViews(Conflict):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("Ya guardó %(most)s vistas: olvide una para guardar otra.", most=most)
        )


class NotOnWaitingList(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Esta persona no está en la lista de espera."))


class NoOffer(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Este ofrecimiento ya no está en pie."))


class InvitationNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Este código no abre ninguna inscripción. Puede que esté mal copiado, "
                "vencido o ya usado: pida otro a quien se lo dio."
            )
        )


class CannotJoin(Conflict):
    """The code is good, but this person or this edition is not; it says why."""


class NoSeatLeft(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Ya no quedan lugares en esta edición."))


class NoSeatForState(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Ya no quedan lugares para su Estado en esta edición."))


class ListRefused(Invalid):
    """Something in a list of people cannot be; nothing of it was carried out."""
