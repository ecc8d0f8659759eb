"""The letters of a selection: their words, each sent once, read where they arrive."""

import contextlib
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import func, select, update

from lms.admission import letters
from lms.admission.letters import Wording, unknown_marks, write
from lms.admission.models import Decision
from lms.admission.services import deciding, telling
from lms.admission.services.deciding import Choice
from lms.foundation import outbox
from lms.foundation.database import session
from lms.foundation.outbox import OutboxJob
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES
from lms.people.models import Member
from lms.record.models import Entry
from tests.factories.selecting import make_crowd, make_secretary, make_selection


class Receiver:
    """Keeps what it is sent."""

    def __init__(self):
        self.mails = {}

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – its name
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.setdefault(mail["To"], []).append(mail)
        return "250 OK"


@contextlib.contextmanager
def running(receiver):
    class OnFreePort(Controller):
        def _trigger_server(self):
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

    controller = OnFreePort(receiver, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def server(app, monkeypatch):
    receiver = Receiver()
    with running(receiver) as port:
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{port}")
        yield receiver


@pytest.fixture
def decided(app):
    """An edition with nine decisions, three of each; its secretariat."""
    with app.app_context():
        edition = make_selection()
        ids, by_id = make_crowd(edition, 9), make_secretary().id
        outcomes = ("accepted",) * 3 + ("waiting",) * 3 + ("declined",) * 3
        choices = [
            Choice(id_, outcome, "Faltan datos {name}" if outcome == "declined" else "")
            for id_, outcome in zip(ids, outcomes, strict=True)
        ]
        with atomic():
            deciding.decide(edition_id=edition.id, choices=choices, by_id=by_id)
        return edition.id, ids, by_id


def tell(edition_id, by_id):
    with atomic():
        return telling.tell_everybody(edition_id=edition_id, by_id=by_id)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", letters.KINDS)
def test_the_words_of_the_house_have_only_marks_there_are(app, kind, language):
    wording = letters.default_wording(kind, language)
    assert wording.subject
    assert unknown_marks(wording.subject + wording.body) == []
    assert "{name}" in wording.body
    assert "{link}" in wording.body


def test_a_line_with_nothing_to_say_is_left_out():
    wording = Wording("Hola {name}", "Uno {name}\n\nMotivo: {reason}\n\nFin")
    assert write(wording, {"name": "Ana"}).body == "Uno Ana\n\nFin"
    assert (
        write(wording, {"name": "A", "reason": "x"}).body == "Uno A\n\nMotivo: x\n\nFin"
    )


def test_what_is_put_in_is_never_read_for_marks():
    wording = Wording("{name}", "{name} {reason}")
    written = write(wording, {"name": "{reason}", "reason": "{name}\n{link}"})
    assert written.subject == "{reason}"
    assert written.body == "{reason} {name}\n{link}"


def test_everybody_is_written_to_once_in_their_language(app, server, decided):
    edition_id, _ids, by_id = decided
    with app.app_context():
        assert [tell(edition_id, by_id), tell(edition_id, by_id)] == [9, 0]
        assert outbox.deliver() == 9
    assert [len(mails) for mails in server.mails.values()] == [1] * 9
    for n, language in enumerate(("es", "pt", "en")):
        (mail,) = server.mails[f"p{n}-{edition_id}@example.org"]
        text = mail.get_body(("plain",)).get_content()
        page = mail.get_body(("html",)).get_content()
        assert mail["Content-Language"] == language
        assert f"Persona {n:05}" in text
        assert "http://localhost/me/applications/" in text
        assert 'href="http://localhost/me/applications/"' in page
        assert "{" not in text + mail["Subject"]
    (waits,) = server.mails[f"p3-{edition_id}@example.org"]
    assert "Su puesto en la lista: 1" in waits.get_body(("plain",)).get_content()
    (gone,) = server.mails[f"p6-{edition_id}@example.org"]
    assert "Motivo: Faltan datos {name}" in gone.get_body(("plain",)).get_content()


def test_what_was_told_is_in_the_record_without_its_words(app, decided):
    edition_id, ids, by_id = decided
    with app.app_context():
        tell(edition_id, by_id)
        entries = session.scalars(
            select(Entry).where(Entry.act == "admission.told").order_by(Entry.id)
        ).all()
        assert {entry.details["application"] for entry in entries} == set(ids)
        assert all(len(entry.details["sha256"]) == 64 for entry in entries)
        assert "Persona" not in str([entry.details for entry in entries])


def test_pages_in_two_tabs_at_once_send_each_letter_once(app, together, decided):
    edition_id, _ids, by_id = decided
    found = together(*[lambda: tell(edition_id, by_id)] * 4)
    assert sorted(found) == [0, 0, 0, 9]
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(OutboxJob)) == 9


def test_telling_and_undoing_at_once_never_tells_what_is_undone(app, together, decided):
    edition_id, ids, by_id = decided

    def undo():
        with atomic():
            return deciding.undo(
                edition_id=edition_id, application_ids=ids, by_id=by_id
            )

    together(lambda: tell(edition_id, by_id), undo)
    with app.app_context():
        jobs = session.scalar(select(func.count()).select_from(OutboxJob))
        told = session.scalar(select(func.count()).where(Decision.told_at.is_not(None)))
        rows = session.scalar(select(func.count()).select_from(Decision))
        assert (jobs, told, rows) in ((9, 9, 9), (0, 0, 0))


def test_who_has_no_address_stays_untold_and_is_named(app, client, sign_in, decided):
    edition_id, _ids, by_id = decided
    with app.app_context():
        with atomic():
            session.execute(
                update(Member).where(Member.name == "Persona 00000").values(email=None)
            )
        assert tell(edition_id, by_id) == 8
    sign_in(client, "test:secretaria")
    page = client.get(f"/secretariat/editions/{edition_id}/applications/letters/")
    assert "Persona 00000" in page.get_data(as_text=True)


def test_own_words_are_sent_and_those_of_the_house_come_back(
    app, client, sign_in, server, decided
):
    edition_id, _ids, by_id = decided
    sign_in(client, "test:secretaria")
    base = f"/secretariat/editions/{edition_id}/applications/letters/accepted/es/"
    own = {"subject": "¡Bienvenida, {name}!", "body": "<b>Hola</b> {name}\n{link}"}
    assert client.post(base, data={**own, "preview": "1"}).status_code == 200
    assert client.post(base, data=own).status_code == 303
    bad = client.post(base, data={**own, "body": "Hola {nombre}"})
    assert bad.status_code == 422
    assert "{nombre}" in bad.get_data(as_text=True)
    with app.app_context():
        tell(edition_id, by_id)
        outbox.deliver()
    (mail,) = server.mails[f"p0-{edition_id}@example.org"]
    assert mail["Subject"] == "¡Bienvenida, Persona 00000!"
    assert "&lt;b&gt;Hola&lt;/b&gt;" in mail.get_body(("html",)).get_content()
    assert client.post(base, data={"reset": "1"}).status_code == 303
    assert "Bienvenida" not in client.get(base).get_data(as_text=True)


def test_a_double_click_sends_nothing_twice(app, client, sign_in, decided):
    edition_id, _ids, _by_id = decided
    sign_in(client, "test:secretaria")
    base = f"/secretariat/editions/{edition_id}/applications/letters/"
    for _click in range(2):
        assert client.post(base).status_code == 303
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(OutboxJob)) == 9
