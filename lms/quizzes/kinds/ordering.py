"""Questions that ask for things in their right order."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions.contents import Ordering
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language, Text

from . import parts
from .face import (
    EVERYTHING,
    NOTHING,
    Kind,
    Option,
    Response,
    Shown,
    Value,
    name_of,
)


class OrderedList(Kind):
    """Each thing is given its position, counted from 1."""

    name = "ordering"
    asked = "lms/quizzes/kinds/ordering.html"
    reviewed = "lms/quizzes/kinds/ordering_reviewed.html"

    def options(self, question: Question) -> tuple[Option, ...]:
        """The things, in their right order."""
        return tuple(Option(id=i.id, text=i.text) for i in _content(question).items)

    def is_shuffled(self, question: Question) -> bool:
        """Always: the author's order is the answer."""
        return True

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """At most one position for each thing; two things may share one for a while."""
        given, things = parts.sent_once(values), self.sequence(question)
        known = {str(number) for number in range(1, len(things) + 1)}
        if not (given.keys() <= set(things) and set(given.values()) <= known):
            raise ValueError("not offered")
        return parts.join({id_: (given[id_],) for id_ in things if id_ in given})

    def shown(self, question: Question, value: Value, language: Language) -> Shown:
        """One field for each thing."""
        given = parts.first(value)
        return {
            id_: (given[id_],) if id_ in given else ()
            for id_ in self.sequence(question)
        }

    def mark(self, question: Question, value: Value) -> Fraction:
        """Give (L - 1)/(n - 1) for the longest ordered run L of n things.

        A run is what remains in the right order when other things are taken out: the
        longest increasing subsequence, so that one thing out of place
        costs one step however far it went. What has no position, and all but one of
        those that share a position, are in no run: leaving out or doubling never
        earns more than a whole order would. Under ALL, all or nothing.
        """
        run, number = len(self.run(question, value)), len(self.sequence(question))
        if run == number:
            return EVERYTHING
        if run < 1 or number < 2 or _content(question).marking is Marking.ALL:
            return NOTHING
        return Fraction(run - 1, number - 1)

    def run(self, question: Question, value: Value) -> tuple[str, ...]:
        """Return the things of a longest ordered run, in order."""
        positions = _positions(value)
        placed = [id_ for id_ in self.sequence(question) if id_ in positions]
        run = longest_run([positions[id_] for id_ in placed])
        return tuple(placed[place] for place in run)

    def key(self, question: Question) -> Value:
        """The author's order."""
        things = self.sequence(question)
        return parts.join({id_: (str(n),) for n, id_ in enumerate(things, start=1)})

    def is_complete(self, question: Question, value: Value) -> bool:
        """Every thing has a position of its own."""
        positions, things = _positions(value), self.sequence(question)
        return len({positions.get(id_, 0) for id_ in things} - {0}) == len(things)

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """The position each thing was given."""
        given = parts.first(value)
        return tuple(
            Response(
                part=id_,
                id=given.get(id_, ""),
                credit=EVERYTHING if given.get(id_) == str(number) else NOTHING,
            )
            for number, id_ in enumerate(self.sequence(question), start=1)
        )

    def label(self, question: Question, part: str, id_: str) -> Text | str:
        """The position; with the id "", the words of the thing."""
        return id_ or name_of(self.options(question), part)

    def arranged(self, value: Value, shown: Sequence[str]) -> Sequence[str]:
        """Return the things in the order that was answered, or as ``shown``.

        As shown until each has a position of its own.
        """
        positions = _positions(value)
        whole = len({positions.get(id_, 0) for id_ in shown} - {0}) == len(shown)
        return self.placed(value, shown) if whole else shown

    def placed(self, value: Value, shown: Sequence[str]) -> Sequence[str]:
        """Return the things by their positions; those without one are the last."""
        positions = _positions(value)
        return sorted(shown, key=lambda id_: positions.get(id_, len(shown) + 1))


def longest_run(positions: Sequence[int]) -> tuple[int, ...]:
    """Return the places of a longest strictly increasing subsequence.

    ``ends[n]`` is the place where the best run of n + 1 ends so far: the one that ends
    lowest. Takes n log n steps (Fredman 1975).
    """
    ends: list[int] = []
    before: list[int] = []
    for place, position in enumerate(positions):
        at = bisect_left(ends, position, key=lambda end: positions[end])
        before.append(ends[at - 1] if at else -1)
        ends[at : at + 1] = [place]
    run, place = [], ends[-1] if ends else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return tuple(reversed(run))


def _positions(value: Value) -> Mapping[str, int]:
    given = parts.first(value).items()
    return {id_: int(number) for id_, number in given if number.isdecimal()}


def _content(question: Question) -> Ordering:
    assert isinstance(question.content, Ordering)
    return question.content
