"""What nobody asks of the desk by accident; and what happens to a quiz meanwhile."""

import csv
import re
from io import StringIO

import pytest
import time_machine

from lms.people.roles import Role
from lms.quizzes import services
from tests.factories.attempts import attempts, begin, publish_quiz, singles, submit
from tests.factories.encuentro import NAMES, make_world
from tests.factories.marking import make_answered, publish_essay
from tests.factories.people import make_member
from tests.factories.questions import make_question
from tests.factories.quizzes import make_learner
from tests.factories.releases import move, publish_without_quiz
from tests.quizzes.test_views import post, show, stored
from tests.quizzes.timing import NOON

pytestmark = pytest.mark.slow

DESK = "/courses/curso/quizzes/cuestionario/"
STAFF = "/courses/curso/quizzes/"
NEEDS = "/secretariat/accommodations/"
ODD = ["%00", "a%00b", "%ff", "%ed%a0%80", "-1", "9" * 40, "x" * 3000, "%F0%9F%98%80"]
RUNS = ("instructor", "secretariat")


@pytest.fixture
def selva(app, browse):
    with app.app_context():
        publish_essay()
        make_answered(name="Ana Anaya")
        make_member("Selva", subject="selva", roles={Role.SECRETARIAT: ""})
    return browse("selva")


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd[:12])
def test_odd_addresses_lead_nowhere(app, selva, odd):
    for address in (
        f"/courses/{odd}/quizzes/",
        f"/courses/curso/quizzes/{odd}/analysis/",
        f"/courses/curso/quizzes/{odd}/schedule/",
        f"{DESK}marking/{odd}/ensayo/",
        f"{DESK}marking/7kq-2m4f/{odd}/",
        f"{NEEDS}{odd}/",
        f"{STAFF}?edition={odd}",
        f"{DESK}analysis/?edition={odd}",
    ):
        assert selva.get(address).status_code == 404, address
    for address in (
        f"{DESK}marking/?question={odd}&show={odd}&page={odd}",
        f"{DESK}analysis/?release={odd}&attempts={odd}",
        f"{DESK}analysis.csv?release={odd}&table={odd}",
        f"{DESK}regrade/?page={odd}&release={odd}",
        f"{NEEDS}?q={odd}&page={odd}",
        f"/courses/curso/modulo/{odd}/",
    ):
        assert selva.get(address).status_code in (200, 302, 404), address
    sent = {"reason": odd, "comment": odd, "stamp": odd, "go": odd, "show": odd}
    assert selva.post(f"{DESK}regrade/", data=sent).status_code < 500


@pytest.mark.parametrize("odd", ["\x00", "a\x00b", "١", "1e9", "x" * 30_000, "\u202e"])
def test_odd_words_in_the_forms_of_the_desk_break_nothing(app, selva, odd):
    queue = selva.get(f"{DESK}marking/").text
    answer = queue.partition('href="' + f"{DESK}marking/")[2].partition('"')[0]
    names = ("norma", "caso", "comment", "reason", "stamp", "show", "go", "preview")
    fields = ("extra_time", "extra_attempts", "pause_minutes")
    for address, data in (
        (f"{DESK}marking/{answer}", {f"level-{n}": odd for n in names}),
        (f"{DESK}marking/{answer}", dict.fromkeys(names, odd)),
        (f"{DESK}regrade/", {"reason": odd, "digest": odd, "release": odd}),
        (f"{DESK}schedule/", {"opens": odd, "closes": odd, "zone": odd}),
        (f"{DESK}schedule/", {"opens": "9999-12-31T23:59", "closes": ""}),
        (f"{DESK}schedule/", {"opens": "0001-01-01T00:00", "zone": "Asia/Tokyo"}),
        (f"{NEEDS}1/", dict.fromkeys(fields, odd)),
    ):
        assert selva.post(address, data=data).status_code < 500, (address, data)
        assert selva.get(f"{DESK}schedule/").status_code == 200


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_analysis_of_next_to_nothing_stands(app, browse, number):
    with app.app_context():
        publish_essay()
        for _ in range(number):
            submit(make_learner(), uno=("b",), ensayo=())
        make_member("Selva", subject="selva", roles={Role.SECRETARIAT: ""})
    browser = browse("selva")
    for address in ("analysis/", "analysis/?attempts=every", "analysis/?release=1"):
        assert browser.get(f"{DESK}{address}").status_code == 200
    for table in ("items", "answers"):
        lines = browser.get(f"{DESK}analysis.csv?table={table}").text.splitlines()
        assert len(lines) >= 1
        assert all(line.count(",") >= 5 for line in lines)


