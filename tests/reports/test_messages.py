"""A message to a group: one letter for each person, once, and noted."""

import re
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import func, select, update

from lms.foundation import outbox
from lms.foundation.database import session
from lms.foundation.outbox import OutboxJob
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.record.models import Entry
from tests.factories.reports import make_crowd

MESSAGE = "/courses/curso/people/message/"
WORDS = {"subject": "Mañana, módulo 2", "body": "Lea <b>esto</b>.\n\nGracias."}


class Received:
    """What a mail server was handed."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – its name
        read = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, read))
        return "250 OK"


class OnFreePort(Controller):
    """A controller that asks for any port and says which it got."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def post(app, monkeypatch):
    """Deliver what waits to a real server; return what it got, by address."""
    received = Received()
    server = OnFreePort(received, hostname="127.0.0.1", port=0)
    server.start()
    monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{server.port}")

    def deliver():
        with app.app_context():
            outbox.deliver()
        return {to[0]: letter for to, letter in received.letters}

    yield deliver
    server.stop()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.get_data(as_text=True))[1]


def preview(client, address=MESSAGE, **more):
    return client.post(address, data=WORDS | {"go": "preview"} | more)


def send(client, page, address=MESSAGE, **more):
    carried = {name: hidden(page, name) for name in ("once", "group")}
    return client.post(address, data=WORDS | carried | {"go": "send"} | more)


def count_jobs(app):
    with app.app_context():
        return session.scalar(select(func.count(OutboxJob.id)))


def test_a_preview_says_to_how_many_and_sends_nothing(app, browse, world):
    page = preview(browse("instructor"))
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Lo reciben 3 personas" in text
    assert "Clara Cruz, Olga Ortiz, Pablo Paz" in text
    assert "Lea &lt;b&gt;esto&lt;/b&gt;." in text
    assert "@example.org" not in text
    assert count_jobs(app) == 0


def test_each_person_gets_one_letter_in_the_frame_of_their_language(
    app, browse, world, post
):
    with app.app_context(), atomic():
        for who, code in (("participant", "pt"), ("classmate", "en")):
            session.execute(
                update(Member).where(Member.id == world.ids[who]).values(language=code)
            )
    client = browse("instructor")
    assert send(client, preview(client)).status_code == 303
    with app.app_context():
        emails = {
            who: session.get_one(Member, world.ids[who]).email
            for who in ("participant", "classmate", "observer")
        }
    letters = post()
    assert sorted(letters) == sorted(emails.values())
    frames = {"participant": "Olá, Pablo Paz", "classmate": "Hello Clara Cruz,"}
    for who, email in emails.items():
        letter = letters[email]
        text = letter.get_body(("plain",)).get_content().replace("\r", "")
        page = letter.get_body(("html",)).get_content()
        assert letter["Subject"] == "Mañana, módulo 2"
        assert letter["To"] == email
        assert frames.get(who, "Hola, Olga Ortiz") in text
        assert "Lea <b>esto</b>.\n\nGracias." in text
        assert "Lea &lt;b&gt;esto&lt;/b&gt;." in page
        assert "Inés Ibarra" in text
        for other in set(emails.values()) - {email}:
            assert other not in letter.as_string()


def test_two_clicks_send_one_letter(app, browse, world):
    client = browse("instructor")
    page = preview(client)
    first, second = send(client, page), send(client, page)
    assert (first.status_code, second.status_code) == (303, 303)
    assert count_jobs(app) == 3


def test_the_record_knows_who_wrote_to_how_many_and_by_which_filter(app, browse, world):
    client = browse("moderator")
    address = f"{MESSAGE}?edition=permanente&behind=none&words=clara"
    send(client, preview(client, address), address)
    with app.app_context():
        (entry,) = session.scalars(
            select(Entry).where(Entry.act == "reports.group_written_to")
        )
        assert entry.by_id == world.ids["moderator"]
        assert entry.about == f"edition:{world.edition_id}"
        assert entry.details["people"] == 1
        assert entry.details["filter"] == {"behind": "none", "words": "…"}
        assert "clara" not in str(entry.details).lower()
        assert "Gracias" not in str(entry.details)


def test_a_group_that_changed_meanwhile_is_looked_at_again(app, browse, world):
    client = browse("instructor")
    page = preview(client)
    with app.app_context():
        make_crowd(world.edition_id, world.release_id, 1)
    answer = send(client, page)
    assert answer.status_code == 409
    assert "El grupo cambió mientras tanto" in answer.get_data(as_text=True)
    assert count_jobs(app) == 0


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"subject": " "}, "Escriba de qué trata el mensaje."),
        ({"body": ""}, "Escriba el mensaje antes de seguir."),
        ({"subject": "x" * 151}, "caben 150"),
        ({"body": "x" * 5001}, "caben 5000"),
        ({"body": "a\x00b"}, "no se puede guardar"),
        ({"once": "x" * 81}, "caben 80"),
    ],
)
def test_what_is_not_well_formed_goes_back_with_what_was_typed(
    app, browse, world, sent, words
):
    page = browse("instructor").post(MESSAGE, data=WORDS | {"go": "send"} | sent)
    assert page.status_code == 422
    assert words in page.get_data(as_text=True)
    assert "Mañana" in page.get_data(as_text=True) or "subject" in sent
    assert count_jobs(app) == 0


def test_a_subject_is_one_line(app, browse, world, post):
    client = browse("instructor")
    address = f"{MESSAGE}?words=clara"
    subject = "Hola\r\nBcc: otra@example.org"
    page = preview(client, address, subject=subject)
    send(client, page, address, subject=subject)
    (letter,) = post().values()
    assert letter["Subject"] == "Hola Bcc: otra@example.org"
    assert letter["Bcc"] is None


def test_nobody_found_is_nobody_written_to(app, browse, world):
    client = browse("instructor")
    address = f"{MESSAGE}?words=nadie"
    assert "No hay nadie a quien escribir" in preview(client, address).get_data(
        as_text=True
    )
    answer = client.post(address, data=WORDS | {"go": "send", "once": "k"})
    assert answer.status_code == 409
    assert count_jobs(app) == 0


def test_who_closed_their_account_meanwhile_gets_nothing(app, browse, world, post):
    client = browse("instructor")
    address = f"{MESSAGE}?words=clara"
    send(client, preview(client, address), address)
    with app.app_context(), atomic():
        session.execute(
            update(Member)
            .where(Member.id == world.ids["classmate"])
            .values(left_at=func.now(), email=None)
        )
    assert post() == {}


def test_a_letter_to_many_costs_the_same_statements(app, browse, world, count_queries):
    client = browse("instructor")
    page = preview(client)
    with count_queries() as few:
        send(client, page)
    with app.app_context():
        make_crowd(world.edition_id, world.release_id, 50)
    page = preview(client)
    with count_queries() as many:
        send(client, page)
    assert count_jobs(app) == 3 + 53
    assert len(many) <= len(few) + 1
