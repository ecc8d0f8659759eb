"""Reads one item: what it asks, how it is marked, and what of it becomes a question."""

from dataclasses import dataclass, field

from lms.content.asking import Question
from lms.content.exchange.carried import Loss
from lms.content.exchange.naming import Names
from lms.content.exchange.qti.asking import Item, asked
from lms.content.exchange.qti.declared import Variable, variables
from lms.content.exchange.qti.dialect import flag, identifier, language_of, tongue
from lms.content.exchange.qti.finishing import finished
from lms.content.exchange.qti.machine import Budget, TooLong
from lms.content.exchange.qti.notes import Notes, NotUnderstood, Refused
from lms.content.exchange.qti.pictures import Package, Pictures
from lms.content.exchange.qti.place import Place
from lms.content.exchange.qti.words import Words
from lms.content.exchange.xml import Element
from lms.kernel.language import N_, Language

MAX_STEPS = 200_000
"""Steps that the rules of one item may take, all answers that are tried together."""
MAX_STEPS_OF_ALL = 3_000_000
_INTERACTION = "Interaction"


@dataclass(slots=True)
class Items:
    """Reads items one after the other, and keeps what came of them."""

    package: Package
    language: Language
    questions: list[Question] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    _names: Names = field(default_factory=Names)
    _steps: int = MAX_STEPS_OF_ALL

    def read(self, root: Element, place: Place) -> None:
        """Read an item: a question and losses come of it, or losses alone."""
        notes = Notes()
        notes.add(place.losses)
        budget = Budget(min(MAX_STEPS, self._steps))
        had = budget.steps
        # A question that fails later must not leave its pictures behind.
        taken = dict(self.package.taken)
        name = " ".join(root.attributes.get("title", "").split()) or identifier(root)
        try:
            question = self._question(root, place, notes, budget)
        except Refused as failure:
            # Of what is not imported at all, nothing else need be said.
            notes = Notes()
            notes.add([failure.loss])
            self.package.taken = taken
        except TooLong:
            notes.lose(
                "too-long",
                N_("Las reglas de la pregunta son demasiado largas."),
                root.line,
            )
            self.package.taken = taken
        else:
            self.questions.append(question)
            name = question.id
        self._steps -= had - max(budget.steps, 0)
        self.losses.extend(notes.told(name))

    def _question(
        self, root: Element, place: Place, notes: Notes, budget: Budget
    ) -> Question:
        language = self._language(root, notes)
        item = Item(
            root=root,
            notes=notes,
            words=Words(notes, Pictures(self.package, place.path, notes)),
            language=language,
            responses=_declared(root, "responseDeclaration"),
            outcomes=_declared(root, "outcomeDeclaration"),
            interactions=_interactions(root),
            budget=budget,
        )
        before = [
            Words(notes, Pictures(self.package, path, notes)).block(body)
            for path, body in place.stimuli
        ]
        return finished(item, asked(item), place, before, self._names)

    def _language(self, root: Element, notes: Notes) -> Language:
        mark = tongue(root)
        language = language_of(mark)
        if mark and language is None:
            notes.lose(
                "other-language",
                N_("El idioma «%(mark)s» no existe aquí; se usa «%(language)s»."),
                root.line,
                mark=mark[:20],
                language=str(self.language),
            )
        body = root.first("itemBody")
        for element in body.every() if body else ():
            other = tongue(element)
            if other and language_of(other) != language:
                notes.lose(
                    "mixed-languages",
                    N_("Una parte está en otro idioma («%(mark)s»), que no se marcó."),
                    element.line,
                    mark=other[:20],
                )
                break
        return language or self.language


def _declared(root: Element, tag: str) -> dict[str, Variable]:
    try:
        return variables(root, tag)
    except NotUnderstood as failure:
        raise Refused(
            "bad-declaration",
            N_("Una variable no se entiende: «%(what)s»."),
            failure.line or root.line,
            what=failure.what,
        ) from failure


def _interactions(root: Element) -> list[Element]:
    """All interactions in order; raises ``Refused`` for an item without any."""
    _refuse_moving(root)
    body = root.first("itemBody")
    found = [
        element
        for element in (body.every() if body else ())
        if element.tag.endswith(_INTERACTION)
        and element.tag != f"endAttempt{_INTERACTION}"
    ]
    if not found:
        raise Refused(
            "no-interaction",
            N_("No pregunta nada: no hay ninguna interacción."),
            root.line,
        )
    return found


def _refuse_moving(root: Element) -> None:
    """Items that change while they are answered, or are made anew each time."""
    if flag(root, "adaptive"):
        raise Refused(
            "adaptive",
            N_("La pregunta es adaptativa: cambia según lo que se responde."),
            root.line,
        )
    for tag in ("templateDeclaration", "templateProcessing"):
        if template := root.first(tag):
            raise Refused(
                "template",
                N_("La pregunta se genera con valores al azar (plantilla)."),
                template.line,
            )
