"""What can go wrong in conversations."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, Invalid, NotFound


class SpaceNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esas conversaciones no existen o no están a su alcance."))


class ThreadNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa conversación no existe o no está a su alcance."))


class PostNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Ese mensaje no existe o no está a su alcance."))


class NoMoreReplies(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Esta conversación se cerró: puede leerla, pero ya no admite respuestas.")
        )


class DraftTooLong(Invalid):
    def __init__(self) -> None:
        super().__init__(
            _("El texto es demasiado largo para guardarlo: acórtelo o divídalo.")
        )
