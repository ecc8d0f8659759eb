"""One marker or two, blind, agreed or decided; and what may be changed afterwards."""

from fractions import Fraction

import pytest
from sqlalchemy import func, select

from lms.content.asking import ByHand
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.quizzes import services
from lms.quizzes.errors import AnswerNotFound, NobodyMarksThemselves, ReasonNeeded
from lms.quizzes.events import AttemptMarked
from lms.quizzes.models import Mark, Regrade
from lms.quizzes.queries import waiting
from lms.quizzes.queries.reviewed import read_reviewed
from lms.quizzes.rounds import Round, Stage, stamp_of
from lms.quizzes.services.marking_by_hand import Marked
from lms.quizzes.states import State
from tests.factories.attempts import attempts, begin, edition_of, save
from tests.factories.marking import (
    FAIR,
    GOOD,
    ONE,
    POOR,
    make_answered,
    make_marker,
    mark,
    marks_of,
    points_of,
    publish_essay,
)
from tests.factories.people import make_member
from tests.factories.quizzes import ACTIVITY, make_learner


def told_of(learner):
    """What somebody is told of what people marked, by question."""
    return read_reviewed(attempts(learner)[0].id).marks


def regrades():
    return list(session.scalars(select(Regrade).order_by(Regrade.id)))


# One marker


def test_one_marker_is_enough_and_the_learner_is_told(inside, heard):
    publish_essay()
    ana, ines = make_answered(), make_marker("Inés")
    assert told_of(ana) == {}
    assert mark(ana, ines, FAIR, "Falta *aplicarla*.") == ONE
    [line] = attempts(ana)
    assert (line.state, line.points) == (State.MARKED, 1 + 3)
    assert [(event.percent, event.passed) for event in heard] == [(80, True)]
    told = told_of(ana)["ensayo"]
    assert (told.mark, told.levels) == (Fraction(3, 4), FAIR)
    assert told.html == "<p>Falta <em>aplicarla</em>.</p>\n"
    assert set(marks_of(ana)) == {Round.FIRST, Round.FINAL}


def test_a_comment_is_made_safe_when_it_is_shown(inside):
    publish_essay()
    ana, ines = make_answered(), make_marker("Inés")
    mark(ana, ines, FAIR, "<script>alert(1)</script>[x](javascript:alert(1))")
    told = told_of(ana)["ensayo"]
    assert "<script" not in told.html
    assert "javascript:" not in told.html or "<a" not in told.html


def test_a_mark_given_twice_by_a_double_click_is_one(inside, heard):
    publish_essay()
    ana, ines = make_answered(), make_marker("Inés")
    stamp = stamp_of({}, ines)
    assert mark(ana, ines, FAIR, stamp=stamp) == ONE
    again = mark(ana, ines, FAIR, stamp=stamp)
    assert again == Marked(Stage.SETTLED, clash=True)
    assert len(heard) == 1
    assert session.scalar(select(func.count(Mark.id))) == 2


def test_the_later_of_two_markers_is_told_and_nothing_is_written_over(inside):
    publish_essay()
    ana, ines, luz = make_answered(), make_marker("Inés"), make_marker("Luz")
    stamps = [stamp_of(marks_of(ana), person) for person in (ines, luz)]
    assert mark(ana, ines, GOOD, "De Inés.", stamp=stamps[0]) == ONE
    assert mark(ana, luz, POOR, "De Luz.", stamp=stamps[1]) == Marked(
        Stage.SETTLED, clash=True
    )
    assert marks_of(ana)[Round.FINAL].judgement.comment == "De Inés."
    assert points_of(ana) == 5
    # Who insists says why, and both texts are kept.
    assert mark(ana, luz, POOR, "De Luz.", reason="Leímos juntas.") == ONE
    assert points_of(ana) == 2
    assert marks_of(ana)[Round.FIRST].judgement.comment == "De Inés."
    assert marks_of(ana)[Round.FINAL].judgement.comment == "De Luz."
    [record] = regrades()
    assert record.reason == "Leímos juntas."
    assert [each["comment"] for each in record.changes[0]["marks"]] == [
        "De Inés.",
        "De Luz.",
    ]


