"""Puts a page of a quiz together from what is kept: reads, and writes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from lms.content.asking import Rules
from lms.quizzes import composing, grading, marking, policy, queries
from lms.quizzes.errors import AttemptNotFound
from lms.quizzes.kinds.face import Value
from lms.quizzes.lines import UNANSWERED, AttemptLine
from lms.quizzes.printed import PrintedQuestion
from lms.quizzes.queries.reviewed import Reviewed, read_reviewed
from lms.quizzes.sheet import get_sheet
from lms.quizzes.terms import Terms

from .correcting import with_correction
from .line import NOTHING, Line
from .outcome import Outcome, Total, outcome_of, shows_of
from .page import Group, QuizPage, Stage
from .timing import timing_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Whose page of which quiz: an attempt by its number, by default the newest; a
    page of it, counting from 0, by default the one that was reached. Who only reads
    (``is_reader``) sees every page, also where there is no way back. The quiz
    ``is_gone`` where the release somebody is on no longer has it."""

    enrolment_id: int
    activity_id: str
    release_id: int
    number: int | None
    page: int | None
    zone_id: str | None
    now: datetime
    is_reader: bool = False
    is_gone: bool = False


def get_page(wanted: Wanted, attempts: Sequence[AttemptLine]) -> QuizPage:
    """Return a page of a quiz. ``attempts`` are all of somebody's, the newest first.

    Raises ``AttemptNotFound`` for a number that is not one of theirs.
    """
    return _Maker(wanted, attempts).page()


