"""Twenty thousand attempts are looked at in three statements, each attempt once."""

import random
from fractions import Fraction

import pytest
from sqlalchemy import insert, select

from lms.enrolment.models import Enrolment
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.quizzes.models import Answer, Attempt
from lms.quizzes.queries.analysis import analyse
from lms.quizzes.queries.gathering import Sample
from tests.effort import EVEN, TIMES, steps
from tests.factories.attempts import edition_of, publish_quiz, singles
from tests.factories.quizzes import ACTIVITY, make_learner

pytestmark = pytest.mark.slow

MANY, IDS = 20_000, [f"q-{number}" for number in range(10)]


def fill(learner, since, until):
    """Attempts of as many people, each with ten answers; return who was right."""
    edition_id, chance, present = edition_of(learner), random.Random(since), now()
    with atomic():
        people = [
            {"subject": f"{since}:{n}", "name": str(n)} for n in range(since, until)
        ]
        session.execute(insert(Member), people)
        members = select(Member.id).where(Member.subject.like(f"{since}:%"))
        seat = {"edition_id": edition_id, "release_id": learner.release_id}
        session.execute(
            insert(Enrolment),
            [{"member_id": id_, **seat} for id_ in session.scalars(members)],
        )
        seats = session.scalars(
            select(Enrolment.id).where(Enrolment.member_id.in_(members))
        ).all()
        rows = [[chance.random() < 0.6 for _ in IDS] for _ in seats]
        session.execute(
            insert(Attempt).execution_options(render_nulls=True),
            [
                {
                    "id": number,
                    "enrolment_id": seat_id,
                    "activity_id": ACTIVITY,
                    "release_id": learner.release_id,
                    "number": 1,
                    "seed": number,
                    "started_at": present,
                    "submitted_at": present,
                    "points_num": sum(row),
                    "points_den": 1,
                    "out_of": len(IDS),
                    "state": "marked",
                    "paper": IDS,
                    "marks": {i: str(int(r)) for i, r in zip(IDS, row, strict=True)},
                }
                for number, (row, seat_id) in enumerate(
                    zip(rows, seats, strict=True), start=since + 1
                )
            ],
        )
        session.execute(
            insert(Answer),
            [
                {
                    "attempt_id": number,
                    "question_id": id_,
                    "value": ["b" if right else "c"],
                    "version": 1,
                    "saved_at": present,
                    "seconds": 10 + number % 50,
                }
                for number, row in enumerate(rows, start=since + 1)
                for id_, right in zip(IDS, row, strict=True)
            ],
        )
    return rows


def test_twenty_thousand_attempts(inside, count_queries):
    publish_quiz(*singles(*IDS))
    ana = make_learner()
    sample = Sample(edition_id=edition_of(ana), activity_id=ACTIVITY)
    rows = fill(ana, 0, MANY // TIMES)
    analyse(sample, IDS)
    less = steps(lambda: analyse(sample, IDS))
    rows += fill(ana, MANY // TIMES, MANY)
    with count_queries() as seen:
        found = analyse(sample, IDS)
    assert len(seen) == 3
    assert steps(lambda: analyse(sample, IDS)) <= EVEN * less
    assert found.n == MANY
    for place, line in enumerate(found.items):
        right = sum(row[place] for row in rows)
        assert line.facility.value == Fraction(right, MANY)
        shares = {c.id: c.n for c in line.parts[0].choices}
        assert shares == {"a": 0, "b": right, "c": MANY - right, "d": 0}
        assert line.seconds.n == MANY
