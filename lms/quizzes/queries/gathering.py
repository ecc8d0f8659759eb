"""Reading many attempts at once, for the analysis of a quiz: counted, without names."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, select

from lms.content.asking import Question
from lms.enrolment.models import Enrolment
from lms.foundation.database import AnySelect, session
from lms.quizzes import marking
from lms.quizzes.kinds.face import Response, Value
from lms.quizzes.models import Answer, Attempt
from lms.quizzes.states import WAITING, State
from lms.quizzes.statistics.answers import Given
from lms.quizzes.statistics.sums import Sitting

from .quizzes import get_quiz
from .used import Item, Used

ENDED = (*WAITING, State.MARKED)
"""The states of an attempt that was finished and counts."""

NOTHING = "[]"
"""An empty answer as it is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """Which attempts are looked at: those at a quiz in an edition.

    Of each learner the first one that was finished, or ``every`` one; of all releases,
    or of those begun on one.
    """

    edition_id: int
    activity_id: str
    every: bool = False
    release_id: int | None = None


def _counters() -> dict[Item, Counter[Any]]:
    return defaultdict(Counter)


@dataclass(slots=True)
class Gathered:
    """What the attempts of a sample say.

    ``results`` counts the shares of all points that were earned, ``passed`` how many
    reached the pass mark of their release; ``waiting`` attempts have no final points
    yet and are left out. ``asked`` counts, for each question, the attempts that had it
    by their result; ``answered`` tells what was answered, ``seconds`` how long it took.
    """

    questions: dict[Item, Question] = field(default_factory=dict)
    sittings: list[Sitting] = field(default_factory=list)
    results: Counter[Fraction] = field(default_factory=Counter)
    passed: int = 0
    waiting: int = 0
    asked: dict[Item, Counter[Fraction]] = field(default_factory=_counters)
    answered: dict[Item, list[Given]] = field(default_factory=lambda: defaultdict(list))
    seconds: dict[Item, Counter[int]] = field(default_factory=_counters)


def gather(sample: Sample) -> Gathered:
    """Return what the attempts of a sample say, in three statements however many.

    A question that was marked anew counts as the version whose key was used.
    """
    gatherer = _Gatherer(sample)
    gatherer.read_attempts()
    if gatherer.found.results:
        gatherer.found.questions = gatherer.used.questions
        gatherer.read_old_ones()
        gatherer.read_answers()
        gatherer.read_times()
    return gatherer.found


