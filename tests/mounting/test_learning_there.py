"""A person of the host takes a course, without an account of ours."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
import sqlalchemy as sa

from lms.people.models import Member
from tests.mounting.foreign.site import User, db

pytestmark = pytest.mark.slow

FRAME = "Ministerio de Justicia – Servir y cuidar"


def member_of(host, name):
    """The member's row of a person the host knows."""
    with host.app.app_context():
        user = db.session.scalar(sa.select(User).where(User.name == name))
        rows = db.session.scalars(
            sa.select(Member).where(Member.subject == f"host:{user.id}")
        ).all()
        assert len(rows) == 1
        return rows[0]


def test_our_pages_stand_in_the_frame_of_the_host(host):
    guest = host.guest()
    for path in ("/aprender/", "/aprender/courses/", f"{host.course}/"):
        page = guest.open(path)
        assert page.status_code == 200
        assert FRAME in page.text
        assert 'class="bar"' not in page.text
        assert page.headers["X-Host"] == "yes"


def test_our_static_files_are_served_beside_those_of_the_host(host):
    guest = host.guest()
    page = guest.open("/aprender/").text
    sheet, script = (
        re.search(rf'"(/aprender/static/lms/{name}\.[0-9a-f]{{12}}\.{kind})"', page)[1]
        for name, kind in (("base", "css"), ("app", "js"))
    )
    assert guest.open(sheet).mimetype == "text/css"
    assert guest.open(script).mimetype == "text/javascript"
    assert "/static/host.css" in page


def test_our_mistakes_are_answered_by_us_in_the_frame_of_the_host(host):
    guest = host.guest()
    page = guest.open("/aprender/courses/no-hay/")
    assert page.status_code == 404
    assert "Ese curso no está en el catálogo." in guest.words
    assert FRAME in page.text


def test_an_address_nobody_knows_is_answered_by_the_host(host):
    page = host.guest().open("/aprender/no/hay/nada/de/esto")
    assert (page.status_code, "Host: no está" in page.text) == (404, True)


@pytest.mark.parametrize("path", ["sign-in/", "sign-up/", "me/password/"])
def test_pages_about_accounts_are_not_there(some_host, path):
    assert some_host.somebody().open(f"/aprender/{path}").status_code == 404


def test_who_must_sign_in_is_led_to_the_door_of_the_host_and_back(host):
    name, guest = host.user(), host.guest()
    answer = guest.client.get("/aprender/me/")
    assert (answer.status_code, answer.location) == (303, "/login?next=/aprender/me/")
    guest.open("/login", query_string={"next": "/aprender/me/"})
    back = guest.send("/login", name=name, next="/aprender/me/")
    assert back.location == "/aprender/me/"
    assert name in guest.open("/aprender/me/").text


def test_a_person_of_the_host_is_a_member_on_first_sight_and_only_once(host):
    name = host.user()
    guest = host.guest().sign_in(name)
    guest.open("/aprender/")
    guest.open("/aprender/courses/")
    member = member_of(host, name)
    assert member.name == name
    assert f"Hola, {name.split()[0]}" in guest.open("/aprender/").text


def test_two_first_visits_at_the_same_moment_make_one_member(host):
    name = host.user()
    browsers = [host.guest().sign_in(name) for _ in range(4)]
    together = threading.Barrier(len(browsers))

    def visit(guest):
        together.wait()
        return guest.open("/aprender/").status_code

    with ThreadPoolExecutor(len(browsers)) as pool:
        assert list(pool.map(visit, browsers)) == [200] * 4
    assert member_of(host, name).name == name


def test_the_address_of_a_member_follows_the_host(host):
    name = host.user(email=f"Mayúscula.{host.kind}@Ministerio.example")
    guest = host.guest().sign_in(name)
    guest.open("/aprender/")
    assert member_of(host, name).email == f"mayúscula.{host.kind}@ministerio.example"
    with host.app.app_context():
        user = db.session.scalar(sa.select(User).where(User.name == name))
        user.email = f"otra.{host.kind}@ministerio.example"
        db.session.commit()
    guest.open("/aprender/")
    assert member_of(host, name).email == f"otra.{host.kind}@ministerio.example"


def test_looking_again_writes_nothing(host):
    name = host.user(email=f"Quieta.{host.kind}@Ministerio.example")
    guest = host.guest().sign_in(name)
    guest.open("/aprender/")
    with host.app.app_context():
        engine = db.engine
    written = []

    def note(connection, cursor, text, *_):
        if text.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(text)

    sa.event.listen(engine, "before_cursor_execute", note)
    guest.open("/aprender/")
    guest.open("/aprender/courses/")
    sa.event.remove(engine, "before_cursor_execute", note)
    assert written == []


def test_a_language_is_chosen_inside_the_lms_and_kept(host):
    guest = host.somebody()
    guest.open(f"{host.course}/")
    answer = guest.send("/aprender/language", language="en", next=f"{host.course}/")
    assert answer.location == f"{host.course}/"
    assert '<html lang="en">' in guest.open("/aprender/").text
    assert '<html lang="es">' in guest.open("/").text


def right_answers(host):
    """What to choose in the course's quiz, as fields of its form."""
    quiz = next(a for _, a in host.package.places() if a.kind == "quiz").content
    return {
        f"q-{question.id}": [c.id for c in question.content.choices if c.correct]
        for question in quiz.questions
    }


def test_a_person_joins_reads_goes_on_answers_the_quiz_and_takes_part(host):
    guest = host.learner()
    lesson = guest.open(f"{host.course}/resume")
    assert lesson.request.path == host.at("lesson")
    answer = guest.send(host.at("lesson") + "done")
    assert answer.status_code == 303
    assert answer.location != host.at("lesson")

    guest.open(host.at("quiz"))
    attempt = re.search(r'name="attempt" value="(\d+)"', guest.page.text)[1]
    sent = guest.send(
        host.at("quiz") + "submit", attempt=attempt, **right_answers(host)
    )
    assert sent.status_code == 303
    assert "100 %" in guest.open(sent.location).text

    guest.open(host.at("discussion"))
    action = re.search(r'id="reply" action="([^"]+)"', guest.page.text)[1]
    once = re.search(r'name="once"[^>]* value="([^"]+)"', guest.page.text)[1]
    said = guest.send(
        unescape(action), body="Buen caso.", once=once, written_in="es", page="1"
    )
    assert said.status_code == 303
    assert "Buen caso." in guest.open(said.location).text

    done = guest.open(f"{host.course}/progress/").text
    assert "3" in done


def test_progress_counts_what_was_done(host):
    guest = host.learner()
    guest.open(host.at("lesson"))
    total = sum(activity.required for _, activity in host.package.places())
    guest.send(host.at("lesson") + "done")
    guest.open("/aprender/")
    assert f"Ha completado 1 de {total} actividades." in guest.words


def test_signing_out_at_the_host_is_signing_out_here(host):
    guest = host.learner()
    guest.open("/")
    guest.send("/logout")
    answer = guest.client.get("/aprender/me/")
    assert answer.location.startswith("/login?")
