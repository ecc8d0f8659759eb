"""What can go wrong with certificates."""

from lms.foundation.i18n import _
from lms.kernel.errors import Conflict, Invalid, NotFound


class CertificateNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("No hay un certificado con esos datos."))


class NotStanding(Conflict):
    """The certificate was revoked or replaced before."""

    def __init__(self) -> None:
        super().__init__(
            _("Este certificado ya no está vigente: se revocó o se reemplazó.")
        )


class SameName(Invalid):
    def __init__(self) -> None:
        super().__init__(_("El certificado ya lleva ese nombre."))


class NotYetSigned(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("La credencial digital todavía no está firmada. El PDF ya vale.")
        )


class KeyMissing(Conflict):
    """The site has no key, or its file is not where it should be."""

    def __init__(self) -> None:
        super().__init__(_("El sitio todavía no tiene una clave para firmar."))


class KeyExposed(Conflict):
    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "Otras cuentas de la máquina pueden leer la clave %(file)s: "
                "déjela legible solo para su cuenta (chmod 600).",
                file=file,
            )
        )


class AddressMissing(Conflict):
    """Credentials name the address of the site, and it has none."""

    def __init__(self) -> None:
        super().__init__(
            _("Las credenciales llevan la dirección del sitio: indíquela (BASE_URL).")
        )


class CertificateUnread(Invalid):
    """The file is too large or was not chosen."""

    def __init__(self) -> None:
        super().__init__(_("Elija el archivo PDF, JSON o JWT de un certificado."))