class _Maker:
    def __init__(self, wanted: Wanted, attempts: Sequence[AttemptLine]) -> None:
        self.wanted = wanted
        self.attempts = attempts
        self.attempt = chosen = _chosen(attempts, wanted.number)
        self.release_id = chosen.release_id if chosen else wanted.release_id
        self.terms = queries.find_terms(
            wanted.enrolment_id, wanted.activity_id, self.release_id
        )
        self.sheet = get_sheet(self.release_id, wanted.activity_id)
        self.seed = (
            chosen.seed
            if chosen
            else marking.seed_of(wanted.enrolment_id, wanted.activity_id, 1)
        )
        self.parts = queries.get_parts(
            self.release_id,
            wanted.activity_id,
            self.seed,
            chosen.paper if chosen else None,
        )
        self.pages = composing.pages(self.parts, self.terms.rules.layout)
        self.shows = shows_of(self.terms, chosen, wanted.now) if chosen else NOTHING
        self.reviewed = self._reviewed()
        self.place = self._place()

    @property
    def is_open(self) -> bool:
        return self.attempt is not None and self.attempt.is_open

    def page(self) -> QuizPage:
        number = self.attempt.number if self.attempt else 1
        may_begin = self._may_begin()
        timing = None
        if self.attempt is not None and self.is_open:
            timing = timing_of(
                self.attempt, self.terms, self.wanted.now, self.wanted.zone_id
            )
        stage = self._stage(bool(may_begin), bool(timing and timing.stands))
        lines = list(self._lines())
        outcomes, total = self._outcomes()
        return QuizPage(
            stage=stage,
            sheet=self.sheet,
            terms=self.terms,
            attempt=self.attempt,
            number=number,
            lines=lines,
            groups=self._groups(stage, lines),
            page=self.place,
            pages=len(self.pages),
            timing=timing,
            may_begin=may_begin,
            shows=self.shows,
            outcome=next((each for each in outcomes if each.number == number), None),
            outcomes=outcomes,
            total=total,
            hand_marks=self.reviewed.marks,
            open_number=next((a.number for a in self.attempts[:1] if a.is_open), None),
            now=self.wanted.now,
        )

    def _place(self) -> int:
        place = self.attempt.place if self.attempt else 0
        asked = self.wanted.page
        free = self.wanted.is_reader or not self.terms.rules.forward_only
        if asked is not None and free:
            place = asked
        # Behind the last page of several stands the summary, once there is an attempt.
        last = len(self.pages) if self.attempt else len(self.pages) - 1
        return max(0, min(place, last if len(self.pages) > 1 else 0))

    def _stage(self, may_begin: bool, is_paused: bool) -> Stage:
        rules = self.terms.rules
        if self.attempt is None:
            waits = rules.time_limit is not None or rules.attempts is not None
            return Stage.START if waits or not may_begin else Stage.ASK
        if not self.is_open:
            return Stage.REVIEW
        if is_paused:
            return Stage.PAUSE
        return Stage.SUMMARY if self._is_behind_all else Stage.ASK

    @property
    def _is_behind_all(self) -> bool:
        return len(self.pages) > 1 and self.place == len(self.pages)

    def _may_begin(self) -> policy.MayBegin:
        """The next attempt is on the release somebody is on now."""
        wanted = self.wanted
        rules = queries.get_quiz(wanted.release_id, wanted.activity_id).rules
        terms = _with_rules(self.terms, rules)
        return policy.may_begin(
            terms, self.attempts, wanted.now, is_gone=wanted.is_gone
        )

    def _lines(self) -> Iterator[Line]:
        reviewed = self.reviewed
        asked = [
            (page, question)
            for page, parts in enumerate(self.pages)
            for question in composing.questions_of(parts)
        ]
        for number, (page, question) in enumerate(asked, start=1):
            printed = self.sheet.questions[question.id]
            saved = reviewed.answers.get(question.id, UNANSWERED)
            mark = self._mark(printed, saved.value)
            checked = self.is_open and mark is not None
            line = Line(
                question=printed,
                number=number,
                total=len(asked),
                order=printed.order(self.seed),
                value=saved.value,
                version=saved.version,
                mark=mark,
                page=page,
                stands=checked or self._is_behind(page),
                shows=self.shows if checked or not self.is_open else NOTHING,
            )
            yield with_correction(line, self.wanted.activity_id, reviewed.regrades)

    def _reviewed(self) -> Reviewed:
        """The answers; in a review, also what was done to them since."""
        attempt = self.attempt
        if attempt is None:
            return Reviewed()
        asked = composing.questions_of(self.parts)
        if attempt.is_regraded or (attempt.is_marked and marking.by_hand(asked)):
            return read_reviewed(attempt.id)
        return Reviewed(queries.read_answers(attempt.id))

    def _is_behind(self, page: int) -> bool:
        """Whether a page was left for good."""
        forward = self.terms.rules.forward_only and len(self.pages) > 1
        return forward and self.is_open and page < self.place

    def _mark(self, printed: PrintedQuestion, value: Value) -> Fraction | None:
        attempt, question = self.attempt, printed.question
        if attempt is None:
            return None
        mark = attempt.marks.get(question.id)
        if mark is None and attempt.is_marked and grading.marks_itself(question):
            # It ended before marks were kept question by question.
            return marking.mark(question, value)
        return mark

    def _groups(self, stage: Stage, lines: list[Line]) -> list[Group]:
        if stage is Stage.REVIEW:
            parts = self.parts
        elif stage is Stage.ASK:
            parts = self.pages[self.place]
        else:
            return []
        by_id = {line.id: line for line in lines}
        return [
            Group(
                self.sheet.section(part.section) if part.section else None,
                [by_id[question.id] for question in part.questions],
            )
            for part in parts
        ]

    def _outcomes(self) -> tuple[list[Outcome], Total | None]:
        wanted = self.wanted
        ended = [attempt for attempt in self.attempts if not attempt.is_open]
        if not ended:
            return [], None
        quizzes = {
            release_id: queries.get_quiz(release_id, wanted.activity_id)
            for release_id in {attempt.release_id for attempt in ended}
        }
        newest = quizzes[ended[0].release_id]
        result = grading.result(newest.rules.grade, ended)
        counted = result.counted if result else ()
        outcomes = [
            outcome_of(
                attempt,
                _with_rules(self.terms, quizzes[attempt.release_id].rules),
                quizzes[attempt.release_id].pass_mark,
                counted,
                wanted.now,
            )
            for attempt in ended
        ]
        reserved = any(each.reserved for each in outcomes if each.counts)
        if result is None or reserved:
            return outcomes, None
        return outcomes, Total(result.percent, result.passes(newest.pass_mark))


def _chosen(attempts: Sequence[AttemptLine], number: int | None) -> AttemptLine | None:
    if number is None:
        return next(iter(attempts), None)
    for attempt in attempts:
        if attempt.number == number:
            return attempt
    raise AttemptNotFound


def _with_rules(terms: Terms, rules: Rules) -> Terms:
    return terms if terms.rules is rules else replace(terms, rules=rules)
