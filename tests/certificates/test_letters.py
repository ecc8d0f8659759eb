"""The letter about a certificate, read from a real mail server."""

import pytest

from lms.certificates import services
from lms.foundation import outbox
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.models import Member
from tests.accounts.test_letters import Receiver, running
from tests.factories import certificates as factory
from tests.factories.accounts import html_of, text_of
from tests.factories.courses import make_course

SUBJECTS = {
    "es": "Su certificado: ",
    "pt": "Seu certificado: ",
    "en": "Your certificate: ",
}


@pytest.fixture
def server(app, monkeypatch):
    receiver = Receiver()
    with running(receiver) as port:
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{port}")
        yield receiver


def make(language="es", email="ana@example.org"):
    make_course("curso")
    return factory.make_certificate("Ana Pérez", email=email, language=language)


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_new_certificate_is_told_in_the_language_of_its_holder(
    inside, server, language
):
    make(language)
    outbox.deliver()
    [(to, mail)] = server.mails
    assert "ana@example.org" in str(to)
    assert str(mail["Subject"]).startswith(SUBJECTS[language])
    assert mail["Content-Language"] == language
    address = "http://localhost/me/certificates/"
    assert address in text_of(mail) and address in html_of(mail)
    assert "Ana Pérez" in text_of(mail)


def test_it_is_told_once_however_often_it_is_issued(inside, server):
    made = make()
    for _ in range(2):
        with atomic():
            services.issue(enrolment_id=made.enrolment_id, by_id=None)
        outbox.deliver()
    assert len(server.mails) == 1


def test_a_corrected_name_is_told_of(inside, server):
    made = make()
    outbox.deliver()
    factory.reissue(made, "Ana Pérez Ñandú")
    outbox.deliver()
    _first, (_to, again) = server.mails
    assert "Ana Pérez Ñandú" in text_of(again)
    assert "de nuevo" in text_of(again)


def test_what_no_longer_stands_or_has_no_address_is_not_told(inside, server):
    made = make()
    factory.revoke(made)
    again = make(email="otra@example.org")
    with atomic():
        session.get_one(Member, again.member_id).email = None
    outbox.deliver()
    assert server.mails == []
