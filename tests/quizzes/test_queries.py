"""Reading attempts costs the same however many there are."""

import pytest
from sqlalchemy import func, select

from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.quizzes import queries, services
from lms.quizzes.models import Answer, Attempt
from tests.factories.quizzes import (
    ACTIVITY,
    RIGHT,
    given,
    make_learner,
    make_quiz,
    make_submitted,
)


@pytest.fixture
def ana(inside):
    make_quiz()
    return make_learner()


@pytest.mark.parametrize("many", [1, 50])
def test_a_page_costs_two_statements_with_one_attempt_and_with_fifty(
    ana, count_queries, many
):
    for number in range(1, many + 1):
        make_submitted(ana, number, **RIGHT)
    queries.get_quiz(ana.release_id, ACTIVITY)
    with count_queries() as seen:
        lines = queries.list_attempts(ana.enrolment_id, ACTIVITY)
        queries.read_answers(lines[0].id)
    assert len(seen) == 2
    assert [line.number for line in lines] == list(range(many, max(0, many - 20), -1))


@pytest.mark.parametrize("many", [1, 3])
def test_personal_data_holds_every_attempt_and_answer_in_four_statements(
    ana, count_queries, many
):
    make_submitted(make_learner(name="Otra"), 1, **RIGHT)
    for number in range(1, many + 1):
        make_submitted(ana, number, uno=("b",))
    with count_queries() as seen:
        told = queries.personal_data(ana.member_id)
    assert len(seen) == 4
    assert told["accommodations"] is None
    data = told["attempts"]
    assert [
        (one["course"], one["activity"], one["attempt"], one["points"], one["out_of"])
        for one in data
    ] == [("curso", ACTIVITY, n, "1", 3) for n in range(1, many + 1)]
    assert [[a["question"] for a in one["answers"]] for one in data] == [["uno"]] * many


def test_the_database_itself_allows_one_open_attempt_and_no_half_marked_one(ana):
    with atomic():
        services.save_answers(taking=ana.taking(), given=given(uno=("a",)))
    assert session.scalar(select(func.count(Attempt.id))) == 1
    assert session.scalar(select(func.count()).select_from(Answer)) == 1
    for wrong in ({"number": 2}, {"number": 3, "points_num": 1, "points_den": 1}):
        with pytest.raises(Exception, match=r"(?i)unique|check|constraint"), atomic():
            session.add(
                Attempt(
                    enrolment_id=ana.enrolment_id,
                    activity_id=ACTIVITY,
                    release_id=ana.release_id,
                    seed=1,
                    started_at=now(),
                    out_of=3,
                    **wrong,
                )
            )
            session.flush()
