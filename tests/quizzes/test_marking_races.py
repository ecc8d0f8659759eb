"""Several people at one answer at the same moment."""

import threading

import pytest
from sqlalchemy import func, select

from lms.content.asking import ByHand
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.quizzes import services
from lms.quizzes.events import AttemptMarked
from lms.quizzes.models import Mark
from lms.quizzes.rounds import Round, Stage
from tests.factories.attempts import attempts, edition_of
from tests.factories.marking import (
    GOOD,
    POOR,
    make_answered,
    make_marker,
    mark,
    marks_of,
    publish_essay,
)
from tests.factories.quizzes import ACTIVITY

pytestmark = pytest.mark.slow


def together(app, *acts):
    """Do all of it at once, each in a context of its own; return what came of it."""
    gate, found = threading.Barrier(len(acts)), []

    def run(act):
        gate.wait()
        with app.app_context():
            found.append(act())
            app.extensions["lms"].db.session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return found


@pytest.fixture
def heard(app):
    events = []
    app.extensions["lms"].bus.listen(AttemptMarked, events.append)
    return events


def test_of_many_who_are_first_one_is_and_the_others_are_told(app, heard):
    with app.app_context():
        publish_essay()
        ana = make_answered()
        people = [make_marker(f"Persona {n}") for n in range(6)]
    acts = [lambda who=who: mark(ana, who, GOOD, stamp="first") for who in people]
    found = together(app, *acts)
    assert sorted(each.clash for each in found) == [False] + [True] * 5
    assert len(heard) == 1
    with app.app_context():
        assert session.scalar(select(func.count(Mark.id))) == 2
        assert attempts(ana)[0].points == 5


def test_of_many_who_are_first_of_two_one_is_first_and_one_is_second(app, heard):
    with app.app_context():
        publish_essay(by_hand=ByHand(second=True))
        ana = make_answered()
        people = [make_marker(f"Persona {n}") for n in range(6)]
    levels = [GOOD, POOR] * 3
    acts = [
        lambda who=who, given=given: mark(ana, who, given, stamp="first")
        for who, given in zip(people, levels, strict=True)
    ]
    found = together(app, *acts)
    assert sum(not each.clash for each in found) == 2
    with app.app_context():
        marks = marks_of(ana)
        given = {marks[name].judgement.mark for name in (Round.FIRST, Round.SECOND)}
        assert marks[Round.FIRST].marker_id != marks[Round.SECOND].marker_id
        assert (Round.FINAL in marks) == (len(given) == 1)
        assert len(heard) == (1 if len(given) == 1 else 0)


def test_a_mark_given_while_all_are_told_is_told(app, heard):
    with app.app_context():
        publish_essay(by_hand=ByHand(together=True))
        ana, ines = make_answered(), make_marker("Inés")
        edition_id = edition_of(ana)

    def tell():
        with atomic():
            services.release_marks(
                edition_id=edition_id, activity_id=ACTIVITY, by_id=ines
            )

    together(app, lambda: mark(ana, ines, GOOD, stamp="first"), tell)
    with app.app_context():
        services.settle_released()  # whichever came first: nobody is left out
        assert attempts(ana)[0].is_marked
    assert len(heard) == 1


def test_a_double_click_gives_one_mark(app, heard):
    with app.app_context():
        publish_essay()
        ana, ines = make_answered(), make_marker("Inés")
    found = together(app, *[lambda: mark(ana, ines, GOOD, stamp="first")] * 2)
    assert {each.stage for each in found} == {Stage.SETTLED}
    assert sorted(each.clash for each in found) == [False, True]
    assert len(heard) == 1