@pytest.mark.parametrize(
    "words", ["=1+1", "\t=1+1", "+1", "-1", "@a", "\n=1", "'=1", '"=1']
)
def test_what_a_learner_writes_is_no_formula_in_a_table(app, browse, words):
    with app.app_context():
        publish_quiz(make_question("short"))
        for _ in range(12):
            submit(make_learner(), short=(words,))
        make_member("Selva", subject="selva", roles={Role.SECRETARIAT: ""})
    table = browse("selva").get(f"{DESK}analysis.csv?table=answers").text
    cells = [cell for line in csv.reader(StringIO(table)) for cell in line]
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("who", NAMES)
def test_only_those_who_run_a_quiz_find_its_pages(app, browse, who):
    with app.app_context():
        world = make_world()
        publish_essay()
    browser = browse(world.subject(who))
    own = {STAFF, f"{DESK}schedule/", f"{DESK}analysis/", f"{DESK}regrade/"}
    for address in own:
        expected = 200 if who in RUNS else 404
        assert browser.get(address).status_code == expected, address
    member = f"{NEEDS}{world.ids['participant']}/"
    for answer in (browser.get(NEEDS), browser.get(member), browser.post(member)):
        found = answer.status_code != 404
        assert found == (who == "secretariat")


# What happens to a quiz in the middle of an attempt


def test_a_release_without_the_quiz_lets_whoever_began_it_finish(app, come, browse):
    learner, browser = come()
    post(browser, "answers", show(browser).answering(uno=("b",)))
    with app.app_context():
        publish_without_quiz(learner.release_id)
        make_member("Selva", subject="selva", roles={Role.SECRETARIAT: ""})
    fields = [*show(browser).answering(dos=("b",)), ("anyway", "1")]
    selva = browse("selva")
    for page in ("analysis/", "marking/", "regrade/", "schedule/"):
        assert selva.get(f"{DESK}{page}").status_code == 200, page
    assert "de una versión anterior" in selva.get(STAFF).text
    assert attempts_told(selva.get(STAFF).text) == ["1", "0", "0"]
    with app.app_context():
        move(learner)
    assert post(browser, "submit", fields).status_code == 303
    assert browser.get("/courses/curso/progress/").status_code == 200
    assert stored(app, learner) == [{"uno": ("b",), "dos": ("b",)}]
    assert attempts_told(selva.get(STAFF).text) == ["0", "1", "0"]


def attempts_told(html):
    """What the list of quizzes says: in progress, ended, to be marked."""
    return re.findall(r'<td class="num"[^>]*>(?:<a[^>]*><b>)?(\d+)', html)


def test_time_runs_out_although_the_quiz_is_gone(app, come):
    learner, _browser = come(time_limit=20)
    with time_machine.travel(NOON, tick=False), app.app_context():
        begin(learner)
    with app.app_context():
        publish_without_quiz(learner.release_id)
        move(learner)
        assert services.expire_overdue() == 1
        assert attempts(learner)[-1].state == "marked"


def test_another_language_in_the_middle_keeps_answers_and_clock(app, come):
    questions = (*singles("uno"), make_question("numerical"))
    learner, browser = come(*questions, time_limit=20)
    with app.app_context():
        begin(learner)
    page = show(browser)
    due = page.html.partition('data-due="')[2].partition('"')[0]
    fields = [*page.answering(uno=("b",)), ("q-numerical", "1,5 km")]
    answer = post(browser, "answers", [*fields, ("language", "en")])
    assert answer.status_code == 303
    page = show(browser)
    assert page.html.partition('data-due="')[2].partition('"')[0] == due
    assert 'value="1.5 km"' in page.html
    assert post(browser, "submit", [*fields, ("anyway", "1")]).status_code == 303
    assert stored(app, learner) == [{"uno": ("b",), "numerical": ("1.5 km",)}]
