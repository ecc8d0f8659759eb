"""Questions about what belongs to what, and about the right order of things."""

from lms.content.exchange.moodle.reading.asked import Asked, Found
from lms.content.exchange.moodle.reading.texts import is_yes, said
from lms.content.exchange.naming import letters
from lms.content.questions.contents import Labelled, Matching, Ordering, Pair
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_, Text

_LONGEST = ("LONGEST_ORDERED_SUBSET", "5")
_ALL_OR_NOTHING = ("ALL_OR_NOTHING", "-1")


def match(asked: Asked) -> Found:
    """Pairs; a right side without a left one belongs to none."""
    sides: list[tuple[Text, Text]] = []
    for element in asked.element.all("subquestion"):
        answer = element.first("answer")
        left = asked.texts.inline(element)
        right = asked.texts.loose(answer) if answer is not None else {}
        if right:
            sides.append((left, right))
        else:
            asked.notes.lose(
                "empty-pair", N_("Una pareja incompleta quedó fuera."), element.line
            )
    ids = letters()
    pairs = [
        Pair(id=next(ids), left=left, right=right) for left, right in sides if left
    ]
    rights = [pair.right for pair in pairs]
    extras: list[Labelled] = []
    for left, right in sides:
        if not left and right in (*rights, *(extra.text for extra in extras)):
            asked.notes.lose(
                "extra-belongs",
                N_("Una respuesta de más decía lo mismo que otra y quedó fuera."),
            )
        elif not left:
            extras.append(Labelled(id=next(ids), text=right))
    return Found(
        kind="matching",
        content=Matching(
            pairs=tuple(pairs),
            extras=tuple(extras),
            shuffle=is_yes(asked.element, "shuffleanswers", default=True),
        ),
    )


def ordering(asked: Asked) -> Found:
    """Things in their right order, which is that of the file."""
    found = []
    for element in asked.element.all("answer"):
        if text := asked.texts.inline(element):
            found.append(text)
        else:
            asked.notes.lose(
                "empty-answer", N_("Una respuesta vacía quedó fuera."), element.line
            )
    _mind_layout(asked)
    items = tuple(
        Labelled(id=id_, text=text) for id_, text in zip(letters(), found, strict=False)
    )
    return Found(kind="ordering", content=Ordering(items=items, marking=_rule(asked)))


def _rule(asked: Asked) -> Marking:
    rule = said(asked.element, "gradingtype", "ABSOLUTE_POSITION").upper()
    if rule in _ALL_OR_NOTHING:
        return Marking.ALL
    if rule not in _LONGEST:
        asked.notes.lose(
            "order-marking",
            N_(
                "En Moodle el orden se calificaba de otro modo («%(name)s»); aquí vale "
                "la serie más larga en el orden correcto."
            ),
            name=rule[:40],
        )
    return Marking.RUN


def _mind_layout(asked: Asked) -> None:
    if said(asked.element, "layouttype", "VERTICAL").upper() in ("HORIZONTAL", "1"):
        asked.notes.lose("order-layout", N_("Las cosas por ordenar iban en una fila."))
    if said(asked.element, "selecttype", "ALL").upper() not in ("ALL", "0"):
        asked.notes.lose(
            "order-selection",
            N_("Moodle mostraba solo algunas de las cosas por ordenar; aquí, todas."),
        )
    numbering = said(asked.element, "numberingstyle", "none")
    if numbering != "none":
        asked.notes.lose(
            "numbering",
            N_("Las respuestas iban numeradas de otro modo («%(name)s»)."),
            name=numbering[:20],
        )
