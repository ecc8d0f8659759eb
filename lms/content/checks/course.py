"""Checks of the course as a whole: its texts, its ids, its folders, its hours."""

import re
from collections.abc import Sequence

from lms.content.checks.desk import Desk
from lms.content.checks.marks import mind_text
from lms.content.findings import Place
from lms.content.names import FOLDER
from lms.content.schema import CoursePackage, Module
from lms.kernel.language import N_, Text

COURSE = "course.yaml"
_SPARE_MINUTES = 30
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")


def mind_course(desk: Desk) -> None:
    """Check what ``course.yaml`` says."""
    package = desk.package
    texts: list[tuple[str, Text]] = [
        ("title", package.title),
        ("summary", package.summary),
        ("audience", package.audience),
    ]
    for key, text in texts:
        desk.mind_languages(text, COURSE, (key,))
    for number, outcome in enumerate(package.outcomes):
        desk.mind_languages(outcome.text, COURSE, ("outcomes", number, "text"))
    desk.mind_unique(_ids("outcomes", [one.id for one in package.outcomes]), COURSE)
    desk.mind_unique(
        [(one.folder, ("modules", at)) for at, one in enumerate(package.modules)],
        COURSE,
    )
    _mind_languages(desk)
    _mind_emptiness(desk)
    _mind_hours(desk)


def mind_modules(desk: Desk) -> None:
    """Check what each ``module.yaml`` says, and ids across the course."""
    modules: set[str] = set()
    activities: set[str] = set()
    for module in desk.package.modules:
        file = f"{module.folder}/module.yaml"
        desk.mind_languages(module.title, file, ("title",))
        desk.mind_languages(module.purpose, file, ("purpose",))
        _mind_folder(module, desk)
        _mind_once(module.id, modules, file, ("id",), desk)
        for number, activity in enumerate(module.activities):
            place = ("activities", number, "id")
            _mind_once(activity.id, activities, file, place, desk)
        files = [(one.file, one.kind == "quiz") for one in module.activities]
        for number, stem in enumerate(files):
            if stem in files[:number]:
                desk.about(file).error(
                    "duplicate-file",
                    N_("El archivo «%(file)s» ya es de otra actividad."),
                    ("activities", number, "file"),
                    file=stem[0],
                )


def mind_lists(desk: Desk) -> None:
    """Check the glossary and the sources."""
    terms, references = desk.package.terms, desk.package.references
    for number, term in enumerate(terms):
        desk.mind_languages(term.term, "glossary.yaml", ("terms", number, "term"))
        place = ("terms", number, "definition")
        mind_text(term.definition, "glossary.yaml", place, desk)
    for number, reference in enumerate(references):
        place = ("references", number, "text")
        mind_text(reference.text, "references.yaml", place, desk)
        if reference.url and not _URL.fullmatch(reference.url):
            desk.about("references.yaml").error(
                "bad-url",
                N_("«%(url)s» no es una dirección: empiece por «https://»."),
                ("references", number, "url"),
                url=reference.url,
            )
    desk.mind_unique(_ids("terms", [one.id for one in terms]), "glossary.yaml")
    names = [one.id for one in references]
    desk.mind_unique(_ids("references", names), "references.yaml")


def mind_unused(desk: Desk) -> None:
    """Check that every term and every source is used somewhere."""
    for number, term in enumerate(desk.package.terms):
        if term.id not in desk.used_terms:
            desk.about("glossary.yaml").gap(
                "unused-term",
                N_("El término «%(id)s» no se usa en ninguna parte."),
                ("terms", number),
                id=term.id,
            )
    for number, reference in enumerate(desk.package.references):
        if reference.id not in desk.used_references:
            desk.about("references.yaml").gap(
                "unused-reference",
                N_("La fuente «%(id)s» no se cita en ninguna parte."),
                ("references", number),
                id=reference.id,
            )


def _ids(key: str, ids: Sequence[str]) -> list[tuple[str, Place]]:
    return [(id_, (key, number, "id")) for number, id_ in enumerate(ids)]


def _mind_once(id_: str, seen: set[str], file: str, at: Place, desk: Desk) -> None:
    if id_ in seen:
        desk.about(file).error(
            "duplicate-id",
            N_("El identificador «%(id)s» ya se usa en este curso."),
            at,
            id=id_,
        )
    seen.add(id_)


def _mind_folder(module: Module, desk: Desk) -> None:
    found = FOLDER.fullmatch(module.folder)
    if module.id and (not found or found[2] != module.id):
        desk.about(COURSE).error(
            "folder-name",
            N_(
                "La carpeta «%(folder)s» tiene que llamarse con un número y el "
                "identificador del módulo, como «01-%(id)s»."
            ),
            ("modules", desk.package.modules.index(module)),
            folder=module.folder,
            id=module.id,
        )


def _mind_languages(desk: Desk) -> None:
    package = desk.package
    if package.languages and package.source not in package.languages:
        desk.about(COURSE).error(
            "source-language",
            N_("El idioma original («%(source)s») tiene que estar en «languages»."),
            ("languages",),
            source=str(package.source),
        )
    if len(set(package.languages)) < len(package.languages):
        desk.about(COURSE).error(
            "duplicate-language", N_("Hay un idioma repetido."), ("languages",)
        )


def _mind_emptiness(desk: Desk) -> None:
    notes, package = desk.about(COURSE), desk.package
    if not package.modules and not desk.notes.has_errors():
        notes.error("no-modules", N_("El curso no tiene módulos."), ("modules",))
    for module in package.modules:
        if not module.activities:
            desk.about(f"{module.folder}/module.yaml").error(
                "no-activities", N_("El módulo no tiene actividades."), ("activities",)
            )
    if not package.outcomes:
        notes.gap(
            "no-outcomes",
            N_("El curso no dice qué se aprende («outcomes»)."),
            ("outcomes",),
        )
    if not package.authors:
        notes.gap("no-authors", N_("El curso no dice quién lo escribió."), ("authors",))


def _mind_hours(desk: Desk) -> None:
    package: CoursePackage = desk.package
    minutes = sum(activity.minutes for _, activity in package.places())
    if minutes and abs(package.hours * 60 - minutes) > _SPARE_MINUTES:
        desk.about(COURSE).error(
            "hours",
            N_(
                "«hours» dice %(hours)g, pero las actividades suman %(minutes)s "
                "minutos: corrija las horas o los minutos."
            ),
            ("hours",),
            hours=package.hours,
            minutes=minutes,
        )
