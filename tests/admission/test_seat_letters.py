"""The letters about seats, read from a real mail server."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from lms.admission.services import offering, waiting
from lms.enrolment.states import EnrolmentState
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.models import Member
from tests.accounts.test_letters import Receiver, running
from tests.factories.accounts import html_of, text_of
from tests.factories.seats import application_of, make_list, member_of

S = EnrolmentState
SUBJECTS = {
    "offered": {
        "es": "Hay un lugar para usted",
        "pt": "Há uma vaga para você",
        "en": "There is a place for you",
    },
    "offer_expired": {
        "es": "El plazo para su lugar terminó",
        "pt": "O prazo da sua vaga terminou",
        "en": "The time for your place is over",
    },
    "offer_taken": {
        "es": "Los lugares ya se ocuparon",
        "pt": "As vagas já foram ocupadas",
        "en": "The places have been taken",
    },
}


@pytest.fixture
def server(app, monkeypatch):
    receiver = Receiver()
    with running(receiver) as port:
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{port}")
        yield receiver


def speak(language):
    with atomic():
        session.execute(update(Member).values(language=language))


def subjects(server):
    return [str(mail["Subject"]).split(":")[0] for _to, mail in server.mails]


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_an_offer_and_its_end_are_told(inside, server, language):
    edition, ids = make_list(S.WAITING, seats=1)
    speak(language)
    with atomic():
        waiting.pass_on(edition.id)
    outbox.deliver()
    [(_to, mail)] = server.mails
    where = f"http://localhost/me/applications/{application_of(ids[0])}/offer"
    assert where in text_of(mail) and where in html_of(mail)
    assert mail["Content-Language"] == language
    with time_machine.travel(now() + timedelta(days=6), tick=False):
        offering.sweep()
        outbox.deliver()
    kinds = ("offered", "offer_expired")
    assert subjects(server) == [SUBJECTS[kind][language] for kind in kinds]


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_who_was_not_first_is_told_where_they_wait(inside, server, language):
    edition, ids = make_list(S.WAITING, S.WAITING, seats=1)
    speak(language)
    with atomic():
        offering.offer_to_all(edition_id=edition.id, by_id=member_of(ids[0]))
    with atomic():
        offering.accept_offer(enrolment_id=ids[0], by_id=member_of(ids[0]))
    outbox.deliver()
    # Who had answered before the letters went out is not offered anything any more.
    assert subjects(server) == [SUBJECTS["offer_taken"][language]]
    assert " 1" in text_of(server.mails[0][1])
