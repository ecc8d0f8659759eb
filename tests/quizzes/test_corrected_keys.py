"""Which corrected key a review shows, and since when it has been that."""

from dataclasses import replace

import pytest

from tests.factories.attempts import attempts, publish_quiz, singles, submit
from tests.factories.marking import FAIR, GOOD, POOR, TEXT, make_marker, mark
from tests.factories.questions import choices, make_question, told
from tests.factories.quizzes import make_learner
from tests.factories.regrading import apply
from tests.quizzes.correcting import LABEL, blocks, corrected
from tests.quizzes.test_views import show


@pytest.fixture
def corrections(app, come, watch):
    """Correct a quiz an hour later than the last time, with these questions."""
    ines = []

    def corrections(*rounds, given, other=None, marked=None):
        learner, browser = come(*rounds[0])
        with app.app_context():
            submit(learner, **given)
            submit(make_learner(), **(other or given))
            ines.append(make_marker("Inés"))
            for items in rounds[1:]:
                watch.go(minutes=60)
                apply(learner, publish_quiz(*items), ines[0])
                if marked:
                    marked(learner, ines[0])
        return learner, browser

    return corrections


def plain(words):
    return words.replace("\u202f", " ").replace("\xa0", " ")


def test_it_says_when_each_key_was_corrected_and_shows_the_last_one(corrections):
    uno, dos = make_question("single", "uno"), make_question("single", "dos")
    later = replace(uno, content=choices("a"), feedback=told("Más claro."))
    _learner, browser = corrections(
        [uno, dos],
        [corrected(uno), dos],
        [later, corrected(dos)],
        given={"uno": ("a",), "dos": ("a",)},
    )
    found = {id_: plain(words) for id_, words in blocks(show(browser)).items()}
    # The key of «uno» is that of the first hour; its explanation got better later.
    assert found["uno"].startswith(f"{LABEL} 2 de marzo de 2026, 7:00 a.m. ")
    assert "Más claro." in found["uno"]
    assert found["dos"].startswith(f"{LABEL} 2 de marzo de 2026, 8:00 a.m. ")


def test_a_key_that_was_corrected_twice_is_the_last_one(corrections):
    old = make_question("single")
    both = replace(old, content=choices("a", "d"))
    _learner, browser = corrections(
        [old],
        [corrected(old)],
        [both],
        given={"single": ("a",)},
        other={"single": ("d",)},
    )
    [said] = blocks(show(browser)).values()
    assert "8:00" in said
    assert "Respuesta d Respuesta correcta, no elegida" in said


@pytest.mark.parametrize(
    "later", [[], [make_question("truefalse", "uno")], [make_question("short", "uno")]]
)
def test_a_question_that_is_gone_or_another_one_keeps_its_last_key(corrections, later):
    uno, dos = make_question("single", "uno"), make_question("single", "dos")
    _learner, browser = corrections(
        [uno, dos],
        [corrected(uno), dos],
        [*later, corrected(dos)],
        given={"uno": ("a",), "dos": ("a",)},
    )
    found = blocks(show(browser))
    assert set(found) == {"uno", "dos"}
    assert "7:00" in found["uno"] and "8:00" in found["dos"]


def test_what_people_marked_anew_is_no_corrected_key(app, corrections, watch):
    single, essay = make_question("single"), make_question("essay", "ensayo")
    levels = iter((GOOD, FAIR, POOR))

    def marked(learner, ines):
        watch.go(minutes=5)
        for level in levels:
            mark(learner, ines, level, reason="Leí mal.")

    learner, browser = corrections(
        [single, essay],
        [corrected(single), essay],
        given={"single": ("a",), "ensayo": TEXT},
        marked=marked,
    )
    found = blocks(show(browser))
    assert set(found) == {"single"} and "7:00" in found["single"]
    with app.app_context():
        assert attempts(learner)[0].marks["ensayo"] < 1


def test_an_attempt_of_few_questions_and_many_asks_the_same(app, come, count_queries):
    seen_in = []
    for ids in (["uno"], [f"q-{n}" for n in range(15)]):
        old = singles(*ids)
        learner, browser = come(*old, make_question("essay", "ensayo"))
        with app.app_context():
            submit(learner, ensayo=TEXT, **dict.fromkeys(ids, ("a",)))
            submit(make_learner(), **dict.fromkeys(ids, ("d",)))
            ines = make_marker("Inés")
            mark(learner, ines, FAIR)
            for key in "ad":
                new = (corrected(each, choices("a", key)) for each in old)
                release = publish_quiz(*new, make_question("essay", "ensayo"))
                apply(learner, release, ines)
        show(browser)
        with count_queries() as seen:
            page = show(browser)
        assert len(blocks(page)) == len(ids)
        assert "Comentario" in page.text or "Nombra la norma" in page.text
        seen_in.append(len(seen))
    # Who is asking, and where; attempts, terms, what the review tells; the progress.
    assert seen_in == [6, 6]
