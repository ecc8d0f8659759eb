"""Who may open which door: every role at every address, signed in or not.

An address that is not in the tables fails the test, so nobody adds a page without
saying who may see it.
"""

import pytest
from sqlalchemy import select

from lms.encuentro.models import Post
from lms.foundation.database import session
from lms.people.roles import Role
from tests.factories.encuentro import NAMES, make_thread, make_world
from tests.factories.people import make_member

pytestmark = pytest.mark.slow

OUT = "out"
WHO = (OUT, *NAMES, "author")
COURSE = ("participant", "classmate", "observer", "instructor", "moderator")
WRITERS = ("participant", "classmate", "instructor", "moderator", "secretariat")
LEARNERS = ("participant", "classmate")
ENCUENTRO = ("alumna", "alumnus", "focal point", "secretariat")
SIGN_IN = "sign in"


def all_get(status):
    """Everybody gets the same answer, also who is signed out."""
    return dict.fromkeys(WHO, status)


def only(people, status, *, others, out=SIGN_IN, **exceptions):
    """Some get one answer, the others another, and who is signed out is asked in."""
    found = dict.fromkeys(WHO, others) | dict.fromkeys(people, status) | {OUT: out}
    return found | {who.replace("_", " "): said for who, said in exceptions.items()}


MEMBERS = only((), 200, others=200)
ASKED_IN = only((), SIGN_IN, others=SIGN_IN)
"""Pages of an account: a test's people have none, so they are asked to sign in."""

COURSE_TALK = only((*COURSE, "secretariat"), 200, others=404)
ALUMNI_TALK = only(ENCUENTRO, 200, others=404)
ALUMNI_SEND = only(ENCUENTRO, 422, others=404)
ALUMNI_KEEP = only(ENCUENTRO, 204, others=404)
COURSE_SEND = only(WRITERS, 422, others=404, observer=403)
COURSE_KEEP = only(WRITERS, 204, others=404, observer=403)
OWN_POST = {"alumnus": 403, "focal_point": 403, "secretariat": 403}
LEARNERS_SEND = only(LEARNERS, 422, others=403)
RUNS = ("instructor", "secretariat")
RUN = only(RUNS, 200, others=404)
RUN_SEND = only(RUNS, 303, others=404)
"""Pages of those who run a quiz: to everybody else they do not exist."""

DECIDE = only(("secretariat",), 200, others=404)

READ = {
    "/": all_get(200),
    "/styleguide": all_get(200),
    "/static/lms/base.css": all_get(200),
    "/privacy/": all_get(200),
    "/sign-in/": all_get(200),
    "/sign-up/": all_get(200),
    "/sign-up/sent/": all_get(200),
    "/sign-up/confirm/no-such-key/": all_get(404),
    "/password/forgotten/": all_get(200),
    "/password/sent/": all_get(200),
    "/password/new/no-such-key/": all_get(404),
    "/email/cancel/no-such-key/": all_get(404),
    "/email/confirm/no-such-key/": all_get(404),
    "/kept/no-such-key/": only((), 404, others=404),
    "/courses/": all_get(200),
    "/courses/curso/": all_get(200),
    "/courses/curso/glossary/": all_get(200),
    "/courses/curso/files/1/x.png": all_get(404),
    "/courses/curso/resume": only((), 302, others=302),
    "/courses/curso/progress/": only((*LEARNERS, "observer"), 200, others=403),
    "/courses/curso/modulo/leccion-1/": only((*LEARNERS, "observer"), 200, others=302),
    "/courses/curso/quizzes/": RUN,
    "/courses/curso/quizzes/cuestionario/analysis/": RUN,
    "/courses/curso/quizzes/cuestionario/analysis.csv": RUN,
    "/courses/curso/quizzes/cuestionario/marking/": RUN,
    "/courses/curso/quizzes/cuestionario/marking/000-0000/q-1/": only(
        (), 404, others=404
    ),
    "/courses/curso/quizzes/cuestionario/regrade/": RUN,
    "/courses/curso/quizzes/cuestionario/schedule/": RUN,
    "/secretariat/accommodations/": DECIDE,
    "/secretariat/accommodations/{learner}/": DECIDE,
    "/courses/curso/conversations/": COURSE_TALK,
    "/courses/curso/conversations/new": COURSE_TALK | {"observer": 403},
    "/conversations/{course}/": COURSE_TALK,
    "/conversations/{alumni}/": ALUMNI_TALK,
    "/posts/{alumni_post}/": only(ENCUENTRO, 302, others=404),
    "/posts/{alumni_post}/edit": only(("alumna",), 200, others=404, **OWN_POST),
    "/encuentro/": ALUMNI_TALK,
    "/encuentro/new": ALUMNI_TALK,
    "/me/": MEMBERS,
    "/me/data/": MEMBERS,
    "/me/sessions/": ASKED_IN,
    "/me/password/": ASKED_IN,
    "/me/email/": ASKED_IN,
    "/me/close/": ASKED_IN,
}

