"""What can go wrong with accounts."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, Invalid, NotFound


class WrongCredentials(Invalid):
    """The address and the password do not open any account; never says which."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "El correo o la contraseña no coinciden con ninguna cuenta. "
                "Revise ambos o pida una contraseña nueva."
            )
        )


class WrongPassword(Invalid):
    """Somebody signed in did not give their present password."""

    def __init__(self) -> None:
        super().__init__(_("No es su contraseña actual. Escríbala de nuevo."))


class KeyGone(NotFound):
    """A link from a mail was used before, has expired, or never was."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Este enlace ya se usó o ya venció. Si todavía lo necesita, "
                "pida uno nuevo desde la página de ingreso."
            )
        )


class SessionNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa sesión ya no está abierta."))


class AddressTaken(Conflict):
    """Between asking and confirming, the address became somebody's account."""

    def __init__(self) -> None:
        super().__init__(
            _("Ya hay una cuenta con ese correo. Ingrese o pida otra contraseña.")
        )
