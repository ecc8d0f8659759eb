"""Two markers who do not know of each other: blind, agreed or decided."""

from fractions import Fraction

import pytest
from sqlalchemy import select

from lms.content.asking import ByHand
from lms.foundation.database import session
from lms.quizzes.errors import ReasonNeeded
from lms.quizzes.models import Regrade
from lms.quizzes.rounds import Round, Stage, stamp_of, visible
from lms.quizzes.services.marking_by_hand import Marked
from lms.quizzes.states import State
from tests.factories.attempts import attempts
from tests.factories.marking import (
    FAIR,
    GOOD,
    ONE,
    POOR,
    TWO,
    make_answered,
    make_marker,
    mark,
    marks_of,
    points_of,
    publish_essay,
    stages,
)


def regrades():
    return list(session.scalars(select(Regrade).order_by(Regrade.id)))


def test_the_second_marker_sees_nothing_before_their_own_mark(inside):
    publish_essay(by_hand=TWO)
    ana, ines, luz = make_answered(), make_marker("Inés"), make_marker("Luz")
    assert mark(ana, ines, GOOD, "De Inés.") == Marked(Stage.WAITS)
    assert stages(ana, ines, luz) == [Stage.WAITS, Stage.SECOND]
    assert visible(marks_of(ana), luz) == {}
    assert set(visible(marks_of(ana), ines)) == {Round.FIRST}
    before = stamp_of(marks_of(ana), luz)
    mark(ana, ines, FAIR, "Mejor pensado.")
    assert stamp_of(marks_of(ana), luz) == before  # not even that it changed
    assert attempts(ana)[0].state is State.SUBMITTED


def test_the_second_marker_must_be_another_person(inside):
    publish_essay(by_hand=TWO)
    ana, ines = make_answered(), make_marker("Inés")
    mark(ana, ines, GOOD)
    assert mark(ana, ines, GOOD) == Marked(Stage.WAITS)
    assert set(marks_of(ana)) == {Round.FIRST}


def test_equal_marks_settle_themselves_and_both_comments_stay(inside, heard):
    publish_essay(by_hand=TWO)
    ana, ines, luz = make_answered(), make_marker("Inés"), make_marker("Luz")
    mark(ana, ines, FAIR, "De Inés.")
    other_way = {"norma": "algo", "caso": "si"}
    assert mark(ana, luz, other_way, "De Luz.") == ONE
    final = marks_of(ana)[Round.FINAL].judgement
    assert (final.mark, final.levels) == (Fraction(3, 4), FAIR)
    assert final.comment == "De Inés.\n\nDe Luz."
    assert (points_of(ana), len(heard)) == (4, 1)


def test_different_marks_wait_for_a_decision(inside, heard):
    publish_essay(by_hand=TWO)
    ana, ines, luz = make_answered(), make_marker("Inés"), make_marker("Luz")
    mark(ana, ines, GOOD, "De Inés.")
    assert mark(ana, luz, POOR, "De Luz.") == Marked(Stage.DIFFER)
    sol = make_marker("Sol")
    assert stages(ana, ines, luz, sol) == [Stage.DIFFER] * 3
    assert set(visible(marks_of(ana), sol)) == {Round.FIRST, Round.SECOND}
    assert (attempts(ana)[0].state, heard) == (State.SUBMITTED, [])
    assert mark(ana, sol, FAIR, "Lo que acordamos.") == ONE
    assert (points_of(ana), len(heard)) == (4, 1)
    marks = marks_of(ana)
    assert [marks[name].marker_id for name in Round] == [ines, luz, sol]
    assert regrades() == []


def test_two_who_both_thought_to_be_first_are_first_and_second(inside):
    publish_essay(by_hand=TWO)
    ana, ines, luz = make_answered(), make_marker("Inés"), make_marker("Luz")
    sol = make_marker("Sol")
    stamps = {who: stamp_of({}, who) for who in (ines, luz, sol)}
    assert mark(ana, ines, GOOD, stamp=stamps[ines]) == Marked(Stage.WAITS)
    assert mark(ana, luz, POOR, stamp=stamps[luz]) == Marked(Stage.DIFFER)
    assert mark(ana, sol, FAIR, stamp=stamps[sol]) == Marked(Stage.DIFFER, clash=True)
    assert set(marks_of(ana)) == {Round.FIRST, Round.SECOND}


def test_what_two_settled_is_changed_with_a_reason_only(inside):
    publish_essay(by_hand=ByHand(second=True, together=True))
    ana, ines, luz = make_answered(), make_marker("Inés"), make_marker("Luz")
    mark(ana, ines, GOOD)
    mark(ana, luz, GOOD)
    for person in (ines, luz):
        with pytest.raises(ReasonNeeded):
            mark(ana, person, POOR)
    mark(ana, luz, POOR, reason="Releímos.")
    assert marks_of(ana)[Round.FINAL].judgement.levels == POOR
    assert marks_of(ana)[Round.SECOND].judgement.levels == GOOD
