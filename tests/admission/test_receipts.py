"""The letter that says that an application arrived, read from a real mail server."""

import pytest

from lms.foundation import outbox
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES
from lms.people import services as people
from tests.accounts.test_letters import Receiver, running
from tests.admission.applicants import apply, load
from tests.factories.accounts import html_of, text_of
from tests.factories.admission import make_edition, without_endorsement
from tests.factories.people import make_member

SUBJECTS = {
    "es": "Recibimos su solicitud: Edición <1> & Co",
    "pt": "Recebemos a sua candidatura: Edición <1> & Co (pt)",
    "en": "We have received your application: Edición <1> & Co (en)",
}
TITLE = {
    "es": "Edición <1> & Co",
    "pt": "Edición <1> & Co (pt)",
    "en": "Edición <1> & Co (en)",
}
FOCAL = {
    "es": "Ahora la mira el punto focal de su Estado (Argentina).",
    "pt": "Agora o ponto focal do seu Estado (Argentina) vai examiná-la.",
    "en": "The focal point of your State (Argentina) will look at it now.",
}


@pytest.fixture
def server(inside, monkeypatch):
    """A mail server on a free port, and the site sending through it."""
    load()
    receiver = Receiver()
    with running(receiver) as port:
        monkeypatch.setitem(inside.config, "MAIL_URL", f"smtp://127.0.0.1:{port}")
        yield receiver


def to(server, address):
    """The mails to one address: the focal point gets others."""
    return [mail for people, mail in server.mails if people == [address]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_comes_in_the_language_of_who_applied(server, language):
    edition = make_edition(slug="primera", title=TITLE)
    ana = make_member("Ana <P> & Co", email="ana@example.org", language=language)
    apply(ana.id, edition.id)
    outbox.deliver()
    (mail,) = to(server, "ana@example.org")
    assert mail["Subject"] == SUBJECTS[language]
    assert mail["Content-Language"] == language
    text, html = text_of(mail), html_of(mail)
    assert "Ana <P> & Co" in text
    assert "Ana &lt;P&gt; &amp; Co" in html
    assert FOCAL[language] in text
    assert FOCAL[language] in html
    for said in (text, html):
        assert "http://localhost/courses/curso/apply/primera/" in said
        assert "Prevenir." not in said


def test_a_change_is_told_as_one_and_a_focal_point_only_where_there_is_one(server):
    edition = make_edition(rules=without_endorsement())
    ana = make_member(email="ana@example.org")
    apply(ana.id, edition.id)
    apply(ana.id, edition.id, post="Directora")
    outbox.deliver()
    first, second = map(text_of, to(server, "ana@example.org"))
    assert "Recibimos su solicitud para" in first
    assert "Recibimos los cambios de su solicitud para" in second
    assert "punto focal" not in first


def test_nobody_writes_to_somebody_who_left(server):
    ana = make_member(email="ana@example.org")
    apply(ana.id, make_edition().id)
    with atomic():
        people.leave(member_id=ana.id)
    outbox.deliver()
    assert to(server, "ana@example.org") == []
