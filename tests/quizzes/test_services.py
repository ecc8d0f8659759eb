"""Answers are kept as one goes, and handed in once."""

from fractions import Fraction

import pytest

from lms.foundation.work import atomic
from lms.quizzes import queries, services
from lms.quizzes.errors import (
    AnswerNotOffered,
    AttemptClosed,
    AttemptNotFound,
)
from lms.quizzes.events import AttemptMarked, AttemptSubmitted
from lms.quizzes.services import Clash, Given
from tests.factories.quizzes import (
    ACTIVITY,
    RIGHT,
    given,
    make_learner,
    make_quiz,
    paper,
)


@pytest.fixture
def ana(inside):
    make_quiz()
    return make_learner()


@pytest.fixture
def heard(inside):
    events = []
    for kind in (AttemptSubmitted, AttemptMarked):
        inside.extensions["lms"].bus.listen(kind, events.append)
    return events


def percents(heard):
    return [event.percent for event in heard if isinstance(event, AttemptMarked)]


def save(learner, *forms, number=1, careful=False, **answers):
    with atomic():
        return services.save_answers(
            taking=learner.taking(number),
            given=[*forms, *given(**answers)],
            careful=careful,
        )


def submit(learner, *forms, number=1, anyway=False, **answers):
    with atomic():
        return services.submit(
            taking=learner.taking(number),
            given=[*forms, *given(**answers)],
            anyway=anyway,
        )


def stands(learner, number=1):
    """The answers that count now, as the database has them."""
    attempt = queries.get_attempt(learner.enrolment_id, ACTIVITY, number)
    return {
        id_: (saved.value, saved.version)
        for id_, saved in queries.read_answers(attempt.id).items()
    }


def attempts(learner):
    return queries.list_attempts(learner.enrolment_id, ACTIVITY)


# Saving


def test_the_first_answer_begins_the_attempt(ana):
    saved = save(ana, uno=("a",))
    assert saved.saved_at is not None
    assert stands(ana) == {"uno": (("a",), 1)}
    assert [(line.number, line.out_of, line.points) for line in attempts(ana)] == [
        (1, 3, None)
    ]


def test_a_form_without_answers_begins_nothing(ana):
    assert save(ana, uno=(), dos=()).saved_at is None
    assert attempts(ana) == []


def test_an_answer_changes_and_may_be_taken_back(ana):
    save(ana, dos=("c", "a"))
    save(ana, dos=("b",))
    save(ana, dos=())
    assert stands(ana) == {"dos": ((), 3)}


def test_saying_the_same_again_writes_nothing(ana):
    save(ana, uno=("a",), dos=("a", "c"))
    assert save(ana, uno=("a",), dos=("c", "a")).saved_at is None
    assert stands(ana) == {"uno": (("a",), 1), "dos": (("a", "c"), 1)}


def test_what_a_form_did_not_change_is_left_as_another_one_left_it(ana):
    save(ana, uno=("a",), dos=("a",))
    save(ana, uno=("b",))
    old = [
        Given(question_id="uno", values=("a",), version=1, shown=("a",)),
        Given(question_id="dos", values=("c",), version=1, shown=("a",)),
    ]
    save(ana, *old)
    assert stands(ana) == {"uno": (("b",), 2), "dos": (("c",), 2)}


def test_without_scripts_the_last_writer_wins_where_it_changed_something(ana):
    save(ana, uno=("b",))
    saved = save(ana, Given(question_id="uno", values=("c",), version=0, shown=()))
    assert saved.clashes == ()
    assert stands(ana) == {"uno": (("c",), 2)}


def test_a_page_that_saves_by_itself_never_overwrites_a_newer_answer(ana):
    save(ana, uno=("b",))
    old = Given(question_id="uno", values=("c",), version=0)
    fresh = Given(question_id="dos", values=("a",), version=0)
    saved = save(ana, old, fresh, careful=True)
    assert saved.clashes == (Clash("uno", ("c",), ("b",)),)
    assert stands(ana) == {"uno": (("b",), 1), "dos": (("a",), 1)}


def test_a_form_that_names_a_question_twice_is_taken_at_its_last_word(ana):
    save(ana, *given(uno=("a",)), *given(uno=("b",)))
    assert stands(ana) == {"uno": (("b",), 1)}


def test_two_pages_that_say_the_same_do_not_clash(ana):
    save(ana, uno=("b",))
    saved = save(ana, Given(question_id="uno", values=("b",), version=0), careful=True)
    assert saved.clashes == ()


