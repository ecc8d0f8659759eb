"""Longer texts: an essay that a person marks, a reflection that nobody does."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions.contents import Essay, Reflection
from lms.kernel.language import Language, Text

from . import texts
from .face import NOTHING, Kind, Response, Shown, Value

TEMPLATE = "template"


class LongText(Kind):
    """A text of several lines, marked by a person or not at all."""

    asked = "lms/quizzes/kinds/text.html"
    reviewed = "lms/quizzes/kinds/text_reviewed.html"

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """One text."""
        return texts.text_of(values)

    def mark(self, question: Question, value: Value) -> Fraction:
        """Nothing: no machine marks it."""
        return NOTHING

    def key(self, question: Question) -> Value:
        """There is none."""
        return ()

    def is_complete(self, question: Question, value: Value) -> bool:
        """The text has as many words as were asked for."""
        least, most = self.limits(question)
        count = self.count(value)
        return count >= max(1, least) and (most is None or count <= most)

    def limits(self, question: Question) -> tuple[int, int | None]:
        """Return how many words it should have at least and at most."""
        content = question.content
        assert isinstance(content, Essay | Reflection)
        return content.least_words, getattr(content, "most_words", None)

    def count(self, value: Value) -> int:
        """Return how many words a text has."""
        return sum(map(texts.words_in, value))

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """Only whether there is a text: no two are the same."""
        return (Response(part="", id="text" if value else "", credit=None),)

    def label(self, question: Question, part: str, id_: str) -> Text | str:
        """No name: the text itself is read by people."""
        return ""


class EssayText(LongText):
    """A person marks it, by the author's rubric where there is one."""

    name = "essay"
    by_hand = True

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """One text; the author's template alone is none."""
        value = texts.text_of(values)
        given = _content(question).template.values()
        return () if any(value == texts.text_of((text,)) for text in given) else value

    def words(self, question: Question) -> Mapping[str, Text]:
        """The rubric: each criterion, and each of its levels as criterion.level."""
        found: dict[str, Text] = {}
        for criterion in _content(question).rubric:
            found[criterion.id] = criterion.text
            found |= {f"{criterion.id}.{lv.id}": lv.text for lv in criterion.levels}
        return found

    def shown(self, question: Question, value: Value, language: Language) -> Shown:
        """The text, or the author's template to begin with."""
        template = _content(question).template
        words = template.get(language) or next(iter(template.values()), "")
        return {"": value or ((words,) if words else ())}


class ReflectionText(LongText):
    """A text for oneself: complete when written, worth no points."""

    name = "reflection"
    unmarked = True


def _content(question: Question) -> Essay:
    assert isinstance(question.content, Essay)
    return question.content
