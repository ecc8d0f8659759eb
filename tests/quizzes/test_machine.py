"""Anything in any order: clicks, two windows, repeated requests, time passing.

A learner's expectations (``model``) are compared with what the real services leave in
the real database, after every step (``machine``).
"""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from lms.foundation.database import now
from lms.foundation.work import afterwards
from lms.quizzes import services
from lms.quizzes.errors import (
    AttemptClosed,
    AttemptExpired,
    AttemptNotFound,
    AttemptOpen,
    MayNotBegin,
    NoPauseLeft,
    NoWayBack,
)
from lms.quizzes.events import AttemptMarked, AttemptSubmitted
from lms.quizzes.services import Given
from tests.factories.quizzes import ACTIVITY

from .machine import QUESTIONS, World
from .model import ESSAY

VALUES = st.sampled_from([(), ("a",), ("b",), ("c",)])


class Learner(World):
    """What a learner does, with two windows."""

    @rule(window=st.sampled_from([0, 1]))
    def open_a_window(self, window):
        """It shows the newest attempt as it is now, and then grows old."""
        paper = self.world.newest
        self.windows[window] = (
            len(self.world.papers) or 1,
            dict(paper.versions) if paper else {},
            dict(paper.answers) if paper else {},
        )

    @rule(again=st.sampled_from([0, 0, 0, 1]))
    def begin(self, again):
        after = max(0, len(self.world.papers) - again)
        failure = None
        if after == len(self.world.papers):
            if self.world.is_open(now()):
                failure = AttemptOpen
            elif not self.world.may_begin(now()):
                failure = MayNotBegin
        self.do(
            services.begin,
            failure,
            enrolment_id=self.ana.enrolment_id,
            activity_id=ACTIVITY,
            release_id=self.ana.release_id,
            after=after,
        )
        if not failure:
            self.world.sweep(now())
            if after == len(self.world.papers):
                self.world.begin(now())

    @rule(
        window=st.sampled_from([0, 1]),
        question=st.sampled_from(QUESTIONS),
        value=VALUES,
        by_itself=st.booleans(),
    )
    @precondition(lambda self: self.windows)
    def save(self, window, question, value, by_itself):
        if window in self.windows:
            number, versions, answers = self.windows[window]
            shown = None if by_itself else answers.get(question, ())
            version = versions.get(question, 0)
            self.send(number, form_of(question, value, version=version, shown=shown))

    @rule(words=st.sampled_from(["Los hechos del caso.", "La norma y los hechos."]))
    @precondition(lambda self: self.world.essay and self.world.papers)
    def write(self, words):
        self.send(len(self.world.papers), form_of(ESSAY, (words,)))

    @rule()
    @precondition(lambda self: self.last)
    def send_again(self):
        self.send(*self.last)

    def send(self, number, form):
        self.last = (number, form)
        careful = form.shown is None
        failure, change, late = self.expect(number, form)
        saved = self.do(
            services.save_answers,
            failure,
            taking=self.ana.taking(number),
            given=[form],
            careful=careful,
        )
        if failure or (self.world.at(number) is None and not change):
            return
        paper = self.world.at(number) or self.world.begin(now())
        refused = change and (late or paper.refuses(form, careful=careful))
        assert saved.expired == late
        assert bool(saved.clashes) == refused
        if change and not refused:
            paper.keep(form, now())

    def expect(self, number, form):
        """Say how a form fares: the failure, does it say something new, is it late."""
        paper = self.world.at(number)
        if paper is None:
            change = bool(form.values)
            return self.world.refusal(now()) if change else None, change, False
        change = form.values not in (
            form.shown,
            paper.answers.get(form.question_id, ()),
        )
        if paper is self.world.newest:
            self.world.sweep(now())
        failure = change and not paper.is_open and not paper.by_clock
        return AttemptClosed if failure else None, change, paper.by_clock

    @rule(question=st.sampled_from(QUESTIONS), value=VALUES, anyway=st.booleans())
    def submit(self, question, value, anyway):
        failure = None if self.world.papers else self.world.refusal(now())
        form = form_of(question, value)
        handed = self.do(
            services.submit,
            failure,
            taking=self.taking,
            given=[form],
            anyway=anyway,
        )
        if failure:
            return
        paper = self.world.newest or self.world.begin(now())
        self.world.sweep(now())
        change = value != paper.answers.get(question, ())
        if not paper.is_open:
            assert handed.expired == paper.by_clock
            assert handed.dropped == (change and not paper.by_clock)
            assert bool(handed.clashes) == (change and paper.by_clock)
            return
        if change and not paper.refuses(form, careful=False):
            paper.keep(form, now())
        paper.go_on(now())
        assert handed.missing == (() if anyway else self.world.missing(paper))
        if not handed.missing:
            paper.end(by_clock=False)

    @rule(act=st.sampled_from(["pause", "resume"]))
    def rest(self, act):
        paper, late = self.world.newest, self.world.sweep(now())
        failure = None
        if paper is None:
            failure = AttemptNotFound
        elif not paper.is_open and not late:
            failure = AttemptExpired if paper.by_clock else AttemptClosed
        elif act == "pause" and not late and not paper.may_pause:
            failure = NoPauseLeft
        did = self.do(getattr(services, act), failure, taking=self.taking)
        if failure or late:
            assert not did
        elif act == "resume":
            paper.go_on(now())
        else:
            paper.paused_at = paper.paused_at or now()

    @rule(place=st.integers(0, 3), question=st.sampled_from(QUESTIONS), value=VALUES)
    @precondition(lambda self: self.world.papers)
    def turn_the_page(self, place, question, value):
        form = form_of(question, value)
        failure, change, late = self.expect(len(self.world.papers), form)
        paper = self.world.newest
        refused = change and (late or paper.refuses(form, careful=False))
        goes = paper.is_open and not refused
        if goes and self.world.forward_only and place < paper.place:
            failure = NoWayBack
        saved = self.do(
            services.go_to, failure, taking=self.taking, given=[form], place=place
        )
        if failure:
            return
        assert (saved.expired, bool(saved.clashes)) == (late, refused)
        if change and not refused:
            paper.keep(form, now())
        if goes:
            paper.place = self.world.reached(paper, place)
            paper.go_on(now())

    @rule(question=st.sampled_from(QUESTIONS))
    @precondition(lambda self: self.world.checks and self.world.papers)
    def check(self, question):
        paper = self.world.newest
        self.world.sweep(now())
        saved = self.do(
            services.check_answer, taking=self.taking, given=[], question_id=question
        )
        assert saved.expired == paper.by_clock
        assert saved.checked == (paper.is_open and bool(paper.answers.get(question)))
        if saved.checked:
            paper.checked.add(question)
            paper.go_on(now())


def form_of(question, value, **more):
    return Given(question_id=question, values=value, **more)


@pytest.fixture
def learner(inside):
    """The machine, with an ear to what is told and not taken back."""
    events = []
    for kind in (AttemptSubmitted, AttemptMarked):
        inside.extensions["lms"].bus.listen(
            kind, lambda event: afterwards(lambda: events.append(event))
        )
    return type("Learner", (Learner,), {"events": events, "published": set()})


def test_whatever_happens_nothing_is_lost_doubled_or_taken_back(learner):
    run_state_machine_as_test(
        learner, settings=settings(stateful_step_count=40, deadline=None)
    )
