"""What lies in a package: items, tests and shared texts, by the manifest or without."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lms.content.exchange.carried import ExchangeFaulty, Loss
from lms.content.exchange.qti.dialect import MANIFEST, uniform
from lms.content.exchange.qti.pictures import Package
from lms.content.exchange.xml import Element, parse
from lms.kernel.language import N_

_NAME = "imsmanifest.xml"
MAX_ELEMENTS = 600_000
"""Elements in all XML files of a package together."""
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """An entry of a manifest: a file that is there, and what is said of it."""

    path: str
    type: str
    line: int
    metadata: Element | None = None


@dataclass(slots=True)
class Library:
    """The XML files of a package, each read once and only when it is asked for."""

    package: Package
    losses: list[Loss] = field(default_factory=list)
    _room: int = MAX_ELEMENTS
    _roots: dict[str, Element | None] = field(default_factory=dict)

    def root(self, path: str) -> Element | None:
        """What a file holds, with the names of 2.x; nothing if it is no good XML.

        What is wrong with a file is written down once. Raises ``ExchangeFaulty`` if
        all files together are too large.
        """
        if path not in self._roots:
            self._roots[path] = None
            try:
                root = uniform(parse(self.package.files[path]))
            except ExchangeFaulty as failure:
                self.losses.append(_broken(path, failure))
            else:
                self._mind_room(root)
                self._roots[path] = root
        return self._roots[path]

    def _mind_room(self, root: Element) -> None:
        self._room -= sum(1 for _ in root.every())
        if self._room < 0:
            raise ExchangeFaulty(
                [
                    Loss(
                        code="package-too-large",
                        message=N_(
                            "El paquete es demasiado grande: divídalo en varios."
                        ),
                    )
                ]
            )

    def xml_files(self) -> list[str]:
        """Every file that is XML by its name, but no manifest."""
        return [
            path
            for path in self.package.files
            if path.lower().endswith(".xml") and posixpath.basename(path) != _NAME
        ]


def manifest_path(files: Mapping[str, bytes]) -> str | None:
    """The manifest nearest to the top."""
    found = [path for path in files if posixpath.basename(path).lower() == _NAME]
    return min(found, key=lambda path: (path.count("/"), path), default=None)


def resources(library: Library, path: str) -> Iterator[Resource]:
    """The resources of a manifest whose files are there."""
    manifest = library.root(path)
    if manifest is None or manifest.tag != MANIFEST:
        return
    listed = manifest.first("resources")
    for element in listed.all("resource") if listed else ():
        href = element.attributes.get("href", "")
        first = element.first("file")
        if not href and first is not None:
            href = first.attributes.get("href", "")
        # Two places may say where the addresses begin.
        bases = [e.attributes.get(_BASE, "") for e in (listed, element) if e]
        found = library.package.path_of(posixpath.join(*bases, href), path)
        if found is not None:
            yield Resource(
                path=found,
                type=element.attributes.get("type", ""),
                line=element.line,
                metadata=element.first("metadata"),
            )
        elif "imsqti" in element.attributes.get("type", "") and href:
            library.losses.append(
                Loss(
                    code="missing-file",
                    message=N_("«%(name)s» está en el manifiesto, pero no en el zip."),
                    values={"name": href[-80:]},
                    line=element.line,
                )
            )


def _broken(path: str, failure: ExchangeFaulty) -> Loss:
    first = failure.losses[0]
    return Loss(
        code=first.code,
        message=first.message,
        values=first.values,
        question=path,
        line=first.line,
    )
