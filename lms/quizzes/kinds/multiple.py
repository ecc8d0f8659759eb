"""Questions with several right answers, marked by one of four rules."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions.contents import Choice, Choices
from lms.content.questions.weighing import Marking

from .choice import Choosing, choices_of, weight_of, within
from .face import NOTHING, Response, Value

Rule = Callable[[Choices, Value], Fraction]


class MultipleChoice(Choosing):
    """Every answer that is right should be chosen, and no other."""

    name = "multiple"
    several = True

    def mark(self, question: Question, value: Value) -> Fraction:
        """Mark by the rule that the author chose; see ``RULES``."""
        content = choices_of(question)
        return RULES.get(content.marking, by_penalty)(content, value)

    def key(self, question: Question) -> Value:
        """Everything that is right, or that earns something by its weight."""
        content = choices_of(question)
        weighted = content.marking is Marking.WEIGHTS
        return tuple(
            c.id
            for c in content.choices
            if (weight_of(c) > 0 if weighted else c.correct)
        )

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """One for each thing chosen, with what it adds: its share, or a loss."""
        content = choices_of(question)
        shares = {choice.id: _share(content, choice) for choice in content.choices}
        return tuple(
            Response(part="", id=id_, credit=shares.get(id_, NOTHING)) for id_ in value
        ) or (Response(part="", id="", credit=NOTHING),)


def by_all(content: Choices, value: Value) -> Fraction:
    """Give everything for exactly the right choices, else nothing."""
    return Fraction(int(set(value) == _right(content)))


def by_part(content: Choices, value: Value) -> Fraction:
    """Give 1/k for each of the k right choices.

    Every choice beyond k takes one hit away, so that choosing more than is right never
    helps: the rule of the Open University's multiple response questions.
    """
    right = _right(content)
    hits = len(right & set(value))
    beyond = max(0, len(set(value)) - len(right))
    return _share_of(hits - beyond, len(right))


def by_penalty(content: Choices, value: Value) -> Fraction:
    """Give 1/k for each of the k right choices, take 1/k for each wrong one.

    The mark is never below 0, so that choosing everything earns little and one
    mistake does not cost what another question gave.
    """
    right = _right(content)
    hits = len(right & set(value))
    misses = len(set(value) - right)
    return _share_of(hits - misses, len(right))


def by_weights(content: Choices, value: Value) -> Fraction:
    """Add up the author's weights of what was chosen, between 0 and 1."""
    chosen = (weight_of(choice) for choice in content.choices if choice.id in value)
    return within(sum(chosen, NOTHING))


RULES: Mapping[Marking, Rule] = {
    Marking.ALL: by_all,
    Marking.PARTIAL: by_part,
    Marking.PENALTY: by_penalty,
    Marking.WEIGHTS: by_weights,
}


def _right(content: Choices) -> set[str]:
    return {choice.id for choice in content.choices if choice.correct}


def _share_of(hits: int, of: int) -> Fraction:
    return max(NOTHING, Fraction(hits, of)) if of else NOTHING


def _share(content: Choices, choice: Choice) -> Fraction:
    if content.marking is Marking.WEIGHTS:
        return weight_of(choice)
    share = Fraction(1, max(1, len(_right(content))))
    if choice.correct:
        return share
    return -share if content.marking is Marking.PENALTY else NOTHING