WRITE = {
    "/language": all_get(422),
    "/theme": all_get(422),
    "/sign-in/": all_get(422),
    "/sign-up/": all_get(422),
    "/sign-out/": all_get(303),
    "/password/forgotten/": all_get(422),
    "/sign-up/confirm/no-such-key/": all_get(404),
    "/password/new/no-such-key/": all_get(404),
    "/email/cancel/no-such-key/": all_get(404),
    "/email/confirm/no-such-key/": all_get(404),
    "/preview": MEMBERS,
    "/courses/curso/modulo/leccion-1/done": only(
        (*LEARNERS, "observer"), 303, others=403
    ),
    "/courses/curso/modulo/cuestionario/answers": LEARNERS_SEND,
    "/courses/curso/modulo/cuestionario/submit": LEARNERS_SEND,
    "/courses/curso/modulo/cuestionario/begin": LEARNERS_SEND,
    "/courses/curso/modulo/cuestionario/go": LEARNERS_SEND,
    "/courses/curso/modulo/cuestionario/check": LEARNERS_SEND,
    "/courses/curso/modulo/cuestionario/pause": LEARNERS_SEND,
    "/courses/curso/modulo/cuestionario/resume": LEARNERS_SEND,
    "/courses/curso/quizzes/cuestionario/marking/tell": RUN_SEND,
    "/courses/curso/quizzes/cuestionario/marking/000-0000/q-1/": only(
        (), 404, others=404
    ),
    "/courses/curso/quizzes/cuestionario/regrade/": only(RUNS, 422, others=404),
    "/courses/curso/quizzes/cuestionario/schedule/": RUN_SEND,
    "/secretariat/accommodations/{learner}/": only(("secretariat",), 303, others=404),
    "/courses/curso/modulo/caso/replies": LEARNERS_SEND,
    "/courses/curso/modulo/caso/draft": only(LEARNERS, 204, others=403),
    "/courses/curso/conversations/new": COURSE_SEND,
    "/courses/curso/conversations/draft": COURSE_KEEP,
    "/conversations/{course}/replies": COURSE_SEND,
    "/conversations/{course}/draft": COURSE_KEEP,
    "/conversations/{alumni}/replies": ALUMNI_SEND,
    "/conversations/{alumni}/draft": ALUMNI_KEEP,
    "/posts/{alumni_post}/edit": only(("alumna",), 422, others=404, **OWN_POST),
    "/posts/{alumni_post}/draft": only(("alumna",), 204, others=404, **OWN_POST),
    "/encuentro/new": ALUMNI_SEND,
    "/encuentro/draft": ALUMNI_KEEP,
    "/me/": only((), 422, others=422),
    "/me/close/": ASKED_IN,
    "/me/email/": ASKED_IN,
    "/me/email/give-up": ASKED_IN,
    "/me/password/": ASKED_IN,
    "/me/sessions/1/end": ASKED_IN,
    "/me/sessions/end-all": ASKED_IN,
    "/conversations/{course}/close": only(
        COURSE, 403, others=404, moderator=303, secretariat=303
    ),
    "/conversations/{course}/reopen": only(
        COURSE, 403, others=404, moderator=303, secretariat=303
    ),
    "/conversations/{alumni}/close": only(ENCUENTRO, 403, others=404, secretariat=303),
    "/conversations/{alumni}/reopen": only(ENCUENTRO, 403, others=404, secretariat=303),
    "/courses/curso/move": only((*LEARNERS, "observer"), 303, others=403),
    "/courses/curso/leave": only((*LEARNERS, "observer"), 303, others=403),
    "/courses/curso/join": only((), 303, others=303),
}


@pytest.fixture
def house(app):
    """A course, a person in every role, a conversation in every space."""
    with app.app_context():
        world = make_world()
        make_member(subject=world.subject("author"), roles={Role.AUTHOR: "curso"})
        alumni = make_thread(world.ids["alumna"])
        course = make_thread(
            world.ids["participant"], edition_id=world.edition_id, title="Del curso"
        )
    return world, {"alumni": alumni, "course": course}


def knock(app, sign_in, house, method, path):
    """What each person is answered at one address."""
    world, threads = house
    names = {
        **threads,
        "alumni_post": _first_post(app, threads["alumni"]),
        "learner": world.ids["participant"],
    }
    answers = {}
    for who in WHO:
        client = app.test_client()
        if who != OUT:
            sign_in(client, world.subject(who))
        answer = client.open(
            path.format(**names), method=method, data={} if method == "POST" else None
        )
        asked_in = answer.headers.get("Location", "").startswith("/sign-in/")
        answers[who] = SIGN_IN if asked_in else answer.status_code
    return answers


def _first_post(app, thread_id):
    with app.app_context():
        return session.scalar(select(Post.id).where(Post.thread_id == thread_id))


def test_who_may_read(app, sign_in, house):
    found = {path: knock(app, sign_in, house, "GET", path) for path in READ}
    assert found == READ


def test_who_may_write(app, sign_in, house):
    """In the order of the table: leaving and closing come after what they prevent."""
    found = {path: knock(app, sign_in, house, "POST", path) for path in WRITE}
    assert found == WRITE


def test_every_address_is_in_the_tables(app):
    """Each table is matched against the site's own routing, in both directions."""
    adapter = app.url_map.bind("localhost")
    for method, table in (("GET", READ), ("POST", WRITE)):
        found = {
            adapter.match(
                path.format(alumni=1, course=1, alumni_post=1, learner=1),
                method=method,
                return_rule=True,
            )[0].rule
            for path in table
        }
        there = {
            rule.rule for rule in app.url_map.iter_rules() if method in rule.methods
        }
        assert found == there
