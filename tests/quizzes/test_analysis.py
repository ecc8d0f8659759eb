"""What attempts say about questions, from rows to figures."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import select, update

from lms.content.asking import Draw, Expiry
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.quizzes.models import Answer, Attempt
from lms.quizzes.queries.analysis import analyse, list_releases
from lms.quizzes.queries.gathering import Sample, gather
from lms.quizzes.queries.regrading import preview
from lms.quizzes.services.regrading import Regrading, regrade
from lms.quizzes.statistics.figures import Reason
from tests.factories.attempts import (
    begin,
    edition_of,
    publish_quiz,
    save,
    singles,
    submit,
)
from tests.factories.encuentro import make_edition
from tests.factories.marking import GOOD, TEXT, make_marker, mark
from tests.factories.questions import ANSWERS, KINDS, WRONG, choices, make_question
from tests.factories.quizzes import ACTIVITY, make_learner

# As in test_statistics: ten people, three questions; 1 is right.
TEN = ["111", "111", "110", "110", "101", "100", "010", "000", "000", "001"]
IDS = ("uno", "dos", "tres")
F = Fraction


def taken(rows, ids=IDS, wrong="a"):
    """Somebody for each row, who answers so; return the last one."""
    for row in rows:
        learner = make_learner()
        answers = {
            id_: ("b" if sign == "1" else wrong,)
            for id_, sign in zip(ids, row, strict=True)
        }
        submit(learner, **answers)
    return learner


def look(learner, **more):
    sample = Sample(edition_id=edition_of(learner), activity_id=ACTIVITY, **more)
    return analyse(sample, IDS)


def values(found):
    return [(line.question.id, line.n, line.facility.value) for line in found.items]


def test_the_figures_are_those_worked_by_hand(inside):
    publish_quiz(*singles(*IDS))
    found = look(taken(TEN))
    assert values(found) == [
        ("uno", 10, F(6, 10)),
        ("dos", 10, F(5, 10)),
        ("tres", 10, F(4, 10)),
    ]
    powers = [round(line.discrimination.value, 6) for line in found.items]
    assert powers == [0.466569, 0.258199, 0.147442]
    assert found.alpha.value == F(16, 35)
    assert (found.n, found.waiting, found.passed.value) == (10, 0, F(2, 10))
    assert found.mean.value == F(15, 30)
    assert found.tenths == (2, 0, 0, 3, 0, 0, 3, 0, 0, 2)
    [part] = found.items[0].parts
    assert [(c.id, c.n, c.share, c.credit) for c in part.choices] == [
        ("a", 4, F(4, 10), 0),
        ("b", 6, F(6, 10), 1),
        ("c", 0, 0, 0),
        ("d", 0, 0, 0),
    ]


def test_points_weigh_what_questions_are_worth(inside):
    publish_quiz(*singles("uno", "dos"), *singles("tres", points=5))
    found = look(taken(TEN))
    # Sums of squares by hand: points 1, 1, 5 give sums 7 7 2 2 6 1 1 0 0 5 = 31 and
    # squares 169: 3/2 · (1 − (24 + 25 + 25·24)/(10·169 − 31²)).
    assert found.alpha.value == F(3, 2) * (1 - F(24 + 25 + 600, 1690 - 961))
    assert values(found)[2] == ("tres", 10, F(4, 10))


def test_of_each_learner_the_first_finished_attempt_counts_unless_all_do(inside):
    publish_quiz(*singles(*IDS))
    ana = taken(TEN)
    begin(ana, 1)
    submit(ana, 2, uno=("b",), dos=("b",), tres=("b",))
    begin(ana, 2)
    assert values(look(ana))[0] == ("uno", 10, F(6, 10))
    assert values(look(ana, every=True))[0] == ("uno", 11, F(7, 11))


def test_open_and_abandoned_attempts_are_none(inside):
    publish_quiz(*singles(*IDS), time_limit=10, on_expiry=Expiry.ABANDON)
    learners = [make_learner() for _ in range(3)]
    for each in learners:
        begin(each)
        save(each, uno=("b",))
    with atomic():
        session.execute(
            update(Attempt)
            .where(Attempt.enrolment_id == learners[0].enrolment_id)
            .values(
                state="abandoned",
                submitted_at=Attempt.started_at,
                points_num=0,
                points_den=1,
            )
        )
    found = look(learners[0])
    assert (found.n, found.waiting, found.items) == (0, 0, ())


def test_attempts_that_wait_for_people_are_counted_apart(inside):
    publish_quiz(*singles("uno"), make_question("essay", "ensayo", points=4))
    ana, eva, ines = make_learner(), make_learner(), make_marker("Inés")
    for each in (ana, eva):
        submit(each, uno=("b",), ensayo=TEXT)
    mark(ana, ines, GOOD)
    found = look(ana)
    assert (found.n, found.waiting) == (1, 1)
    begin(ana, 1)
    submit(ana, 2, uno=("b",), ensayo=TEXT)
    mark(ana, ines, GOOD)
    # The first attempt of Eva still waits: a later one does not stand for it.
    begin(eva, 1)
    submit(eva, 2, uno=("b",))
    assert (look(eva).n, look(eva).waiting) == (1, 1)


def test_below_the_floors_nothing_is_told(inside):
    publish_quiz(*singles(*IDS))
    four = look(taken(TEN[:4]))
    assert [line.parts for line in four.items] == [()] * 3
    assert four.tenths == ()
    nine = look(taken(TEN[4:9]))
    assert {line.facility.missing for line in nine.items} == {Reason.FEW}
    assert nine.alpha.missing is nine.passed.missing is Reason.FEW
    assert (nine.results, nine.items[0].seconds) == (None, None)
    assert nine.items[0].parts[0].choices[0].low is None
    assert nine.items[0].parts[0].choices[0].share == F(3, 9)
    assert look(taken(TEN[9:])).alpha.value == F(16, 35)


def test_drawn_questions_are_judged_by_those_who_saw_them(inside):
    bank = singles("uno", "dos", "tres", tags=("azar",))
    publish_quiz(*singles("fija"), Draw(count=1, tags=("azar",)), bank=bank)
    for _ in range(30):
        learner = make_learner()
        begin(learner)
        submit(learner, fija=("b",))
    found = look(learner)
    assert found.alpha.missing is Reason.UNLIKE
    seen = {line.question.id: line.n for line in found.items}
    assert seen.pop("fija") == 30
    assert (sum(seen.values()), set(seen)) == (30, {"uno", "dos", "tres"})
    assert seen == Counter(paper[1] for paper in session.scalars(select(Attempt.paper)))


def test_a_question_that_changed_is_another_one_until_marked_anew(inside):
    old = singles(*IDS)
    publish_quiz(*old)
    ana = taken(TEN)
    new = publish_quiz(replace(old[0], content=choices("c")), *old[1:])
    eva = taken(TEN, wrong="c")
    found = look(eva)
    assert sorted(values(found)) == [
        ("dos", 20, F(1, 2)),
        ("tres", 20, F(4, 10)),
        ("uno", 10, F(4, 10)),
        ("uno", 10, F(6, 10)),
    ]
    assert found.has_versions
    assert found.alpha.missing is Reason.UNLIKE
    assert list_releases(edition_of(eva), ACTIVITY) == {
        eva.release_id: 10,
        ana.release_id: 10,
    }
    alone = look(ana, release_id=ana.release_id)
    assert (alone.alpha.value, alone.has_versions) == (F(16, 35), False)
    where = {"edition_id": edition_of(ana), "activity_id": ACTIVITY}
    digest = preview(**where, release_id=new.id).digest
    with atomic():
        regrade(
            Regrading(
                **where,
                release_id=new.id,
                digest=digest,
                reason="La clave.",
                by_id=make_marker("Inés"),
            )
        )
    after = look(ana)
    assert not after.has_versions
    assert values(after)[0] == ("uno", 20, F(4, 20))


def test_attempts_from_before_marks_were_kept_count_the_same(inside):
    publish_quiz(*singles(*IDS))
    ana = taken(TEN)
    before = look(ana)
    with atomic():
        session.execute(update(Attempt).values(marks={}, paper=[]))
    assert look(ana) == before


def test_time_is_told_in_quartiles_of_what_was_measured(inside):
    publish_quiz(*singles(*IDS))
    ana = taken(TEN)
    with atomic():
        for number, answer in enumerate(
            session.scalars(select(Answer).order_by(Answer.attempt_id))
        ):
            answer.seconds = number // 3 * 10 if answer.question_id == "uno" else 0
    found = look(ana)
    assert found.items[0].seconds is None  # nine: one took no time at all
    with atomic():
        session.execute(
            update(Answer).where(Answer.question_id == "uno").values(seconds=20)
        )
    seconds = look(ana).items[0].seconds
    assert (seconds.n, seconds.first, seconds.median, seconds.third) == (10, 20, 20, 20)


def test_what_hardly_anybody_typed_is_not_shown(inside):
    publish_quiz(make_question("short", "quien"), *singles("uno"))
    for words in ["Lemkin"] * 4 + ["lemkín"] * 2 + ["Yo, Ana Pérez"] + [""] * 2:
        learner = make_learner()
        submit(learner, quien=(words,) if words else (), uno=("b",))
    line = next(i for i in look(learner).items if i.question.id == "quien")
    [part] = line.parts
    assert [(c.id, c.n) for c in part.choices] == [("lemkin", 6), ("", 2)]
    assert part.others == 1


def sixfold(kind):
    """Six who were asked a question of a kind: three right, two wrong, one empty."""
    publish_quiz(make_question(kind, "una"), *singles("uno"))
    ines = make_marker("Inés")
    for turn in range(6):
        learner = make_learner()
        given = WRONG.get(kind, ANSWERS[kind]) if turn < 2 else ANSWERS[kind]
        submit(learner, una=given if turn < 5 else (), uno=("b",))
        if kind == "essay" and turn < 5:
            mark(learner, ines, GOOD, question_id="una")
    return learner


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_counted_part_by_part(inside, kind):
    found = look(sixfold(kind))
    line = next(i for i in found.items if i.question.id == "una")
    assert line.n == 6
    assert (line.facility is None) == (kind in ("reflection", "likert"))
    assert line.parts
    for part in line.parts:
        if kind != "multiple":
            assert sum(choice.n for choice in part.choices) + part.others == 6
        if "" in {choice.id for choice in part.choices}:
            assert part.choices[-1].id == ""


def test_nothing_that_was_gathered_says_whose_it_is(inside):
    publish_quiz(make_question("essay", "ensayo"), *singles("uno"))
    learner = make_learner(name="Persona Secreta")
    submit(learner, ensayo=("Me llamo Persona Secreta y opino así.",), uno=("b",))
    mark(learner, make_marker("Inés"), GOOD)
    sample = Sample(edition_id=edition_of(learner), activity_id=ACTIVITY)
    told = repr(gather(sample)) + repr(analyse(sample, IDS))
    assert "Secreta" not in told


def test_an_edition_is_looked_at_alone(inside):
    publish_quiz(*singles(*IDS))
    taken(TEN)
    other = make_edition("curso", "2027")
    found = analyse(Sample(edition_id=other, activity_id=ACTIVITY), IDS)
    assert (found.n, found.items) == (0, ())
