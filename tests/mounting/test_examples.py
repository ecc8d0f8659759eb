"""Every example of docs/mounting.md, run as it is printed there."""

import re
import shlex
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from jinja2 import StrictUndefined

from lms.catalogue.publishing import publish
from lms.content.kinds import registry as activity_kinds
from lms.content.questions import registry as question_kinds
from lms.enrolment import services as enrolment
from lms.foundation.engines import tune
from lms.foundation.i18n import speak
from lms.foundation.migrating import upgrade
from lms.foundation.work import atomic
from lms.kernel.language import SOURCE
from lms.learning import services as learning
from lms.people.models import Member
from lms.people.queries import get_member_named
from lms.people.services import welcome
from lms.quizzes.kinds import registry as answer_kinds
from tests.factories.courses import course_files, make_course

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs" / "mounting.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
NAME = re.compile(r"(?:# |\{# )([\w./-]+)")


def examples():
    """Every example by the name in its first line."""
    blocks = [words for _, words in BLOCK.findall(PAGE.read_text("utf-8"))]
    named = {found[1]: words for words in blocks if (found := NAME.match(words))}
    assert len(named) == len(blocks), "an example without a name, or two of one name"
    return named


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with every example in it, where Python looks for modules."""
    modules = set()
    for name, words in examples().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")
        modules.add(name.removesuffix(".py"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in modules & set(sys.modules):
        app = getattr(sys.modules.pop(name), "app", None)
        if app and "sqlalchemy" in app.extensions:
            with app.app_context():
                app.extensions["sqlalchemy"].engine.dispose()
    speak(SOURCE)


def give(app, name):
    """Give every command of a console example; what it says."""
    said = []
    lines = [line[2:] for line in examples()[name].splitlines() if line[0] == "$"]
    for line in lines:
        words = shlex.split(line)
        assert words[:4] == ["flask", "--app", "portal", "lms"]
        answer = app.test_cli_runner().invoke(args=words[3:])
        assert answer.exit_code == 0, answer.output
        said.append(answer.output)
    return said


def test_a_site_gets_the_lms_in_a_few_lines(folder):
    portal = import_module("portal")
    with portal.app.app_context():
        portal.db.create_all()
        portal.db.session.add(portal.User(name="Ana", email="ana@portal.example"))
        portal.db.session.commit()
    assert "fundamentos: " in give(portal.app, "first-steps")[2]

    browser = portal.app.test_client()
    answer = browser.get("/aprender/me/")
    assert answer.location == "/sign-in?next=/aprender/me/"
    browser.get("/sign-in/1")
    assert "Hola, Ana" in browser.get("/aprender/").text

    roles = give(portal.app, "roles")[-1].splitlines()
    assert roles == ["instructor\tfundamentos", "secretariat\t-"]

    leaving = import_module("leaving")
    with portal.app.app_context():
        leaving.forget(1)
        member = portal.db.session.query(Member).one()
        assert (member.name, member.email) == ("", None)


def ready(module, course=True):
    """Import an example and give it tables and a small course."""
    app = import_module(module).app
    app.testing = True
    with app.app_context():
        upgrade()
        if course:
            make_course()
    return app


def signed_in(app):
    """A browser somebody called Ana has signed in with."""
    browser = app.test_client()
    ana = {"id": 7, "name": "Ana", "email": "ana@portal.example"}
    with browser.session_transaction() as session:
        session["person"] = ana
    return browser


def test_a_site_without_flask_login_says_who_is_signed_in(folder):
    app = ready("portal_identify")
    assert app.test_client().get("/aprender/me/").location == "/door"
    page = signed_in(app).get("/aprender/")
    assert '<html lang="pt"' in page.text
    with app.app_context():
        assert get_member_named("host:7").email == "ana@portal.example"


def test_the_frame_of_a_site_surrounds_our_pages(folder):
    app = ready("portal_identify")
    app.config["LMS_LAYOUT"] = "portal/frame.html"
    import_module("portal_framed")
    page = signed_in(app).get("/aprender/courses/").text
    assert '<a href="/">Portal</a> <a href="/aprender/">Cursos</a>' in page
    assert "data-signed-in" in page
    assert 'href="/aprender/static/lms/base.' in page
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    front = app.test_client().get("/aprender/").text
    assert "<h1>El campus del Portal</h1>" in front


def test_the_translations_of_a_site_stay_its_own_in_its_frame(folder):
    app = ready("portal_identify", course=False)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(
        lambda words: f"[{words}]", lambda one, many, n: f"[{many}]", newstyle=True
    )
    frame = folder / "templates" / "portal" / "own.html"
    frame.write_text(
        '{{ gettext("Home") }} {% trans %}Help{% endtrans %} {{ _("Cursos") }}'
        "{% block content %}{% endblock %}",
        "utf-8",
    )
    app.config["LMS_LAYOUT"] = "portal/own.html"
    page = app.test_client().get("/aprender/courses/").text
    assert page.startswith("[Home] [Help] Cursos")


def test_migrations_of_a_site_pass_over_our_tables(folder):
    include = import_module("passing_over").include_name
    assert not include("lms_member", "table", {})
    assert include("user", "table", {})
    assert include("lms_column", "column", {})


def test_a_feature_of_a_site_has_pages_and_hears_facts(folder):
    app = ready("portal_with_feature")
    congratulations = import_module("congratulations")
    browser = signed_in(app)
    assert "<h1>Ana: 0</h1>" in browser.get("/aprender/congratulations/").text
    with app.app_context(), atomic():
        ana = get_member_named("host:7").id
        seat = enrolment.join(member_id=ana, course_id="curso").id
        done = ["leccion-1", "leccion-2", "leccion-3", "cuestionario", "caso"]
        for activity_id in done:
            learning.complete(enrolment_id=seat, activity_id=activity_id, cause="x")
    assert congratulations.finished == [ana]
    assert "<h1>Ana: 1</h1>" in browser.get("/aprender/congratulations/").text


def test_what_is_told_outside_is_told_when_everything_is_saved(folder):
    app = ready("portal_identify")
    telling = import_module("telling")
    from_now_on = app.extensions["lms"].bus.listen
    from_now_on(telling.Enrolled, telling.tell)
    with app.app_context():
        with atomic():
            ana = welcome(subject="host:7", name="Ana").id
        with pytest.raises(ZeroDivisionError), atomic():
            enrolment.join(member_id=ana, course_id="curso")
            raise ZeroDivisionError
        assert telling.told == []
        with atomic():
            enrolment.join(member_id=ana, course_id="curso")
            assert telling.told == []
        assert telling.told == [ana]


KINDS = (
    activity_kinds.activity_kinds,
    question_kinds.question_kinds,
    answer_kinds.answer_kinds,
)


@pytest.fixture
def installed(folder):
    """The example package, installed as an installer would leave it."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    info = (
        folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    )
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\n"
        f"Version: {project['version']}\n"
    )
    (info / "entry_points.txt").write_text(
        "\n".join(
            f"[{group}]\n" + "\n".join(f"{k} = {v}" for k, v in points.items())
            for group, points in project["entry-points"].items()
        )
    )
    for kinds in KINDS:
        kinds.cache_clear()
    yield folder
    for kinds in KINDS:
        kinds.cache_clear()


