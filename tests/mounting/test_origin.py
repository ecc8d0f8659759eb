"""Forms come from our own pages, whether the host guards its forms or not."""

import re
from html import unescape

import pytest

from lms.foundation.i18n import speak
from lms.kernel.language import SOURCE
from tests.mounting.foreign.site import KINDS, create_host, mount

pytestmark = pytest.mark.slow


def test_a_form_without_a_token_is_refused_and_one_with_it_is_accepted(host):
    guest = host.somebody()
    guest.open(f"{host.course}/")
    join = f"{host.course}/join"
    assert guest.client.post(join).status_code == 400
    assert guest.client.post(join, data={"csrf_token": "made-up"}).status_code == 400
    assert guest.send(join).status_code == 303


def test_a_token_in_a_header_is_accepted_too(host):
    guest = host.somebody()
    guest.open(f"{host.course}/")
    answer = guest.client.post(
        f"{host.course}/join", headers={"X-CSRFToken": guest.token}
    )
    assert answer.status_code == 303


def test_what_was_written_on_a_page_that_grew_too_old_is_given_back(host):
    guest = host.learner()
    path = host.at("lesson") + "done"
    answer = guest.client.post(path, data={"note": "lo que escribí", "csrf_token": "x"})
    assert answer.status_code == 400
    assert "lo que escribí" in answer.text
    assert "Host: no se entiende" not in answer.text
    fresh = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]
    assert guest.client.post(path, data={"csrf_token": fresh}).status_code == 303


def test_what_was_written_while_the_session_ended_is_given_back_after_signing_in(host):
    name = host.user()
    guest = host.guest().sign_in(name)
    guest.open(f"{host.course}/")
    token = guest.token
    guest.client.delete_cookie("session")
    answer = guest.client.post(
        "/aprender/me/", data={"name": "Ana María", "csrf_token": token}
    )
    assert (answer.status_code, answer.location[:12]) == (303, "/login?next=")
    door = unescape(guest.open(answer.location).text)
    then = re.search(r'name="next" value="([^"]+)"', door)[1]
    back = guest.send("/login", name=name, next=then)
    assert "Ana María" in guest.open(back.location).text


def test_a_passer_by_needs_a_token_too(host):
    guest = host.guest()
    answer = guest.client.post("/aprender/language", data={"language": "pt"})
    assert answer.status_code == 400
    assert answer.headers.get("Set-Cookie", "").startswith("lms_language") is False


@pytest.mark.parametrize(
    ("policy", "sent"),
    [("default-src 'self'", "default-src 'self'"), ("", None)],
)
def test_a_host_may_set_another_policy_for_what_its_frame_needs(policy, sent):
    app = create_host(KINDS[0], "sqlite://", LMS_CONTENT_POLICY=policy)
    mount(app, KINDS[0])
    answer = app.test_client().get("/aprender/static/lms/base.css")
    assert answer.headers.get("Content-Security-Policy") == sent
    speak(SOURCE)
