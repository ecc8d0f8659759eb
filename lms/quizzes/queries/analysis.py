"""The analysis of a quiz: each of its questions, and the quiz as a whole."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select

from lms.content.asking import Question
from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.quizzes import marking
from lms.quizzes.models import Attempt
from lms.quizzes.statistics.answers import Choice, count
from lms.quizzes.statistics.figures import Figure
from lms.quizzes.statistics.indices import (
    discrimination,
    facility,
    mean,
    reliability,
    share,
    tenths,
)
from lms.quizzes.statistics.sums import Totals, add_up
from lms.quizzes.statistics.times import Quartiles, quartiles
from lms.quizzes.statistics.words import Ease, Power, Trust, ease, power, trust

from .gathering import ENDED, Gathered, Sample, gather
from .used import Item

TOLD = 3
"""How many must have typed the same before it is shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """What was answered in one part of a question; ``id`` is "" where it has no parts.

    ``others`` counts the attempts that typed what hardly anybody else did: what a
    single person typed may tell who it was.
    """

    id: str
    choices: tuple[Choice, ...]
    others: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemLine:
    """What attempts say about one question, in one version.

    ``n`` were asked it. A question that is worth nothing has neither ``facility`` nor
    ``discrimination``. ``seconds`` tells how long answering took.
    """

    question: Question
    digest: str
    n: int
    facility: Figure | None
    discrimination: Figure | None
    parts: tuple[Part, ...]
    seconds: Quartiles | None

    @property
    def ease(self) -> Ease | None:
        return ease(self.facility) if self.facility else None

    @property
    def power(self) -> Power | None:
        return power(self.discrimination) if self.discrimination else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """What the attempts of a sample say about a quiz.

    ``n`` of them are looked at, ``waiting`` more have no final points yet. ``results``
    are the quartiles of their shares of all points, ``tenths`` counts them from 0 % to
    10 % and so on; both are empty below the floors.
    """

    n: int
    waiting: int
    items: tuple[ItemLine, ...]
    results: Quartiles | None
    mean: Figure
    passed: Figure
    alpha: Figure
    tenths: tuple[int, ...]

    @property
    def trust(self) -> Trust | None:
        return trust(self.alpha)

    @property
    def has_versions(self) -> bool:
        """Whether some question is there in more than one version."""
        ids = [line.question.id for line in self.items]
        return len(ids) != len(set(ids))


def analyse(sample: Sample, order: Iterable[str]) -> Analysis:
    """Return the analysis of a sample; ``order`` is that of the questions by id.

    Questions that are no longer in the quiz come last.
    """
    found = gather(sample)
    worth = {item: question.points for item, question in found.questions.items()}
    totals = add_up(found.sittings, worth)
    n = found.results.total()
    places = {id_: place for place, id_ in enumerate(order)}
    lines = [_line(item, found, totals) for item in found.asked]
    lines.sort(key=lambda line: (places.get(line.question.id, len(places)), -line.n))
    return Analysis(
        n=n,
        waiting=found.waiting,
        items=tuple(lines),
        results=quartiles(found.results),
        mean=mean(found.results),
        passed=share(found.passed, n),
        alpha=reliability(totals),
        tenths=tenths(found.results),
    )


def _line(item: Item, found: Gathered, totals: Totals) -> ItemLine:
    question, asked = found.questions[item], found.asked[item]
    counted = count(found.answered[item], asked)
    is_marked = item in totals.items
    return ItemLine(
        question=question,
        digest=item[1],
        n=asked.total(),
        facility=facility(totals, item, question.points) if is_marked else None,
        discrimination=discrimination(totals, item) if is_marked else None,
        parts=tuple(_parts(question, counted)),
        seconds=quartiles(found.seconds[item]),
    )


def _parts(question: Question, counted: list[Choice]) -> Iterator[Part]:
    """The answers by part, in the order of the question."""
    if not counted:
        return
    kind = marking.kind_of(question)
    for part in dict.fromkeys(each.part for each in kind.responses(question, ())):
        found = {choice.id: choice for choice in counted if choice.part == part}
        if not part and kind.options(question):
            yield Part(part, tuple(_offered(question, found)))
            continue
        rare = [c for c in found.values() if c.n < TOLD and _is_typed(question, c)]
        told = [choice for choice in found.values() if choice not in rare]
        told.sort(key=lambda choice: (not choice.id, -choice.n, choice.id))
        yield Part(part, tuple(told), sum(choice.n for choice in rare))


def _offered(question: Question, found: Mapping[str, Choice]) -> Iterator[Choice]:
    """Every answer that is offered, also what nobody chose; then those who left it."""
    kind = marking.kind_of(question)
    nothing = None if any(c.low is None for c in found.values()) else Fraction(0)
    for option in kind.options(question):
        [alone] = kind.responses(question, (option.id,))
        yield found.get(option.id) or Choice(
            "", option.id, alone.credit, 0, Fraction(0), nothing, nothing
        )
    if "" in found:
        yield found[""]


def _is_typed(question: Question, choice: Choice) -> bool:
    """Whether an answer is what somebody wrote, and not one of those offered."""
    kind = marking.kind_of(question)
    if not choice.id or kind.options(question):
        return False
    return kind.label(question, choice.part, choice.id) == choice.id


def list_releases(edition_id: int, activity_id: str) -> dict[int, int]:
    """Return how many attempts at a quiz ended on each release, the newest first."""
    rows = session.execute(
        select(Attempt.release_id, func.count(Attempt.id))
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Enrolment.edition_id == edition_id,
            Attempt.activity_id == activity_id,
            Attempt.state.in_(ENDED),
        )
        .group_by(Attempt.release_id)
        .order_by(Attempt.release_id.desc())
    )
    return {row[0]: row[1] for row in rows}