def visited_course():
    """The small course with a visit, and a question of the example's kind."""
    files = course_files(questions=2)
    module, quiz = "01-modulo/module.yaml", "01-modulo/08-cuestionario.yaml"
    files[module] = files[module].replace(b"kind: lesson", b"kind: visit", 1)
    files[quiz] = re.sub(
        rb"  choices:\n.*?(?=  feedback)",
        b"  answer: depends\n",
        files[quiz].replace(b"kind: single", b"kind: depends", 1),
        count=1,
        flags=re.S,
    )
    return files


@pytest.mark.parametrize("site", ["portal_identify", "stand-alone"])
def test_a_package_adds_kinds_of_activity_and_of_question(installed, site):
    app = ready("portal_identify", course=False)
    if site == "stand-alone":
        app.jinja_env.undefined = StrictUndefined
    with app.app_context(), atomic():
        publish(visited_course())
        ana = welcome(subject="host:7", name="Ana", email="ana@portal.example").id
        enrolment.join(member_id=ana, course_id="curso")
    app.config["WTF_CSRF_ENABLED"] = False
    browser = signed_in(app)
    course = "/aprender/courses/curso"
    for somebody in (app.test_client(), browser):
        assert "Lección 1" in somebody.get(f"{course}/").text
    assert "Texto de la lección 1." in browser.get(f"{course}/modulo/leccion-1/").text
    answer = browser.post(f"{course}/modulo/leccion-1/done")
    assert answer.location == f"{course}/modulo/leccion-2/"
    quiz = f"{course}/modulo/cuestionario/"
    assert "Depende" in browser.get(quiz).text
    given = {"attempt": "1", "q-q-1": "depends", "q-q-2": "a"}
    review = browser.post(f"{quiz}submit", data=given, follow_redirects=True)
    assert "100 %" in review.text


def test_a_sqlite_database_of_a_site_may_be_opened_as_ours_is(folder):
    app = ready("portal_identify", course=False)
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
        engine.dispose()
        tune(engine)
        make_course()
    assert signed_in(app).get("/aprender/courses/curso/").status_code == 200
