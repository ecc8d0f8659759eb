"""Reads questions from a file of Moodle XML."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from lms.content.asking import Question
from lms.content.exchange.carried import Carried, ExchangeFaulty, Loss
from lms.content.exchange.moodle.notes import Notes, Refused, too_many
from lms.content.exchange.moodle.reading import (
    choosing,
    entering,
    essays,
    gapped,
    pairing,
)
from lms.content.exchange.moodle.reading.asked import MAX_ANSWERS, Asked, Found
from lms.content.exchange.moodle.reading.finishing import finished
from lms.content.exchange.moodle.reading.heading import category_of
from lms.content.exchange.moodle.reading.pictures import Album, Pictures
from lms.content.exchange.moodle.reading.texts import Texts, bare, raw, said
from lms.content.exchange.naming import Names
from lms.content.exchange.xml import Element, mended, parse
from lms.content.names import is_slug
from lms.kernel.language import N_, Language

_OFFERS = ("answer", "subquestion", "selectoption", "dragbox")
_READERS: Mapping[str, Callable[[Asked], Found]] = {
    "multichoice": choosing.multichoice,
    "multichoiceset": choosing.all_or_nothing,
    "oumultiresponse": choosing.part_by_part,
    "truefalse": choosing.truefalse,
    "shortanswer": entering.shortanswer,
    "numerical": entering.numerical,
    "matching": pairing.match,
    "match": pairing.match,
    "ordering": pairing.ordering,
    "essay": essays.essay,
    "cloze": gapped.cloze,
    "multianswer": gapped.cloze,
    "gapselect": gapped.gapselect,
    "ddwtos": gapped.ddwtos,
}
_FORMULAS = N_("Usa fórmulas con valores al azar, que aquí no hay.")
_ON_PICTURES = N_("Se contesta arrastrando sobre una imagen, que aquí no hay.")
_BY_CHANCE = N_("Toma otras preguntas al azar; use «draw» en un cuestionario.")
_REFUSED: Mapping[str, str] = {
    "calculated": _FORMULAS,
    "calculatedsimple": _FORMULAS,
    "calculatedmulti": _FORMULAS,
    "ddmarker": _ON_PICTURES,
    "ddimageortext": _ON_PICTURES,
    "random": _BY_CHANCE,
    "randomsamatch": _BY_CHANCE,
    "description": N_("Es un texto sin respuestas, no una pregunta; quedó fuera."),
    "missingtype": N_("Moodle mismo no conocía su tipo."),
}


def read(
    data: bytes, *, language: Language, files: Mapping[str, bytes] | None = None
) -> Carried:
    """The questions of a file; words in no marked language are in ``language``.

    ``files`` are pictures that came beside it. A question that cannot be read is a loss
    with its line and the reason. Raises ``ExchangeFaulty`` for a file that is no XML,
    or XML of something else.
    """
    data, losses = mended(data)
    root = parse(data)
    if root.tag not in ("quiz", "question"):
        raise ExchangeFaulty(
            [
                Loss(
                    code="not-moodle",
                    message=N_(
                        "No es Moodle XML: debe empezar con «<quiz>» y no con "
                        "«<%(tag)s>»."
                    ),
                    values={"tag": root.tag[:40]},
                    line=root.line,
                )
            ]
        )
    reader = _Reader(language, files or {}, root)
    reader.read()
    return Carried(
        questions=tuple(reader.questions),
        losses=(*losses, *reader.losses),
        files=reader.album.files,
    )


class _Reader:
    def __init__(
        self, language: Language, files: Mapping[str, bytes], root: Element
    ) -> None:
        self.questions: list[Question] = []
        self.losses: list[Loss] = []
        self.album = Album(files)
        self._language = language
        self._category = ""
        self._elements = [root] if root.tag == "question" else root.children
        # A name must not take the id that a later question has for its own.
        numbers = (said(element, "idnumber") for element in self._elements)
        self._reserved = {number for number in numbers if is_slug(number)}
        self._names = Names(self._reserved)

    def read(self) -> None:
        """Read everything in the order of the file."""
        for element in self._elements:
            if element.tag == "question" and _type(element) == "category":
                self._turn_to(element)
            elif element.tag == "question":
                self._question(element)
            else:
                self._lose_part(element)
        if not self.questions and not self.losses:
            message = N_("En el archivo no hay ninguna pregunta.")
            self.losses.append(Loss(code="no-questions", message=message))

    def _turn_to(self, element: Element) -> None:
        category = element.first("category")
        self._category = category_of(raw(category)) if category is not None else ""
        info = element.first("info")
        if info is not None and bare(info):
            notes = Notes(element.line)
            notes.lose(
                "category-info",
                N_("La descripción de la categoría quedó fuera."),
                info.line,
            )
            self.losses += notes.told(self._category)

    def _question(self, element: Element) -> None:
        notes = Notes(element.line)
        pictures = Pictures(self.album, element, notes)
        asked = Asked(element, Texts(self._language, pictures, notes), notes)
        name = asked.texts.line(element.first("name"))
        kept = dict(self.album.files)
        try:
            question = finished(asked, _found(asked), _type(element), name)
        except Refused as refused:
            # Nothing stays of a question that is given up, but why.
            self.album.files = kept
            notes = Notes(element.line)
            notes.take([refused.loss])
            self.losses += notes.told(name or said(element, "idnumber"))
            return
        id_ = self._id(element, name, notes)
        name = "" if name == id_ else name
        self.questions.append(
            replace(question, id=id_, name=name, category=self._category)
        )
        self.losses += notes.told(id_)

    def _id(self, element: Element, name: str, notes: Notes) -> str:
        number = said(element, "idnumber")
        if number in self._reserved:
            self._reserved.remove(number)
            return number
        id_ = self._names.give(number, name)
        if number:
            notes.lose(
                "id-changed",
                N_("El número de identificación «%(had)s» es aquí «%(now)s»."),
                had=number[:60],
                now=id_,
            )
        return id_

    def _lose_part(self, element: Element) -> None:
        notes = Notes(element.line)
        notes.lose(
            "unknown-part",
            N_("No se conoce «%(name)s», y quedó fuera."),
            name=element.tag[:40],
        )
        self.losses += notes.told("")


def _type(element: Element) -> str:
    return element.attributes.get("type", "").strip().lower()


def _found(asked: Asked) -> Found:
    type_ = _type(asked.element)
    if reader := _READERS.get(type_):
        offered = sum(child.tag in _OFFERS for child in asked.element.children)
        if offered > MAX_ANSWERS:
            raise too_many(offered, MAX_ANSWERS, asked.element.line)
        return reader(asked)
    raise Refused(
        "question-type",
        _REFUSED.get(type_, N_("Aquí no hay preguntas de tipo «%(type)s».")),
        asked.element.line,
        type=type_[:40],
    )