class _Gatherer:
    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.found = Gathered()
        self.used = Used(sample.activity_id)
        self.marks: dict[str, Fraction] = {}
        self.old = False
        self.said: dict[tuple[Item, str], tuple[Response, ...]] = {}

    def read_attempts(self) -> None:
        """Read what was earned; attempts that came out the same are one."""
        rows = session.execute(
            _of(
                self.sample,
                Attempt.state,
                Attempt.release_id,
                Attempt.marked_with_id,
                cast(Attempt.paper, String),
                Attempt.points_num,
                Attempt.points_den,
                Attempt.out_of,
                cast(Attempt.marks, String),
            )
        )
        alike: Counter[tuple[Any, ...]] = Counter()
        for (state, *line, marks), times in Counter(map(tuple, rows)).items():
            if state == State.MARKED:
                place = tuple(line)
                alike[place] += times
                self._earned(place, json.loads(marks), times)
            else:
                self.found.waiting += times
        for place, times in alike.items():
            self._asked(place, times)

    def _earned(
        self, place: tuple[Any, ...], marks: Mapping[str, str], times: int
    ) -> None:
        release_id, key_id, paper, *_, out_of = place
        items = self.used.items(release_id, key_id, paper)
        earned = {items[id_]: self._mark(marks[id_]) for id_ in marks if id_ in items}
        if earned:
            self.found.sittings.append(Sitting(earned, times))
        elif out_of:
            self.old = True

    def _asked(self, place: tuple[Any, ...], times: int) -> None:
        release_id, key_id, paper, num, den, out_of = place
        share = _share(num, den, out_of)
        pass_mark = get_quiz(release_id, self.sample.activity_id).pass_mark
        self.found.results[share] += times
        if marking.passes(share, 1, pass_mark):
            self.found.passed += times
        for item in self.used.items(release_id, key_id, paper).values():
            self.found.asked[item][share] += times

    def read_old_ones(self) -> None:
        """Work out the marks of attempts from before marks were kept one by one."""
        if not self.old:
            return
        given: dict[tuple[int, int, int | None, str], dict[str, Value]]
        given = defaultdict(dict)
        for *place, id_, said in session.execute(
            _of(
                self.sample,
                Attempt.id,
                Attempt.release_id,
                Attempt.marked_with_id,
                cast(Attempt.paper, String),
                Answer.question_id,
                cast(Answer.value, String),
            )
            .outerjoin(Answer, Answer.attempt_id == Attempt.id)
            .where(Attempt.state == State.MARKED, cast(Attempt.marks, String) == "{}")
        ):
            given[*place] |= {id_: tuple(json.loads(said))} if id_ else {}
        for (_, *place), answers in given.items():
            items = self.used.items(*place)
            asked = {id_: self.found.questions[item] for id_, item in items.items()}
            marks = marking.mark_all(asked.values(), answers)
            earned = {items[id_]: mark for id_, mark in marks.items()}
            self.found.sittings.append(Sitting(earned))

    def _mark(self, kept: str) -> Fraction:
        if kept not in self.marks:
            self.marks[kept] = Fraction(kept)
        return self.marks[kept]

    def read_answers(self) -> None:
        """Read what was answered, as often as attempts with one result gave it."""
        value = _value(self._texts())
        group = (
            Answer.question_id,
            value,
            Attempt.release_id,
            Attempt.marked_with_id,
            Attempt.points_num,
            Attempt.points_den,
            Attempt.out_of,
        )
        rows = session.execute(
            _of(self.sample, *group, func.count())
            .join(Answer, Answer.attempt_id == Attempt.id)
            .where(Attempt.state == State.MARKED)
            .group_by(*group)
        )
        done: dict[Item, Counter[Fraction]] = defaultdict(Counter)
        for id_, said, release_id, key_id, num, den, out_of, times in rows:
            item = self.used.of(release_id, key_id).get(id_)
            if item is not None and item in self.found.asked:
                score = _share(num, den, out_of)
                done[item][score] += times
                self._count(item, said, score, times)
        for item, asked in self.found.asked.items():
            for score, times in (asked - done[item]).items():
                self._count(item, NOTHING, score, times)

    def _count(self, item: Item, said: str, score: Fraction, times: int) -> None:
        question = self.found.questions[item]
        key = item, said
        if key not in self.said:
            value = tuple(json.loads(said))
            self.said[key] = marking.kind_of(question).responses(question, value)
        self.found.answered[item].extend(
            Given(each.part, each.id, each.credit, score, times)
            for each in self.said[key]
        )

    def read_times(self) -> None:
        """Read how long answers took; what was not measured is left out."""
        group = (
            Answer.question_id,
            Attempt.release_id,
            Attempt.marked_with_id,
            Answer.seconds,
        )
        rows = session.execute(
            _of(self.sample, *group, func.count())
            .join(Answer, Answer.attempt_id == Attempt.id)
            .where(Attempt.state == State.MARKED, Answer.seconds > 0)
            .group_by(*group)
        )
        for id_, release_id, key_id, seconds, times in rows:
            item = self.used.of(release_id, key_id).get(id_)
            if item is not None:
                self.found.seconds[item][seconds] += times

    def _texts(self) -> set[str]:
        """The questions whose answers are long texts: only that there is one counts."""
        return {
            id_
            for (id_, _), question in self.found.questions.items()
            for kind in [marking.kind_of(question)]
            if (kind.by_hand or kind.unmarked) and not kind.options(question)
        }


def _share(num: int, den: int, out_of: int) -> Fraction:
    """The share of all points; everything where there was nothing to earn."""
    return Fraction(num, den * out_of) if out_of else Fraction(1)


def _value(texts: set[str]) -> ColumnElement[str]:
    said = cast(Answer.value, String)
    if not texts:
        return said
    long = and_(Answer.question_id.in_(sorted(texts)), said != NOTHING)
    return case((long, '["…"]'), else_=said)


def _of(sample: Sample, *columns: Any) -> AnySelect:
    """Select from the attempts of a sample."""
    wanted = [
        Enrolment.edition_id == sample.edition_id,
        Attempt.activity_id == sample.activity_id,
        Attempt.state.in_(ENDED),
    ]
    statement = (
        select(*columns)
        .select_from(Attempt)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(*wanted)
    )
    if sample.release_id is not None:
        statement = statement.where(Attempt.release_id == sample.release_id)
    if sample.every:
        return statement
    first = (
        select(Attempt.enrolment_id, func.min(Attempt.number).label("number"))
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(*wanted)
        .group_by(Attempt.enrolment_id)
        .subquery()
    )
    return statement.join(
        first,
        and_(
            first.c.enrolment_id == Attempt.enrolment_id,
            first.c.number == Attempt.number,
        ),
    )
