"""Questions that ask which thing belongs where."""

from collections.abc import Mapping, Sequence

from lms.content.asking import Question
from lms.content.questions.contents import Categories
from lms.content.questions.weighing import Marking
from lms.kernel.language import Text

from .assigning import Assigning
from .face import Option


class Categorising(Assigning):
    """Each thing belongs to one category."""

    name = "categorising"

    def options(self, question: Question) -> tuple[Option, ...]:
        """The categories."""
        content = _content(question)
        return tuple(Option(id=c.id, text=c.text) for c in content.categories)

    def sequence(self, question: Question) -> tuple[str, ...]:
        """The things stand in a row; the categories keep their order."""
        return tuple(item.id for item in _content(question).items)

    def is_shuffled(self, question: Question) -> bool:
        """As the author says."""
        return _content(question).shuffle

    def rows(self, question: Question, order: Sequence[str]) -> tuple[str, ...]:
        """The things, in a person's order."""
        return tuple(order)

    def offers(self, question: Question, order: Sequence[str]) -> tuple[str, ...]:
        """The categories, in the author's order."""
        return tuple(category.id for category in _content(question).categories)

    def right_ones(self, question: Question) -> Mapping[str, str]:
        """For each thing its category."""
        return {item.id: item.category for item in _content(question).items}

    def things(self, question: Question) -> Mapping[str, Text]:
        """The things."""
        return {item.id: item.text for item in _content(question).items}

    def feedback(self, question: Question) -> Mapping[str, Text]:
        """What is told about each thing."""
        items = _content(question).items
        return {item.id: item.feedback for item in items if item.feedback}

    def rule(self, question: Question) -> Marking:
        """As the author says."""
        return _content(question).marking


def _content(question: Question) -> Categories:
    assert isinstance(question.content, Categories)
    return question.content
