"""What can go wrong with people."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, Invalid, NotFound


class MemberNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("No hay una persona con esos datos."))


class RoleAlreadyGranted(Conflict):
    def __init__(self) -> None:
        super().__init__(_("La persona ya tiene esa función."))


class RoleNotGranted(Conflict):
    def __init__(self) -> None:
        super().__init__(_("La persona no tiene esa función."))


class ScopeNeeded(Invalid):
    """The role reaches part of the site only, and that part was not named."""

    def __init__(self, scope: str) -> None:
        super().__init__(
            _(
                "Esta función vale para una parte del sitio: indique %(scope)s.",
                scope=scope,
            )
        )


class KeptFormGone(NotFound):
    def __init__(self) -> None:
        super().__init__(_("El texto guardado ya no está: se conserva un día."))
