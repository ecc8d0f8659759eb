"""The world around a learner at a quiz: its staff, its clock, and what is always so.

To be driven by hypothesis: see ``test_machine``.
"""

import pytest
import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import delete

from lms.content.asking import Review, When
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.quizzes import queries, services
from lms.quizzes.events import AttemptMarked, AttemptSubmitted
from lms.quizzes.models import Answer, Attempt, Mark
from lms.quizzes.states import TABLE, State
from tests.factories.attempts import (
    mark_by_hand,
    minutes,
    needs,
    publish_quiz,
    schedule,
    singles,
)
from tests.factories.questions import make_question
from tests.factories.quizzes import ACTIVITY, make_learner

from .model import ESSAY, Expected
from .timing import NOON, Watch, at

QUESTIONS = ("uno", "dos", "tres")
QUIZZES = (
    {},
    {"attempts": 2, "layout": "one", "forward_only": True},
    {"time_limit": 10, "grace": 30},
    {"time_limit": 10, "grace": 0, "on_expiry": "abandon", "attempts": 3},
    {"time_limit": 10, "grace": 0, "essay": True},
    {"time_limit": 20, "review": Review(answers=When.DURING), "essay": True},
)
NEXT = {
    state: {state, *(after for after in acts.values() if after)}
    for state, acts in TABLE.items()
}
NEXT[State.STARTED].add(State.MARKED)  # where nobody has to mark, at once


class World(RuleBasedStateMachine):
    """One learner at one quiz, the staff and the time that passes."""

    published: set[int]
    events: list[AttemptSubmitted | AttemptMarked]

    def __init__(self):
        super().__init__()
        self.travel = time_machine.travel(NOON, tick=False)
        self.watch = Watch(self.travel.start())
        self.windows = {}
        self.last = None
        self.states = {}
        self.events.clear()

    def teardown(self):
        self.travel.stop()
        with atomic():
            for table in (Answer, Mark, Attempt):
                session.execute(delete(table))

    @initialize(
        kind=st.integers(0, len(QUIZZES) - 1),
        closes=st.sampled_from([None, None, 15]),
        extra=st.sampled_from([0, 50]),
        more=st.sampled_from([0, 1]),
        pauses=st.sampled_from([0, 5]),
    )
    def enrol(self, kind, closes, extra, more, pauses):
        rules, course = dict(QUIZZES[kind]), f"curso-{kind}"
        essay = rules.pop("essay", False)
        if kind not in self.published:
            items = [*singles(*QUESTIONS), *[make_question("essay", ESSAY)] * essay]
            publish_quiz(*items, course_id=course, **rules)
            self.published.add(kind)
        self.ana = make_learner(course)
        needs(self.ana, extra_time=extra, extra_attempts=more, pause_minutes=pauses)
        schedule(self.ana, closes_at=at(closes) if closes else None)
        self.world = Expected(
            questions=QUESTIONS,
            essay=essay,
            rules=rules,
            closes_at=at(closes) if closes else None,
            extra_time=extra,
            extra_attempts=more,
            pause_minutes=pauses if "time_limit" in rules else 0,
        )

    def do(self, act, failure=None, **named):
        """Act in a unit of work; it fails exactly as expected, or not at all."""
        if failure:
            with pytest.raises(failure), atomic():
                act(**named)
            return None
        with atomic():
            return act(**named)

    @property
    def taking(self):
        """The newest attempt, or the first one."""
        return self.ana.taking(len(self.world.papers) or 1)

    # Time and the staff

    @rule(seconds=st.sampled_from([1, 20, 31, 120, 300, 620]))
    def time_passes(self, seconds):
        self.watch.go(0, seconds)

    @rule()
    def the_sweep_comes(self):
        assert services.expire_overdue() == self.world.sweep(now())

    @rule()
    def the_learner_comes_by(self):
        ended = self.do(
            services.expire_if_due,
            enrolment_id=self.ana.enrolment_id,
            activity_id=ACTIVITY,
        )
        assert ended == self.world.sweep(now())

    @rule(closes=st.none() | st.integers(0, 20))
    def the_closing_is_moved(self, closes):
        closes_at = None if closes is None else now() + minutes(closes)
        schedule(self.ana, closes_at=closes_at)
        self.world.close(closes_at, now())

    @rule(right=st.booleans())
    @precondition(lambda self: self.world.waiting)
    def somebody_marks(self, right):
        number = self.world.waiting[0]
        attempt_id = self.line(number).id
        assert mark_by_hand(attempt_id, ESSAY, int(right), 1, self.ana.member_id)
        paper = self.world.papers[number - 1]
        paper.state, paper.right_essay = State.MARKED, right

    # What is always so

    def line(self, number):
        return queries.get_attempt(self.ana.enrolment_id, ACTIVITY, number)

    @invariant()
    def what_is_kept_is_what_the_learner_expects(self):
        lines = queries.list_all_attempts(self.ana.enrolment_id, ACTIVITY)[::-1]
        assert [line.number for line in lines] == [
            number + 1 for number in range(len(self.world.papers))
        ]
        assert [line.is_open for line in lines[:-1]] == [False] * len(lines[:-1])
        for line, paper in zip(lines, self.world.papers, strict=True):
            known = queries.read_answers(line.id)
            assert {k: v.value for k, v in known.items()} == paper.answers
            assert {k: v.version for k, v in known.items()} == paper.versions
            assert (line.state, line.place) == (paper.state, paper.place)
            assert line.ended_by_clock == paper.by_clock
            if not line.is_open:
                assert line.points == paper.points
                assert 0 <= line.points <= line.out_of

    @invariant()
    def no_state_goes_back(self):
        lines = queries.list_all_attempts(self.ana.enrolment_id, ACTIVITY)
        for line in lines:
            before = self.states.get(line.number, State.STARTED)
            assert line.state in NEXT[before]
            self.states[line.number] = line.state

    @invariant()
    def every_end_is_told_once(self):
        lines = queries.list_all_attempts(self.ana.enrolment_id, ACTIVITY)
        told = [(type(event), event.attempt_id) for event in self.events]
        assert len(told) == len(set(told))
        counts = (State.SUBMITTED, State.EXPIRED, State.MARKED)
        assert set(told) == {
            *((AttemptSubmitted, x.id) for x in lines if x.state in counts),
            *((AttemptMarked, x.id) for x in lines if x.is_marked),
        }
