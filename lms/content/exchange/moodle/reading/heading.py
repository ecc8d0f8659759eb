"""What questions of all types have: names, tags, points – and what is told of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lms.content.asking import Difficulty
from lms.content.exchange.moodle.reading.asked import Asked, Found, number_of
from lms.content.exchange.moodle.reading.texts import bare, said
from lms.content.exchange.xml import Element
from lms.content.questions.whole import MAX_POINTS
from lms.kernel.language import N_

DIFFICULTY = "difficulty:"
"""Begins a tag that says how hard a question is."""
UNMARKED = ("reflection", "likert")

_PENALTIES = ("0", "0.1", "0.3333333")
_OWN_PENALTY = ("truefalse", "essay")
_CONTEXTS = ("$course$", "$system$", "$module$", "$cat$", "$user$", "$category$")
_KNOWN = frozenset(
    (
        *("name", "questiontext", "generalfeedback", "defaultgrade", "penalty"),
        *("hidden", "idnumber", "tags", "coursetags", "hint", "file", "image"),
        *("image_base64", "answer", "single", "shuffleanswers", "answernumbering"),
        *("showstandardinstruction", "correctfeedback", "partiallycorrectfeedback"),
        *("incorrectfeedback", "shownumcorrect", "correctresponsesfeedback"),
        *("usecase", "units", "unitgradingtype", "unitpenalty", "showunits"),
        *("unitsleft", "instructions", "subquestion", "layouttype", "selecttype"),
        *("selectcount", "gradingtype", "showgrading", "numberingstyle"),
        *("responseformat", "responserequired", "responsefieldlines", "minwordlimit"),
        *("maxwordlimit", "attachments", "attachmentsrequired", "maxbytes"),
        *("filetypeslist", "graderinfo", "responsetemplate", "selectoption"),
        *("dragbox", "category", "info", "length", "stamp", "version", "createdby"),
        *("timecreated", "timemodified", "modifiedby"),
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The parts of a question that are for its author."""

    tags: tuple[str, ...]
    difficulty: Difficulty | None
    points: int


def heading_of(asked: Asked, type_: str, found: Found) -> Heading:
    """Read what all questions have, and write down what has no place here."""
    tags = list(dict.fromkeys(_tags(asked.element)))
    levels = {f"{DIFFICULTY}{level}": level for level in Difficulty}
    said_levels = [levels[tag] for tag in tags if tag in levels]
    _mind_penalty(asked, type_)
    _mind_hints(asked)
    if said(asked.element, "hidden", "0") not in ("0", "false"):
        asked.notes.lose(
            "hidden", N_("En Moodle estaba oculta; aquí se ve como las demás.")
        )
    for child in asked.element.children:
        if child.tag not in _KNOWN:
            asked.notes.lose(
                "unknown-part",
                N_("No se conoce «%(name)s», y quedó fuera."),
                child.line,
                name=child.tag[:40],
            )
    return Heading(
        tags=tuple(tag for tag in tags if tag not in levels),
        difficulty=said_levels[0] if said_levels else None,
        points=_points(asked, found),
    )


def category_of(path: str) -> str:
    """A category without the place in Moodle it begins with."""
    # Moodle doubles a slash that is part of a name.
    parts = [part.strip() for part in path.replace("//", "\0").split("/")]
    if parts[0].lower() in _CONTEXTS:
        parts = parts[1:]
        parts = parts[1:] if parts[:1] == ["top"] else parts
    names = [" ".join(part.replace("\0", " - ").split()) for part in parts]
    return "/".join(filter(None, names))


def _tags(element: Element) -> Iterator[str]:
    for tags in (*element.all("tags"), *element.all("coursetags")):
        for tag in tags.all("tag"):
            if words := bare(tag):
                yield words


def _points(asked: Asked, found: Found) -> int:
    worth = asked.worth
    if found.kind in UNMARKED or worth is None:
        if (written := said(asked.element, "defaultgrade")) and worth is None:
            _lose_points(asked, written, found.points or 1)
        return 1 if found.kind in UNMARKED else found.points or 1
    whole = int(worth.quantize(Decimal(1), ROUND_HALF_UP)) if worth < 1000 else 1000
    points = min(max(whole, 1), MAX_POINTS)
    if points != worth:
        _lose_points(asked, f"{worth:f}", points)
    return points


def _lose_points(asked: Asked, had: str, now: int) -> None:
    asked.notes.lose(
        "points-changed",
        N_("Valía %(had)s puntos; aquí vale %(now)s."),
        had=had[:20],
        now=now,
    )


def _mind_penalty(asked: Asked, type_: str) -> None:
    words = said(asked.element, "penalty")
    penalty = number_of(words)
    usual = penalty is not None and any(
        abs(penalty - Decimal(known)) < Decimal("0.005") for known in _PENALTIES
    )
    if words and not usual and type_ not in _OWN_PENALTY:
        asked.notes.lose(
            "penalty",
            N_("En Moodle cada nuevo intento restaba %(part)s de la nota; aquí no."),
            part=words[:20],
        )


def _mind_hints(asked: Asked) -> None:
    hints = [hint for hint in asked.element.all("hint") if bare(hint)]
    if hints:
        asked.notes.lose(
            "hints",
            N_("Quedaron fuera %(count)s pistas para nuevos intentos."),
            hints[0].line,
            count=len(hints),
        )
