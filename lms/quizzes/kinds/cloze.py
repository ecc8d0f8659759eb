"""Texts with gaps: each gap is a small question of another kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions.contents import Cloze, Gap
from lms.kernel.language import Language, Text

from . import parts
from .choice import Choosing, SingleChoice
from .face import NOTHING, Kind, Option, Response, Shown, Value
from .multiple import MultipleChoice
from .numerical import Number
from .short import ShortAnswer

Words = tuple[str, str]
"""A piece of a printed prompt: words, or the id of a gap; one of the two is empty."""

_KINDS: Mapping[str, SingleChoice | MultipleChoice | ShortAnswer | Number] = {
    "single": SingleChoice(),
    "multiple": MultipleChoice(),
    "short": ShortAnswer(),
    "numerical": Number(),
}


@dataclass(frozen=True, slots=True)
class GapKind:
    """A gap with its kind and itself as a question: what its part of a page needs."""

    gap: Gap
    kind: SingleChoice | MultipleChoice | ShortAnswer | Number
    question: Question

    @property
    def chooses(self) -> bool:
        return isinstance(self.kind, Choosing)


class GapText(Kind):
    """Each gap is marked by itself; its points say how much it weighs among them."""

    name = "cloze"
    inside = True
    asked = "lms/quizzes/kinds/cloze.html"
    reviewed = "lms/quizzes/kinds/cloze_reviewed.html"

    def options(self, question: Question) -> tuple[Option, ...]:
        """The choices of all gaps, each with ``gap.`` before its id."""
        return tuple(
            replace(option, id=f"{each.gap.id}.{option.id}")
            for each in gaps_of(question)
            for option in each.kind.options(each.question)
        )

    def is_shuffled(self, question: Question) -> bool:
        """Those of some gaps may be: see ``choices``."""
        return True

    def choices(
        self, each: GapKind, order: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        """Return a gap's choices in a person's order: the id here, the id in all."""
        start = f"{each.gap.id}."
        found = [id_ for id_ in order if id_.startswith(start)]
        if not each.kind.is_shuffled(each.question):
            written = each.kind.sequence(each.question)
            found = [f"{start}{id_}" for id_ in written]
        return tuple((id_.removeprefix(start), id_) for id_ in found)

    def feedback(self, question: Question) -> Mapping[str, Text]:
        """What is told about each gap; and, as ``gap.name``, about answers to it."""
        found: dict[str, Text] = {}
        for each in gaps_of(question):
            if each.gap.feedback:
                found[each.gap.id] = each.gap.feedback
            told = each.kind.feedback(each.question)
            found |= {f"{each.gap.id}.{name}": text for name, text in told.items()}
        return found

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """What its kind reads in each gap, in the order of the gaps."""
        given, gaps = parts.sent(values), gaps_of(question)
        if not given.keys() <= {each.gap.id for each in gaps}:
            raise ValueError("not offered")
        return parts.join(
            {
                each.gap.id: each.kind.read(
                    each.question,
                    [text for text in given.get(each.gap.id, ()) if text],
                    language,
                )
                for each in gaps
            }
        )

    def shown(self, question: Question, value: Value, language: Language) -> Shown:
        """One field for each gap."""
        return {
            each.gap.id: each.kind.shown(each.question, said, language)[""]
            for each, said in _answered(question, value)
        }

    def mark(self, question: Question, value: Value) -> Fraction:
        """Give the mean of the gaps' marks, weighed by their points."""
        answered = list(_answered(question, value))
        earned = sum(
            (e.kind.mark(e.question, said) * e.gap.points for e, said in answered),
            NOTHING,
        )
        return earned / (sum(each.gap.points for each, _ in answered) or 1)

    def key(self, question: Question) -> Value:
        """The key of every gap."""
        return parts.join(
            {each.gap.id: each.kind.key(each.question) for each in gaps_of(question)}
        )

    def is_complete(self, question: Question, value: Value) -> bool:
        """Every gap is complete."""
        return all(
            each.kind.is_complete(each.question, said)
            for each, said in _answered(question, value)
        )

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """What its kind tells of each gap."""
        return tuple(
            replace(response, part=each.gap.id)
            for each, said in _answered(question, value)
            for response in each.kind.responses(each.question, said)
        )

    def label(self, question: Question, part: str, id_: str) -> Text | str:
        """What its kind says of the gap; with the id "", the name of the gap."""
        for each in gaps_of(question):
            if each.gap.id == part and id_:
                return each.kind.label(each.question, "", id_)
        return part

    def given(self, value: Value) -> Mapping[str, Value]:
        """Return what was answered in each gap."""
        return parts.split(value)

    def running(
        self, question: Question, prompt: Iterable[Words]
    ) -> Iterator[tuple[str, GapKind | None, str]]:
        """Yield a printed prompt as it runs: words, or a gap with the signs behind it.

        A gap stands where the text names it first; one that the text does not name
        follows at the end, so that it can be answered all the same. A comma or a full
        stop belongs to the gap before it: no line begins with it.
        """
        left = {each.gap.id: each for each in gaps_of(question)}
        last: GapKind | None = None
        for words, gap_id in prompt:
            at = _signs(words) if last else 0
            if last:
                yield words[:0], last, words[:at]
            if words[at:]:
                yield words[at:], None, ""
            last = left.pop(gap_id, None)
        for each in filter(None, (last, *left.values())):
            yield "", each, ""


def _signs(words: str) -> int:
    """Count the signs at the beginning that end what stands before them."""
    return len(words) - len(words.lstrip(".,;:!?)»”…"))


def gaps_of(question: Question) -> tuple[GapKind, ...]:
    """Return the gaps, each as a question of its own."""
    assert isinstance(question.content, Cloze)
    return tuple(
        GapKind(
            gap,
            _KINDS[gap.kind],
            Question(id=gap.id, kind=gap.kind, prompt={}, content=gap.content),
        )
        for gap in question.content.gaps
    )


def _answered(question: Question, value: Value) -> list[tuple[GapKind, Value]]:
    given = parts.split(value)
    return [(each, given.get(each.gap.id, ())) for each in gaps_of(question)]
