"""Questions about one statement."""

from lms.content.asking import Question
from lms.content.questions.contents import Statement
from lms.kernel.language import N_

from .choice import Choosing
from .face import Option


class TrueFalse(Choosing):
    """A statement is called true or false, always in this order."""

    name = "truefalse"

    def options(self, question: Question) -> tuple[Option, ...]:
        """True and false, with what the author tells to each."""
        content = question.content
        assert isinstance(content, Statement)
        right = content.answer
        return (
            Option(
                id="true",
                correct=right,
                words=N_("Verdadero"),
                feedback=content.if_true,
            ),
            Option(
                id="false",
                correct=not right,
                words=N_("Falso"),
                feedback=content.if_false,
            ),
        )
