"""Who may open which door: every role at every address, signed in or not.

An address that is not in the tables fails the test, so nobody adds a page without
saying who may see it.
"""

import pytest
from sqlalchemy import select

from lms.encuentro.models import Post
from lms.foundation.database import session
from lms.people.roles import Role
from tests.architecture import admission_doors, edition_doors, selection_doors
from tests.architecture.answers import (
    ALUMNI_KEEP,
    ALUMNI_SEND,
    ALUMNI_TALK,
    ASKED_IN,
    COURSE,
    COURSE_KEEP,
    COURSE_SEND,
    COURSE_TALK,
    DECIDE,
    DECIDE_SEND,
    ENCUENTRO,
    FOLLOW,
    FOLLOWED,
    LEARNERS,
    LEARNERS_SEND,
    MEMBERS,
    OUT,
    OWN_POST,
    OWN_STATE,
    RUN,
    RUN_SEND,
    RUNS,
    SIGN_IN,
    WHO,
    all_get,
    only,
)
from tests.factories.editions import make_dated
from tests.factories.encuentro import make_thread, make_world
from tests.factories.people import make_member

pytestmark = pytest.mark.slow

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
    "/courses/curso/people/": FOLLOWED,
    "/courses/curso/people/message/": FOLLOWED,
    "/courses/curso/people/roster.csv": FOLLOWED,
    "/courses/curso/people/{learner}/": FOLLOWED,
    "/secretariat/editions/{edition}/people/": only(RUNS, 302, others=404),
    "/country/figures/": OWN_STATE,
    "/country/figures/people/": OWN_STATE,
    "/me/courses/": MEMBERS,
    "/secretariat/accommodations/": DECIDE,
    "/secretariat/accommodations/{learner}/": DECIDE,
    "/secretariat/record/": DECIDE,
    "/secretariat/certificates/": DECIDE,
    "/secretariat/certificates/1/": only((), 404, others=404),
    "/secretariat/editions/{edition}/certificates/": DECIDE,
    "/secretariat/record/decisions.csv": DECIDE,
    "/secretariat/record/record.jsonl": DECIDE,
    "/courses/curso/conversations/": COURSE_TALK,
    "/courses/curso/conversations/new": COURSE_TALK | {"observer": 403},
    "/conversations/{course}/": COURSE_TALK,
    "/conversations/{alumni}/": ALUMNI_TALK,
    "/posts/{alumni_post}/": only(ENCUENTRO, 302, others=404),
    "/posts/{alumni_post}/edit": only(("alumna",), 200, others=404, **OWN_POST),
    "/encuentro/": ALUMNI_TALK,
    "/encuentro/new": ALUMNI_TALK,
    "/me/": MEMBERS,
    "/me/certificates/": MEMBERS,
    "/me/certificates/1.pdf": only((), 404, others=404),
    "/me/certificates/1.json": only((), 404, others=404),
    "/me/certificates/1.jwt": only((), 404, others=404),
    "/verify/": all_get(200),
    "/verify/ABCDEFGHJKMNPQRSTVWX/": all_get(404),
    "/verify/file/": all_get(200),
    "/credentials/issuer.json": all_get(200),
    "/credentials/states/0.json": all_get(404),
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
    "/courses/curso/people/message/": only(FOLLOW, 422, others=404),
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
    "/secretariat/editions/{edition}/certificates/": DECIDE_SEND,
    "/secretariat/certificates/1/revoke": only((), 404, others=404),
    "/secretariat/certificates/1/reissue": only((), 404, others=404),
    "/me/certificates/1/visibility": only((), 404, others=404),
    "/verify/file/": all_get(422),
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
    "/courses/curso/editions/none/enter": only((), 403, others=403),
}

READ |= admission_doors.READ
WRITE |= admission_doors.WRITE

for told, table in ((READ, edition_doors.READ), (WRITE, edition_doors.WRITE)):
    for path, status in table.items():
        told[path] = only(("secretariat",), status, others=404)

for told, table in ((READ, selection_doors.READ), (WRITE, selection_doors.WRITE)):
    for path, (who, status) in table.items():
        told[path] = only(who, status, others=404)


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
        edition = make_dated(world.ids["secretariat"])
    return world, {"alumni": alumni, "course": course, "edition": edition}


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
                path.format(edition=1, alumni=1, course=1, alumni_post=1, learner=1),
                method=method,
                return_rule=True,
            )[0].rule
            for path in table
        }
        there = {
            rule.rule for rule in app.url_map.iter_rules() if method in rule.methods
        }
        assert found == there
