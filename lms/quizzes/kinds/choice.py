"""Questions answered by choosing among several answers, one of which is right."""

from collections.abc import Sequence
from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions.contents import Choice, Choices
from lms.kernel.language import Language, Text

from .face import EVERYTHING, NOTHING, Kind, Option, Response, Value, name_of


class Choosing(Kind):
    """What is answered by choosing; the options are the author's choices.

    A kind with options of its own overrides ``options``; then the rest works, all or
    nothing, one thing chosen or, where ``several``, more.
    """

    picked = True
    asked = "lms/quizzes/kinds/choices.html"
    reviewed = "lms/quizzes/kinds/choices_reviewed.html"

    def options(self, question: Question) -> tuple[Option, ...]:
        """The author's choices."""
        return tuple(
            Option(
                id=choice.id,
                correct=self.is_right(choice),
                partly=self.is_partly_right(choice),
                text=choice.text,
                feedback=choice.feedback,
            )
            for choice in choices_of(question).choices
        )

    def is_right(self, choice: Choice) -> bool:
        """Whether a choice belongs to the best answer."""
        return choice.correct

    def is_partly_right(self, choice: Choice) -> bool:
        """Whether a choice is not the best, but earns something."""
        return False

    def is_shuffled(self, question: Question) -> bool:
        """As the author says."""
        content = question.content
        return isinstance(content, Choices) and content.shuffle

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """What is offered, each thing once; one thing unless there may be several."""
        value = offered(self.options(question), values)
        return value if self.several else only_one(value)

    def mark(self, question: Question, value: Value) -> Fraction:
        """Exactly what is right earns everything, anything else nothing."""
        return all_or_nothing(self.options(question), value)

    def key(self, question: Question) -> Value:
        """What is right."""
        return tuple(option.id for option in self.options(question) if option.correct)

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """One for each thing chosen, with what it alone would have earned."""
        return tuple(
            Response(part="", id=id_, credit=self.mark(question, (id_,)))
            for id_ in value
        ) or (Response(part="", id="", credit=NOTHING),)

    def label(self, question: Question, part: str, id_: str) -> Text | str:
        """The words of the option."""
        return name_of(self.options(question), id_)


class SingleChoice(Choosing):
    """One answer is chosen: right, partly right by the author's weight, or wrong."""

    name = "single"

    def is_right(self, choice: Choice) -> bool:
        """The right choice, and one whose weight is the whole mark."""
        return weight_of(choice) >= 1

    def is_partly_right(self, choice: Choice) -> bool:
        """A choice that the author gave a part of the mark."""
        return NOTHING < weight_of(choice) < EVERYTHING

    def mark(self, question: Question, value: Value) -> Fraction:
        """Give the weight of what was chosen: all or nothing where none is said."""
        weights = {c.id: weight_of(c) for c in choices_of(question).choices}
        return within(sum((weights.get(id_, NOTHING) for id_ in value), NOTHING))

    def key(self, question: Question) -> Value:
        """The choice that earns the most."""
        choices = choices_of(question).choices
        best = max(choices, key=weight_of, default=None)
        return (best.id,) if best and weight_of(best) > 0 else ()


def choices_of(question: Question) -> Choices:
    """Return the author's choices with their rules."""
    assert isinstance(question.content, Choices)
    return question.content


def weight_of(choice: Choice) -> Fraction:
    """Return the share of the mark that a choice earns, -1 to 1."""
    return Fraction(choice.correct) if choice.weight is None else choice.weight


def within(mark: Fraction) -> Fraction:
    """Return a sum as a mark: at least 0 and at most 1."""
    return min(max(mark, NOTHING), EVERYTHING)


def offered(options: Sequence[Option], values: Sequence[str]) -> Value:
    """Return what was chosen, each thing once; ``ValueError`` if it is not offered."""
    chosen = set(values)
    if not chosen <= {option.id for option in options}:
        raise ValueError("not offered")
    return tuple(option.id for option in options if option.id in chosen)


def only_one(value: Value) -> Value:
    """Return the answer; ``ValueError`` if more than one thing was chosen."""
    if len(value) > 1:
        raise ValueError("more than one")
    return value


def all_or_nothing(options: Sequence[Option], value: Value) -> Fraction:
    """Return 1 for exactly what is right, else 0."""
    key = {option.id for option in options if option.correct}
    return Fraction(int(set(value) == key))
