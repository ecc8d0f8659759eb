"""Reads questions in the formats of 1EdTech, whatever way they come in."""

from collections.abc import Iterator, Mapping, Sequence

from lms.content.exchange.archives import is_archive, open_archive
from lms.content.exchange.carried import Carried, ExchangeFaulty, Loss
from lms.content.exchange.qti.dialect import (
    ITEM,
    MANIFEST,
    OLD,
    STIMULUS,
    TEST,
    language_of,
    tongue,
    uniform,
)
from lms.content.exchange.qti.items import Items
from lms.content.exchange.qti.metadata import described
from lms.content.exchange.qti.packages import (
    Library,
    Resource,
    manifest_path,
    resources,
)
from lms.content.exchange.qti.pictures import Package
from lms.content.exchange.qti.place import Place
from lms.content.exchange.qti.sheets import references
from lms.content.exchange.xml import Element, parse
from lms.kernel.language import N_, Language

_SELF = "imsqti.xml"
"""The name under which a file that came alone is known to its own addresses."""


def read(
    data: bytes, *, language: Language, files: Mapping[str, bytes] | None = None
) -> Carried:
    """The questions of an item, a test or a package, of QTI 2.1, 2.2 or 3.0.

    ``files`` are what came beside the file, by name. Questions come in the order of
    the tests that name them, then in that of the manifest. Raises ``ExchangeFaulty``
    for what is no such file, or names questions without having any.
    """
    if is_archive(data):
        return _Reader(open_archive(data), language).packed()
    root = uniform(parse(data))
    if root.tag in (ITEM, TEST):
        return _Reader({**(files or {}), _SELF: data}, language).alone(root)
    if root.tag == MANIFEST and files:
        return _Reader({**files, "imsmanifest.xml": data}, language).packed()
    raise _strange(root)


class _Reader:
    def __init__(self, files: Mapping[str, bytes], language: Language) -> None:
        self._package = Package(files)
        self._library = Library(self._package)
        self._items = Items(self._package, language)
        self._language = language
        self._resources: dict[str, Resource] = {}
        self._seen: set[str] = set()

    def alone(self, root: Element) -> Carried:
        """Read one item, or one test whose items lie beside it."""
        if root.tag == ITEM:
            self._items.read(root, self._place(root, _SELF, ""))
            return self._carried()
        self._test(root, _SELF)
        if not self._seen:
            raise ExchangeFaulty(
                [
                    Loss(
                        code="no-items",
                        message=N_(
                            "El archivo solo nombra las preguntas, que están en "
                            "otros: suba el paquete zip completo."
                        ),
                        line=root.line,
                    ),
                    *self._library.losses,
                ]
            )
        return self._carried()

    def packed(self) -> Carried:
        """Read everything in a package."""
        manifest = manifest_path(self._package.files)
        found = list(resources(self._library, manifest)) if manifest else []
        self._resources = {resource.path: resource for resource in found}
        listed = list(self._of_interest([resource.path for resource in found]))
        every = list(self._of_interest(self._library.xml_files()))
        if not any(root.tag == ITEM for _, root in listed):
            self._lose_manifest(manifest)
            listed = every
        for path, root in listed:
            if root.tag == TEST:
                self._test(root, path)
        for path, root in listed:
            if root.tag == ITEM:
                self._item(path, root, "")
        self._mind_unlisted(every)
        if not self._seen:
            raise ExchangeFaulty(self._nothing())
        return self._carried()

    def _of_interest(self, paths: Sequence[str]) -> Iterator[tuple[str, Element]]:
        for path in paths:
            if path.lower().endswith((".xml", ".qti")) and (
                root := self._library.root(path)
            ):
                yield path, root

    def _test(self, root: Element, path: str) -> None:
        for reference in references(root, path, self._library):
            item = self._library.root(reference.path)
            if reference.path in self._seen:
                self._lose(
                    "repeated-item",
                    N_("Un examen pide dos veces «%(name)s»; se importó una."),
                    name=reference.path[-80:],
                )
            elif item is not None and item.tag == ITEM:
                self._item(reference.path, item, reference.category)
            elif item is not None:
                self._lose(
                    "not-an-item",
                    N_("«%(name)s» no es una pregunta de QTI."),
                    name=reference.path[-80:],
                )

    def _item(self, path: str, root: Element, category: str) -> None:
        if path not in self._seen:
            self._seen.add(path)
            self._items.read(root, self._place(root, path, category))

    def _place(self, root: Element, path: str, category: str) -> Place:
        resource = self._resources.get(path)
        own = language_of(tongue(root)) or self._language
        about = described(resource.metadata if resource else None, own)
        losses = list(about.losses)
        return Place(
            path=path,
            category=category,
            title=about.title,
            tags=about.tags,
            difficulty=about.difficulty,
            stimuli=tuple(self._stimuli(root, path, losses)),
            losses=tuple(losses),
        )

    def _stimuli(
        self, root: Element, path: str, losses: list[Loss]
    ) -> Iterator[tuple[str, Element]]:
        """The texts that an item shares with others, as far as they are there."""
        for reference in root.all("assessmentStimulusRef"):
            href = reference.attributes.get("href", "")
            found = self._package.path_of(href, path)
            stimulus = self._library.root(found) if found else None
            body = stimulus.first("stimulusBody") if stimulus else None
            if found and body is not None:
                yield found, body
                continue
            losses.append(
                Loss(
                    code="stimulus-lost",
                    message=N_("El texto común «%(name)s» no vino con el archivo."),
                    values={"name": href[-80:]},
                    line=reference.line,
                )
            )

    def _mind_unlisted(self, every: Sequence[tuple[str, Element]]) -> None:
        for path, root in every:
            if root.tag == ITEM and path not in self._seen:
                self._lose(
                    "unlisted-item",
                    N_("«%(name)s» no está en el manifiesto y no se importó."),
                    name=path[-80:],
                )

    def _lose_manifest(self, manifest: str | None) -> None:
        self._lose(
            "poor-manifest",
            N_("El manifiesto no nombra preguntas; se buscaron en todo el paquete.")
            if manifest
            else N_(
                "Falta «imsmanifest.xml»; se buscaron preguntas en todo el paquete."
            ),
        )

    def _nothing(self) -> list[Loss]:
        old = any(
            root.tag == OLD for _, root in self._of_interest(self._library.xml_files())
        )
        message = (
            N_("El paquete es de QTI 1; exporte en QTI 2.1, 2.2 o 3.0.")
            if old
            else N_("El paquete no contiene ninguna pregunta de QTI 2 o 3.")
        )
        return [Loss(code="no-items", message=message), *self._library.losses]

    def _lose(self, code: str, message: str, **values: object) -> None:
        self._library.losses.append(Loss(code=code, message=message, values=values))

    def _carried(self) -> Carried:
        return Carried(
            questions=tuple(self._items.questions),
            losses=(*self._library.losses, *self._items.losses),
            files=self._package.taken,
        )


def _strange(root: Element) -> ExchangeFaulty:
    messages = {
        OLD: N_("Es un archivo de QTI 1; exporte en QTI 2.1, 2.2 o 3.0."),
        MANIFEST: N_("Es solo el manifiesto: suba el paquete zip completo."),
        STIMULUS: N_("Es solo un texto común: suba el paquete zip completo."),
    }
    message = messages.get(
        root.tag, N_("No es un archivo de QTI: empieza con «%(tag)s».")
    )
    return ExchangeFaulty(
        [
            Loss(
                code="not-qti",
                message=message,
                values={"tag": root.tag[:60]},
                line=root.line,
            )
        ]
    )
