"""Interactions in which a few words are written: which words are worth what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.content.exchange.qti.declared import ZERO, Variable
from lms.content.exchange.qti.feedback import Told
from lms.content.exchange.qti.notes import Refused
from lms.content.exchange.qti.numbers import entering_number
from lms.content.exchange.qti.shares import weight_of
from lms.content.exchange.qti.study import (
    MAX_CHOICES,
    Desk,
    Studied,
    answer,
    no_points,
    too_many,
)
from lms.content.exchange.qti.values import NUMERIC
from lms.content.exchange.xml import Element
from lms.content.questions.contents import Accepted, ShortText
from lms.content.questions.fitting import Pieces, pieces
from lms.kernel.language import N_

OTHER = "⟦?⟧"
"""What nobody would accept, to see what any other answer is worth."""


def entering(desk: Desk, interaction: Element) -> Studied:
    """Study an interaction whose answer is a number or a few words.

    Raises ``Refused``, ``NotUnderstood`` and ``TooLong``.
    """
    _mind_looks(desk, interaction)
    if interaction.attributes.get("base", "10").strip() not in ("", "10"):
        raise Refused(
            "number-base",
            N_("No se importó: el número se escribe en otra base que la decimal."),
            interaction.line,
        )
    if desk.variable(interaction).base in NUMERIC:
        return entering_number(desk, interaction)
    return _entering_words(desk, interaction)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tries:
    """What was found out about the words of an answer: what each that the item speaks
    of is worth, which of them may stand among other words, what any other is worth."""

    desk: Desk
    variable: Variable
    points: Mapping[str, Fraction]
    free: frozenset[str]
    other: Fraction
    best: Fraction
    case: bool

    def content(self, told: Told) -> ShortText:
        """The answers as they are accepted; the first that is hit counts."""
        exact = [words for words in self.points if words not in self.free]
        within = sorted(self.free, key=lambda words: (-len(words), words))
        answers = [
            self._answer(words, told)
            for words in (*exact, *within)
            if self.points[words] != self.other
            or told.part((self.variable.identifier, words))
        ]
        rest = told.part((self.variable.identifier, OTHER))
        if self.other or rest:
            weight = weight_of(self.other, self.best)
            feedback = self.desk.text(rest)
            answers.append(Accepted(text="*", weight=weight, feedback=feedback))
        content = ShortText(answers=tuple(answers), case=self.case, accents=True)
        return _without_doubles(content)

    def _answer(self, words: str, told: Told) -> Accepted:
        return Accepted(
            text=_pattern(words, words in self.free),
            weight=weight_of(self.points[words], self.best),
            feedback=self.desk.text(told.part((self.variable.identifier, words))),
        )


def _entering_words(desk: Desk, interaction: Element) -> Studied:
    variable = desk.variable(interaction)
    candidates = _candidates(desk, variable)
    if len(candidates) > MAX_CHOICES:
        raise too_many(len(candidates), interaction.line)
    other = desk.points(variable, (OTHER,), (OTHER,))
    points = {words: desk.points(variable, (words,), (words,)) for words in candidates}
    best = max(points.values(), default=ZERO)
    if best <= max(other, ZERO):
        raise no_points(interaction.line)
    accepted = {words: had for words, had in points.items() if had != other}
    tries = _Tries(
        desk=desk,
        variable=variable,
        points=points,
        free=frozenset(
            words
            for words, had in accepted.items()
            if _is_free(desk, variable, words, had)
        ),
        other=other,
        best=best,
        case=_case_matters(desk, variable, accepted, interaction),
    )
    return Studied(
        kind="short",
        best=best,
        content=tries.content,
        places=frozenset((variable.identifier, words) for words in (*points, OTHER)),
        right=answer(
            variable, [words for words in points if points[words] == best][:1]
        ),
        wrong=answer(variable, (OTHER,)),
    )


def _case_matters(
    desk: Desk,
    variable: Variable,
    points: Mapping[str, Fraction],
    interaction: Element,
) -> bool:
    """Whether capitals matter; where they matter in some answers, they do in all."""
    strict = [_minds_case(desk, variable, words, had) for words, had in points.items()]
    if True in strict and False in strict:
        desk.notes.lose(
            "mixed-case",
            N_(
                "En algunas respuestas importan las mayúsculas y en otras no; aquí "
                "importan en todas."
            ),
            interaction.line,
        )
    return True in strict


def _candidates(desk: Desk, variable: Variable) -> list[str]:
    """Every text that the item speaks of, the right ones first."""
    found = [str(atom) for atom in variable.correct.atoms] if variable.correct else []
    if variable.mapping:
        found += [str(entry.key) for entry in variable.mapping.entries]
    found += [
        value.words
        for value in desk.trials.machine.constants("baseValue")
        if value.attributes.get("baseType", "string") == variable.base
    ]
    return [words for words in dict.fromkeys(found) if words.strip()]


def _minds_case(
    desk: Desk, variable: Variable, words: str, points: Fraction
) -> bool | None:
    """Whether capitals matter in a text; nobody knows where it has no letters."""
    forms = {words.upper(), words.lower(), words.swapcase()} - {words}
    # Some letters have no single capital: what comes back is another word.
    forms = {form for form in forms if form.casefold() == words.casefold()}
    if not forms:
        return None
    return any(desk.points(variable, (form,)) != points for form in forms)


def _is_free(desk: Desk, variable: Variable, words: str, points: Fraction) -> bool:
    """Whether a text is accepted in the middle of others, too."""
    return desk.points(variable, (f"{OTHER} {words} {OTHER}",)) == points


def _pattern(words: str, free: bool) -> str:
    words = " ".join(words.replace("*", r"\*").split())
    return f"*{words}*" if free else words


def _without_doubles(content: ShortText) -> ShortText:
    answers: dict[Pieces, Accepted] = {}
    for accepted in content.answers:
        answers.setdefault(pieces(accepted.text, content), accepted)
    return ShortText(
        answers=tuple(answers.values()), case=content.case, accents=content.accents
    )


def _mind_looks(desk: Desk, interaction: Element) -> None:
    told: Sequence[tuple[str, str]] = (
        (
            "patternMask",
            N_("No se importó la forma que la respuesta debe tener: %(it)s"),
        ),
        (
            "placeholderText",
            N_("No se importó el texto de muestra del campo: «%(it)s»."),
        ),
    )
    for name, message in told:
        if words := interaction.attributes.get(name, "").strip():
            desk.notes.lose(
                "field-hint",
                message,
                interaction.line,
                it=re.sub(r"\s+", " ", words)[:80],
            )
