"""Questions that ask what belongs to what."""

from collections.abc import Mapping

from lms.content.asking import Question
from lms.content.questions.contents import Matching
from lms.content.questions.weighing import Marking
from lms.kernel.language import Text

from .assigning import Assigning
from .face import Option


class MatchingPairs(Assigning):
    """Each left side has its right side; right sides with the same text are one."""

    name = "matching"

    def options(self, question: Question) -> tuple[Option, ...]:
        """The right sides, each text once, and those that belong to nothing.

        A side has the id of the first pair that shows it, an extra one its own.
        """
        content = _content(question)
        found: list[Option] = []
        for id_, text in (
            *((pair.id, pair.right) for pair in content.pairs),
            *((extra.id, extra.text) for extra in content.extras),
        ):
            if all(option.text != text for option in found):
                found.append(Option(id=id_, text=text))
        return tuple(found)

    def is_shuffled(self, question: Question) -> bool:
        """As the author says."""
        return _content(question).shuffle

    def right_ones(self, question: Question) -> Mapping[str, str]:
        """For each pair the side with its text."""
        options = self.options(question)
        return {
            pair.id: next(o.id for o in options if o.text == pair.right)
            for pair in _content(question).pairs
        }

    def things(self, question: Question) -> Mapping[str, Text]:
        """The left sides."""
        return {pair.id: pair.left for pair in _content(question).pairs}

    def rule(self, question: Question) -> Marking:
        """As the author says."""
        return _content(question).marking


def _content(question: Question) -> Matching:
    assert isinstance(question.content, Matching)
    return question.content
