"""Answers that people mark, and the people who mark them, for tests."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lms.content.asking import ByHand
from lms.foundation.work import atomic
from lms.people.roles import Role
from lms.quizzes.queries import waiting
from lms.quizzes.rounds import Judgement, Marks, Stage, stage_of, stamp_of
from lms.quizzes.services.marking_by_hand import Marked, Marking, give_mark
from tests.factories.attempts import RIGHT, attempts, edition_of, publish_quiz, singles
from tests.factories.attempts import submit as hand_in
from tests.factories.people import make_member
from tests.factories.questions import make_question
from tests.factories.quizzes import ACTIVITY, Learner, make_learner

TEXT = ("Los hechos caen bajo la Convención de 1948.",)
GOOD = {"norma": "si", "caso": "si"}
FAIR = {"norma": "si", "caso": "algo"}
POOR = {"norma": "algo", "caso": "no"}
ONE = Marked(Stage.SETTLED)
"""What is said of a mark where one person marks."""
TWO = ByHand(second=True)
"""The rule that two people mark."""


def publish_essay(**rules: Any) -> None:
    """A quiz of one point that marks itself and of four for a person, by a rubric."""
    publish_quiz(*singles("uno"), make_question("essay", "ensayo", points=4), **rules)


def make_marker(name: str, **more: Any) -> int:
    """An instructor of the course; return the member's id."""
    return make_member(name, roles={Role.INSTRUCTOR: "curso"}, **more).id


def make_answered(**member: Any) -> Learner:
    """Somebody who has handed in an attempt with a text to be read."""
    learner = make_learner(**member)
    hand_in(learner, uno=RIGHT, ensayo=TEXT)
    return learner


def marks_of(learner: Learner, question_id: str = "ensayo") -> Marks:
    """What people gave to somebody's text so far."""
    return waiting.read_given(attempts(learner)[-1].id, question_id)


def stages(learner: Learner, *people: int) -> list[Stage]:
    """How far the marking of somebody's text is, as each of these sees it."""
    return [stage_of(marks_of(learner), person) for person in people]


def points_of(learner: Learner) -> Fraction | None:
    """The points of somebody's last attempt."""
    return attempts(learner)[-1].points


def judged(levels: Mapping[str, str], comment: str = "") -> Judgement:
    """What a marker thinks, by the rubric of ``make_question("essay")``."""
    points = {"no": 0, "algo": 1, "si": 2}
    earned = sum(points[level] for level in levels.values())
    return Judgement(mark=Fraction(earned, 4), levels=levels, comment=comment)


def mark(
    learner: Learner,
    marker_id: int,
    levels: Mapping[str, str],
    comment: str = "",
    *,
    stamp: str | None = None,
    reason: str = "",
    question_id: str = "ensayo",
) -> Marked:
    """Mark somebody's text, by default with a form that was opened just now."""
    if stamp is None:
        stamp = stamp_of(marks_of(learner, question_id), marker_id)
    marking = Marking(
        edition_id=edition_of(learner),
        activity_id=ACTIVITY,
        attempt_id=attempts(learner)[-1].id,
        question_id=question_id,
        marker_id=marker_id,
        stamp=stamp,
        reason=reason,
    )
    with atomic():
        return give_mark(marking=marking, judgement=judged(levels, comment))