@pytest.mark.parametrize(
    "strange",
    [
        {"cuatro": ("a",)},
        {"uno": ("z",)},
        {"uno": ("a", "b")},
        {"tres": ("true", "false")},
        {"uno": ("a\x00",)},
        {"dos": ("a", "x" * 1_000_000)},
    ],
)
@pytest.mark.parametrize("begun", [False, True])
def test_what_the_quiz_does_not_offer_is_refused_with_the_whole_form(
    ana, strange, begun
):
    if begun:
        save(ana, tres=("true",))
    with pytest.raises(AnswerNotOffered):
        save(ana, **{"dos": ("a",), **strange})
    assert [stands(ana) for _ in attempts(ana)] == (
        [{"tres": (("true",), 1)}] if begun else []
    )


def test_an_attempt_nobody_began_cannot_be_answered(ana):
    for number in (2, 7, 0):
        with pytest.raises(AttemptNotFound):
            save(ana, number=number, uno=("a",))
        with pytest.raises(AttemptNotFound):
            submit(ana, number=number, uno=("a",), anyway=True)
    assert attempts(ana) == []


# Handing in


def test_handing_in_marks_the_attempt_exactly_and_says_so_once(ana, heard):
    assert not submit(ana, **{**RIGHT, "dos": ("a",)}).missing
    [line] = attempts(ana)
    assert line.points == Fraction(5, 2)
    assert heard == [
        AttemptSubmitted(
            enrolment_id=ana.enrolment_id, activity_id=ACTIVITY, attempt_id=line.id
        ),
        AttemptMarked(
            enrolment_id=ana.enrolment_id,
            activity_id=ACTIVITY,
            attempt_id=line.id,
            percent=83,
            passed=True,
        ),
    ]


def test_two_thirds_do_not_reach_seventy_percent(ana, heard):
    submit(ana, **{**RIGHT, "tres": ("true",)})
    assert [(event.percent, event.passed) for event in heard[1:]] == [(66, False)]


def test_unanswered_questions_are_told_and_what_was_answered_is_kept(ana, heard):
    assert submit(ana, dos=("a",), tres=()).missing == ("uno", "tres")
    assert stands(ana) == {"dos": (("a",), 1)}
    assert heard == []
    assert submit(ana, anyway=True).missing == ()
    assert percents(heard) == [16]


def test_an_empty_quiz_may_be_handed_in_as_it_is(ana, heard):
    submit(ana, anyway=True)
    assert [(line.points, line.number) for line in attempts(ana)] == [(0, 1)]
    assert percents(heard) == [0]


def test_handing_in_twice_changes_nothing(ana, heard):
    submit(ana, **RIGHT)
    before = attempts(ana)
    assert not submit(ana, **RIGHT).dropped
    assert submit(ana, **{**RIGHT, "uno": ("a",)}).dropped
    assert attempts(ana) == before
    assert stands(ana)["uno"] == (("b",), 1)
    assert len(heard) == 2


def test_a_closed_attempt_takes_no_answers(ana):
    submit(ana, **RIGHT)
    for careful in (False, True):
        with pytest.raises(AttemptClosed):
            save(ana, uno=("a",), careful=careful)
    assert stands(ana)["uno"] == (("b",), 1)


def test_when_a_listener_fails_nothing_was_handed_in(ana, inside):
    def fail(event):
        raise RuntimeError("no")

    inside.extensions["lms"].bus.listen(AttemptSubmitted, fail)
    with pytest.raises(RuntimeError):
        submit(ana, **RIGHT)
    assert attempts(ana) == []


# A release of one's own


def test_an_open_attempt_goes_on_in_the_release_it_was_begun_with(ana):
    save(ana, uno=("b",))
    newer = make_quiz(
        body=paper(
            "- id: nueva\n  kind: truefalse\n  prompt:\n"
            "    es: ¿Y ahora?\n  answer: true\n"
        )
    )
    taking = services.Taking(
        enrolment_id=ana.enrolment_id,
        activity_id=ACTIVITY,
        release_id=newer.id,
        number=1,
    )
    with atomic():
        services.submit(taking=taking, given=given(**RIGHT))
    [line] = attempts(ana)
    assert (line.release_id, line.out_of, line.points) == (ana.release_id, 3, 3)


def test_people_never_meet_in_an_attempt(ana):
    berta = make_learner(name="Berta")
    save(ana, uno=("a",))
    save(berta, uno=("b",))
    submit(berta, **RIGHT)
    assert stands(ana) == {"uno": (("a",), 1)}
    assert attempts(ana)[0].points is None
    assert attempts(ana)[0].seed != attempts(berta)[0].seed
