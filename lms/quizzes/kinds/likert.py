"""Questions about how far one agrees: there is no right answer."""

from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions.contents import Likert

from .choice import Choosing
from .face import NOTHING, Option, Response, Value


class LikertScale(Choosing):
    """One step of a scale is chosen; complete when answered, worth no points."""

    name = "likert"
    unmarked = True
    asked = "lms/quizzes/kinds/likert.html"
    reviewed = "lms/quizzes/kinds/likert_reviewed.html"

    def options(self, question: Question) -> tuple[Option, ...]:
        """The steps, from one end to the other."""
        assert isinstance(question.content, Likert)
        return tuple(Option(id=s.id, text=s.text) for s in question.content.scale)

    def mark(self, question: Question, value: Value) -> Fraction:
        """Nothing: no opinion is right."""
        return NOTHING

    def key(self, question: Question) -> Value:
        """There is none."""
        return ()

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """The step that was chosen."""
        return (Response(part="", id="".join(value), credit=None),)
