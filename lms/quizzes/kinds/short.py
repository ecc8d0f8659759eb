"""Questions answered in a few words."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions import fitting
from lms.content.questions.contents import ShortText
from lms.kernel.language import Language, Text

from . import texts
from .choice import within
from .face import NOTHING, Kind, Response, Value

_GUESSES = ("", "a", "1")


class ShortAnswer(Kind):
    """A text is compared with those that are accepted; the first that fits counts."""

    name = "short"
    asked = "lms/quizzes/kinds/short.html"
    reviewed = "lms/quizzes/kinds/short_reviewed.html"

    def feedback(self, question: Question) -> Mapping[str, Text]:
        """What is told to those whose answer was this one, by its number."""
        answers = _content(question).answers
        return {str(n): a.feedback for n, a in enumerate(answers) if a.feedback}

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """One line of text."""
        return texts.one_line(values)

    def mark(self, question: Question, value: Value) -> Fraction:
        """Give the weight of the first accepted text that fits, at least 0.

        Capitals and accents count if the author says so; spaces at both ends and
        doubled ones never do.
        """
        hit = self.hit(question, value)
        return (
            NOTHING if hit is None else within(_content(question).answers[hit].weight)
        )

    def hit(self, question: Question, value: Value) -> int | None:
        """Return the number of the first accepted text that fits, or nothing."""
        content = _content(question)
        for text in value[:1]:
            for number, accepted in enumerate(content.answers):
                if fitting.fits(text, accepted.text, content):
                    return number
        return None

    def key(self, question: Question) -> Value:
        """The accepted text that earns the most; a ``*`` in it stands for anything."""
        tries = [
            texts.one_line((fitting.filled(accepted.text, guess),))
            for accepted in _content(question).answers
            for guess in _GUESSES
        ]
        best = max(tries, key=lambda value: self.mark(question, value), default=())
        return best if self.mark(question, best) else ()

    def accepted(self, question: Question, language: Language) -> tuple[str, ...]:
        """Return what earns the full mark, for readers of a language."""
        return tuple(
            fitting.filled(answer.text, "…")
            for answer in _content(question).answers
            if answer.weight >= 1 and answer.language in (None, language)
        )

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """The text, made comparable as it was for marking."""
        content = _content(question)
        said = "".join(value)
        said = fitting.folded(said, case=content.case, accents=content.accents)
        credit = self.mark(question, value)
        return (Response(part="", id=fitting.squeezed(said), credit=credit),)

    def label(self, question: Question, part: str, id_: str) -> Text | str:
        """The text itself."""
        return id_


def _content(question: Question) -> ShortText:
    assert isinstance(question.content, ShortText)
    return question.content