def test_a_mark_the_learner_knows_is_changed_with_a_reason_only(inside, heard):
    publish_essay()
    ana, ines = make_answered(), make_marker("Inés")
    mark(ana, ines, POOR, "Poco.")
    with pytest.raises(ReasonNeeded):
        mark(ana, ines, GOOD, "Mucho.")
    assert points_of(ana) == 2
    mark(ana, ines, GOOD, "Mucho.", reason="Leí mal la segunda página.")
    assert points_of(ana) == 5
    assert [(event.percent, event.passed) for event in heard] == [
        (40, False),
        (100, True),
    ]
    [record] = regrades()
    assert (record.by_id, record.activity_id) == (ines, ACTIVITY)
    [change] = record.changes
    assert (change["before"], change["after"]) == ("2/1", "5/1")
    assert change["marks"][0] == {"mark": "1/4", "levels": POOR, "comment": "Poco."}
    assert change["marker"] == ines


def test_saving_the_same_mark_again_changes_nothing_and_needs_no_reason(inside, heard):
    publish_essay()
    ana, ines = make_answered(), make_marker("Inés")
    mark(ana, ines, FAIR, "Bien.")
    assert mark(ana, ines, FAIR, "Bien.") == ONE
    assert (len(heard), regrades()) == (1, [])


def test_ones_own_mark_that_nobody_knows_yet_is_changed_freely(inside):
    publish_essay(by_hand=ByHand(together=True))
    ana, ines, luz = make_answered(), make_marker("Inés"), make_marker("Luz")
    mark(ana, ines, POOR)
    assert mark(ana, ines, GOOD) == ONE
    assert regrades() == []
    assert marks_of(ana)[Round.FIRST].judgement.levels == GOOD
    with pytest.raises(ReasonNeeded):
        mark(ana, luz, FAIR)
    mark(ana, luz, FAIR, reason="Lo hablamos.")
    with pytest.raises(ReasonNeeded):  # it is no longer hers alone
        mark(ana, ines, GOOD)
    assert len(regrades()) == 1


# Who and what


def test_nobody_marks_their_own_answer(inside):
    publish_essay()
    ana = make_answered()
    with pytest.raises(NobodyMarksThemselves):
        mark(ana, ana.member_id, GOOD)
    assert marks_of(ana) == {}


def test_what_does_not_wait_for_a_person_cannot_be_marked(inside):
    publish_essay()
    ana, ines = make_learner(), make_marker("Inés")
    save(ana, ensayo=("Un borrador todavía abierto.",))
    for question_id in ("ensayo", "uno", "nada"):
        with pytest.raises(AnswerNotFound):
            mark(ana, ines, GOOD, question_id=question_id)
    empty = make_learner()
    begin(empty)
    with atomic():
        services.submit(taking=empty.taking(), given=[], anyway=True)
    assert attempts(empty)[0].state is State.MARKED
    with pytest.raises(AnswerNotFound):
        mark(empty, ines, GOOD)


# Told together


def test_marks_told_together_are_told_when_it_is_said_and_then_at_once(inside, heard):
    publish_essay(by_hand=ByHand(together=True))
    ana, eva = make_answered(), make_answered()
    ines = make_marker("Inés")
    mark(ana, ines, GOOD, "Muy bien.")
    assert told_of(ana) == {}
    assert heard == []
    with atomic():
        told = services.release_marks(
            edition_id=edition_of(ana), activity_id=ACTIVITY, by_id=ines
        )
    assert (told, len(heard)) == (1, 1)
    assert told_of(ana)["ensayo"].comment == "Muy bien."
    assert waiting.find_released_at(edition_of(ana), ACTIVITY) is not None
    mark(eva, ines, FAIR)
    assert len(heard) == 2


def test_what_fails_leaves_no_mark_behind(inside, heard):
    publish_essay()
    ana, ines = make_answered(), make_marker("Inés")

    def fail(event):
        raise ZeroDivisionError

    inside.extensions["lms"].bus.listen(AttemptMarked, fail)
    with pytest.raises(ZeroDivisionError):
        mark(ana, ines, GOOD)
    assert marks_of(ana) == {}
    assert attempts(ana)[0].state is State.SUBMITTED


def test_who_left_has_marked_all_the_same(inside):
    publish_essay()
    ana, ines = make_answered(), make_member("Inés")
    mark(ana, ines.id, GOOD)
    with atomic():
        ines.name = ""
    assert marks_of(ana)[Round.FINAL].marker == ""
