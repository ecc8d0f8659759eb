"""Tests: which items they name in which order; what else they rule is written down."""

from collections.abc import Iterator
from dataclasses import dataclass

from lms.content.exchange.carried import Loss
from lms.content.exchange.qti.dialect import flag, identifier
from lms.content.exchange.qti.packages import Library
from lms.content.exchange.xml import Element
from lms.kernel.language import N_

_SECTION = "assessmentSection"
_MAX_CATEGORY = 200
_LOST = {
    "timeLimits": N_("No se importó el límite de tiempo de «%(name)s»."),
    "itemSessionControl": N_("No se importaron las reglas de intentos de «%(name)s»."),
    "preCondition": N_("No se importó la condición para mostrar «%(name)s»."),
    "branchRule": N_("No se importó el salto desde «%(name)s» a otra parte."),
    "weight": N_("No se importó el peso de «%(name)s» en el examen."),
    "variableMapping": N_("No se importaron las variables de «%(name)s»."),
    "templateDefault": N_("No se importaron los valores de plantilla de «%(name)s»."),
    "outcomeDeclaration": N_("No se importaron los resultados de «%(name)s»."),
    "outcomeProcessing": N_("No se importó cómo se calcula la nota de «%(name)s»."),
    "testFeedback": N_("No se importó la retroalimentación de «%(name)s»."),
    "stylesheet": N_("No se importaron los estilos de «%(name)s»."),
    "adaptiveSelection": N_("No se importó la selección adaptativa de «%(name)s»."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """An item that a test names, and the titles of the sections around it."""

    path: str
    category: str


def references(root: Element, path: str, library: Library) -> Iterator[Reference]:
    """The items of a test that are there, in order; losses go into the library."""
    return _Sheet(library, _name(root)).walked(root, path, ())


@dataclass(slots=True)
class _Sheet:
    library: Library
    title: str

    def walked(
        self, element: Element, path: str, around: tuple[str, ...]
    ) -> Iterator[Reference]:
        if element.tag == "assessmentTest":
            self._lose(
                "test-lost",
                N_(
                    "De «%(name)s» se importan solo las preguntas: sus partes y "
                    "secciones pasan a ser categorías."
                ),
                element,
            )
        self._mind_rules(element)
        for child in element.children:
            if child.tag == "testPart":
                yield from self.walked(child, path, around)
            elif child.tag == _SECTION:
                yield from self.walked(child, path, (*around, _name(child)))
            elif child.tag == "assessmentSectionRef":
                yield from self._elsewhere(child, path, around)
            elif child.tag == "assessmentItemRef":
                yield from self._item(child, path, around)

    def _item(
        self, element: Element, path: str, around: tuple[str, ...]
    ) -> Iterator[Reference]:
        self._mind_rules(element)
        href = element.attributes.get("href", "")
        found = self.library.package.path_of(href, path)
        if found is None:
            self._lose(
                "missing-item",
                N_("La pregunta «%(name)s» (%(href)s) no vino con el archivo."),
                element,
                href=href[-80:],
            )
            return
        parts = [part.replace("/", "-").strip() for part in around]
        yield Reference(
            path=found,
            category="/".join(filter(None, parts))[:_MAX_CATEGORY].strip("/ "),
        )

    def _elsewhere(
        self, element: Element, path: str, around: tuple[str, ...]
    ) -> Iterator[Reference]:
        """A section in a file of its own; these do not lead to others."""
        href = element.attributes.get("href", "")
        found = self.library.package.path_of(href, path)
        section = self.library.root(found) if found else None
        if found and section is not None and section.tag == _SECTION:
            inner = Element(section.tag, section.line, attributes=section.attributes)
            inner.children = [
                child
                for child in section.children
                if child.tag != "assessmentSectionRef"
            ]
            yield from self.walked(inner, found, (*around, _name(section)))
            return
        self._lose(
            "missing-section",
            N_("La sección «%(name)s» (%(href)s) no vino con el archivo."),
            element,
            href=href[-80:],
        )

    def _mind_rules(self, element: Element) -> None:
        for child in element.children:
            if message := _LOST.get(child.tag):
                self._lose("test-rule-lost", message, child, name=_name(element))
            elif child.tag == "selection":
                self._lose(
                    "selection-lost",
                    N_(
                        "«%(name)s» elegía %(count)s preguntas al azar; se importan "
                        "todas."
                    ),
                    child,
                    name=_name(element),
                    count=child.attributes.get("select", "?"),
                )
            elif child.tag == "ordering" and flag(child, "shuffle"):
                self._lose(
                    "order-lost",
                    N_("«%(name)s» barajaba sus preguntas; aquí quedan en orden."),
                    child,
                    name=_name(element),
                )
            elif child.tag == "rubricBlock":
                self._lose(
                    "section-text-lost",
                    N_("No se importó el texto de «%(name)s»: «%(words)s»."),
                    child,
                    name=_name(element),
                    words=" ".join(child.words.split())[:120],
                )
        if element.attributes.get("navigationMode") == "linear":
            self._lose(
                "linear-lost",
                N_("«%(name)s» no dejaba volver atrás; esa regla no se importó."),
                element,
            )

    def _lose(
        self, code: str, message: str, element: Element, **values: object
    ) -> None:
        self.library.losses.append(
            Loss(
                code=code,
                message=message,
                values={"name": _name(element), **values},
                question=self.title,
                line=element.line,
            )
        )


def _name(element: Element) -> str:
    title = " ".join(element.attributes.get("title", "").split())
    return title or identifier(element)
