"""What can go wrong in reports."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, NotFound


class PersonNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa persona no está en esta edición."))


class FiguresNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa página no existe o no está a su alcance."))


class NobodyToTell(Conflict):
    def __init__(self) -> None:
        super().__init__(_("No hay nadie a quien escribir: cambie los filtros."))


class GroupChanged(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("El grupo cambió mientras tanto: revise la lista y envíe de nuevo.")
        )
