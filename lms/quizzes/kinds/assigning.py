"""Questions in which each thing is given one of several others."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language, Text

from . import parts
from .face import (
    EVERYTHING,
    NOTHING,
    Kind,
    Response,
    Shown,
    Value,
    name_of,
)


class Assigning(Kind):
    """To each part belongs one of the options; some belong to none, some to several.

    A kind of this sort says its ``options``, its ``right_ones`` and its ``things``.
    """

    asked = "lms/quizzes/kinds/assigning.html"
    reviewed = "lms/quizzes/kinds/assigning_reviewed.html"

    def right_ones(self, question: Question) -> Mapping[str, str]:
        """The id of the option that belongs to each part, in the order of the parts."""
        raise NotImplementedError

    def things(self, question: Question) -> Mapping[str, Text]:
        """What each part is."""
        raise NotImplementedError

    def rule(self, question: Question) -> Marking:
        """ALL or PARTIAL, as the author says."""
        raise NotImplementedError

    def words(self, question: Question) -> Mapping[str, Text]:
        """The parts, each under its id."""
        return self.things(question)

    def rows(self, question: Question, order: Sequence[str]) -> tuple[str, ...]:
        """Return the parts as they stand on a page."""
        return tuple(self.right_ones(question))

    def offers(self, question: Question, order: Sequence[str]) -> tuple[str, ...]:
        """Return the options as they are offered to each part on a page."""
        return tuple(order)

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """At most one of the options for each part, in the order of the parts."""
        given, known = parts.sent_once(values), self.right_ones(question)
        offered = {option.id for option in self.options(question)}
        if not (given.keys() <= known.keys() and set(given.values()) <= offered):
            raise ValueError("not offered")
        return parts.join({part: (given[part],) for part in known if part in given})

    def shown(self, question: Question, value: Value, language: Language) -> Shown:
        """One field for each part."""
        given = parts.first(value)
        return {
            part: (given[part],) if part in given else ()
            for part in self.right_ones(question)
        }

    def mark(self, question: Question, value: Value) -> Fraction:
        """Give the share of the parts that are right; under ALL, all or nothing."""
        given, right = parts.first(value), self.right_ones(question)
        hits = sum(given.get(part) == option for part, option in right.items())
        if not right or (self.rule(question) is Marking.ALL and hits < len(right)):
            return NOTHING
        return Fraction(hits, len(right))

    def key(self, question: Question) -> Value:
        """To each part what belongs to it."""
        right = self.right_ones(question)
        return parts.join({part: (option,) for part, option in right.items()})

    def is_complete(self, question: Question, value: Value) -> bool:
        """Every part was given something."""
        return parts.first(value).keys() >= self.right_ones(question).keys()

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """What each part was given."""
        given = parts.first(value)
        return tuple(
            Response(
                part=part,
                id=given.get(part, ""),
                credit=EVERYTHING if given.get(part) == option else NOTHING,
            )
            for part, option in self.right_ones(question).items()
        )

    def label(self, question: Question, part: str, id_: str) -> Text | str:
        """The words of the option; with the id "", those of the part."""
        if not id_:
            return self.things(question).get(part, "")
        return name_of(self.options(question), id_)
