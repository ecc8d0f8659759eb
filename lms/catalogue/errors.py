"""What can go wrong in the catalogue."""

from lms.foundation.i18n import _
from lms.kernel.errors import Invalid, NotFound


class CourseNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Ese curso no está en el catálogo."))


class ReleaseNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa versión del curso no existe."))


class ActivityNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Esa actividad no está en el curso."))


class QuizNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Ese cuestionario no está en el curso."))


class NothingToImport(Invalid):
    def __init__(self) -> None:
        super().__init__(_("No hay ninguna pregunta que importar."))


class FormatOneWay(Invalid):
    def __init__(self) -> None:
        super().__init__(_("Ese formato solo se lee: elija otro para exportar."))
