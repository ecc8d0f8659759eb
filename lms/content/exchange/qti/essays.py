"""Interactions in which a longer text is written: marked by a person, or by nobody."""

from fractions import Fraction

from lms.content.exchange.qti.declared import Variable
from lms.content.exchange.qti.dialect import whole
from lms.content.exchange.qti.feedback import Told
from lms.content.exchange.qti.machine import MAXSCORE
from lms.content.exchange.qti.study import Desk, Studied
from lms.content.exchange.qti.values import NUMERIC
from lms.content.exchange.xml import Element
from lms.content.questions.contents import Essay, Reflection
from lms.content.questions.written import MAX_LINES
from lms.kernel.language import N_

UNMARKED = Fraction(1)


def writing(desk: Desk, interaction: Element) -> Studied:
    """Study an interaction whose answer is a text; raises ``Refused``."""
    variable = desk.variable(interaction)
    _mind_looks(desk, interaction)
    lines = min(whole(interaction, "expectedLines"), MAX_LINES)
    outcomes = desk.trials.machine.outcomes
    scored = [
        outcome
        for outcome in outcomes.values()
        if outcome.base in NUMERIC and outcome.identifier != MAXSCORE
    ]
    if not scored:
        return _reflection(desk, variable, lines)
    if desk.root.first("responseProcessing") and not scored[0].human:
        desk.notes.lose(
            "marked-by-hand",
            N_(
                "La regla que califica el texto no se importó: lo califica una persona."
            ),
            interaction.line,
        )
    guidance = desk.words.for_scorers(desk.root)
    if variable.correct:
        samples = [desk.words.plain(_plain(atom)) for atom in variable.correct.atoms]
        guidance = "\n\n".join(filter(None, (guidance, *samples)))

    def content(told: Told) -> Essay:
        return Essay(
            lines=lines or Essay().lines,
            guidance=desk.text(guidance),
            template=desk.text(_start(variable)),
        )

    return Studied(kind="essay", best=_most(desk, scored[0]), content=content)


def _reflection(desk: Desk, variable: Variable, lines: int) -> Studied:
    if _start(variable):
        desk.notes.lose(
            "field-hint",
            N_("No se importó el texto que ya estaba en el campo."),
            variable.line,
        )
    return Studied(
        kind="reflection",
        best=UNMARKED,
        content=lambda told: Reflection(lines=lines or Reflection().lines),
    )


def _most(desk: Desk, score: Variable) -> Fraction:
    """The most points a person may give."""
    limit = desk.trials.machine.outcomes.get(MAXSCORE)
    for value in (
        limit.default.only if limit and limit.default else None,
        score.maximum,
    ):
        if isinstance(value, Fraction) and value > 0:
            return value
    return UNMARKED


def _start(variable: Variable) -> str:
    """What the learner finds in the field."""
    return _plain(variable.default.only) if variable.default else ""


def _plain(atom: object) -> str:
    return str(atom).strip()


def _mind_looks(desk: Desk, interaction: Element) -> None:
    if whole(interaction, "maxStrings", 1) > 1 or whole(interaction, "minStrings") > 1:
        desk.notes.lose(
            "one-field",
            N_("La respuesta tenía varios campos; aquí tiene uno."),
            interaction.line,
        )
    for name in ("placeholderText", "patternMask"):
        if words := interaction.attributes.get(name, "").strip():
            desk.notes.lose(
                "field-hint",
                N_("No se importó el texto de muestra del campo: «%(it)s»."),
                interaction.line,
                it=" ".join(words.split())[:80],
            )
