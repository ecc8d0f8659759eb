"""What is done every minute for endorsements: the clock, and the letters by SMTP."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from lms.admission.models import Endorsement, Invitation
from lms.admission.services.endorsing import answer_question, ask_back, endorse
from lms.admission.services.nominating import nominate
from lms.admission.services.reminding import remind_and_lapse
from lms.admission.vouching import Occasion, Wait, occasion
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import EndorsementRules, Rules, WithoutAnswer
from lms.enrolment.states import EditionState
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.i18n import gettext, speaking
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES
from lms.people import services as people
from lms.people.roles import Role
from tests.accounts.test_letters import Receiver, running
from tests.factories.accounts import html_of, text_of
from tests.factories.admission import make_application, make_edition
from tests.factories.people import make_member

START = "2026-03-01T12:00:00Z"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def server(app, monkeypatch):
    """A mail server on a free port, and the site sending through it."""
    receiver = Receiver()
    with running(receiver) as port:
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{port}")
        yield receiver


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as found:
        yield found


def focal_point(*states, **more):
    member = make_member("Félix Faro", **more)
    with atomic():
        for state in states or ("AR",):
            people.grant(member_id=member.id, role=Role.FOCAL_POINT, scope_id=state)
    return member


def round_of(server):
    """Go round once; return to whom letters went, with their subjects."""
    before = len(server.mails)
    remind_and_lapse()
    outbox.deliver()
    return [(to[0], mail["Subject"]) for to, mail in server.mails[before:]]


NEWS = "Hay solicitudes de su Estado que esperan su aval"
REMINDER = "Recordatorio: hay solicitudes de su Estado que esperan su aval"


# When


def test_there_is_one_letter_a_day_and_each_reminder_once():
    moment = now()
    wait = Wait(moment, moment + 10 * DAY, (5, 1))
    assert occasion([wait], None, moment) is Occasion.NEWS
    assert occasion([wait], moment, moment + HOUR) is None
    assert occasion([wait], moment, moment + 4 * DAY) is None
    assert occasion([wait], moment, moment + 5 * DAY) is Occasion.REMINDER
    assert occasion([wait], moment + 5 * DAY, moment + 8 * DAY) is None
    assert occasion([wait], moment + 5 * DAY, moment + 9 * DAY) is Occasion.REMINDER
    assert occasion([wait], moment + 9 * DAY, moment + 10 * DAY) is None
    assert occasion([], None, moment) is None


def test_what_began_to_wait_after_a_letter_is_told_a_day_later():
    moment = now()
    new = Wait(moment + HOUR, moment + 10 * DAY, (5, 1))
    assert occasion([new], moment, moment + 2 * HOUR) is None
    assert occasion([new], moment, moment + DAY) is Occasion.NEWS


def test_a_focal_point_is_written_to_once_a_day_at_most(inside, server, clock):
    edition, by = make_edition(), focal_point()
    assert round_of(server) == []
    make_application(edition=edition, endorsement="waiting")
    assert round_of(server) == [(by.email, NEWS)]
    make_application(edition=edition, endorsement="waiting")
    clock.shift(HOUR)
    assert round_of(server) == []
    clock.shift(DAY)
    assert round_of(server) == [(by.email, NEWS)]
    assert round_of(server) == []
    clock.shift(4 * DAY)
    assert round_of(server) == [(by.email, REMINDER)]
    assert round_of(server) == []
    assert session.scalars(select(Endorsement.reminded_at)).all() == [now(), now()]


def test_only_those_whom_something_waits_for_are_written_to(inside, server, clock):
    edition = make_edition()
    both, uruguay = focal_point("AR", "UY"), focal_point("UY")
    applicant = focal_point("AR")
    make_application(
        edition=edition, endorsement="waiting", member_id=applicant.id, state_code="AR"
    )
    assert [to for to, _subject in round_of(server)] == [both.email]
    make_application(edition=edition, endorsement="waiting", state_code="UY")
    clock.shift(HOUR)
    assert [to for to, _subject in round_of(server)] == [uruguay.email]


def test_who_answered_before_the_letter_was_written_gets_none(inside, server, clock):
    application, by = make_application(endorsement="waiting"), focal_point()
    remind_and_lapse()
    with atomic():
        endorse(application_id=application.id, by_id=by.id)
    outbox.deliver()
    assert server.mails == []


def test_an_answer_to_a_question_is_news(inside, server, clock):
    application, by = make_application(endorsement="waiting"), focal_point()
    round_of(server)
    with atomic():
        ask_back(application_id=application.id, by_id=by.id, question="¿Desde cuándo?")
    clock.shift(2 * DAY)
    (asked,) = round_of(server)
    assert asked[1] == "Una pregunta sobre su solicitud"
    with atomic():
        answer_question(
            application_id=application.id,
            member_id=application.member_id,
            answer="2020",
        )
    assert round_of(server) == [(by.email, NEWS)]


# What they say


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_tell_numbers_and_a_link_and_nothing_of_applicants(
    inside, server, clock, language
):
    edition, by = make_edition(), focal_point(language=language)
    for name in ("Nora Única", "Zoe Sola"):
        make_application(edition=edition, name=name, endorsement="waiting")
    round_of(server)
    ((_to, mail),) = server.mails
    with speaking(language):
        assert mail["Subject"] == gettext(NEWS)
    assert mail["Content-Language"] == language
    for said in (text_of(mail), html_of(mail)):
        assert "http://localhost/country/" in said
        assert "2" in said
        for secret in ("Nora", "Zoe", "Cancillería", "Analista", "?"):
            assert secret not in said.replace("?xml", "")
    assert by.name in text_of(mail)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_asked_and_who_is_nominated_read_it_in_their_language(
    inside, server, clock, language
):
    edition, by = make_edition(), focal_point(language=language)
    applicant = make_member("Nora", language=language)
    application = make_application(
        edition=edition, member_id=applicant.id, endorsement="waiting"
    )
    with atomic():
        ask_back(application_id=application.id, by_id=by.id, question="Algo privado")
        nominate(
            edition_id=edition.id,
            state_code="AR",
            email="otra@gob.example",
            by_id=by.id,
        )
    outbox.deliver()
    asked, nominated = [mail for _to, mail in server.mails]
    with speaking(language):
        assert asked["Subject"] == gettext("Una pregunta sobre su solicitud")
        subject = gettext("Su Estado le propone participar en un curso")
        assert nominated["Subject"] == subject
    page = f"http://localhost/me/applications/{application.id}/question/"
    assert page in text_of(asked)
    assert "Algo privado" not in text_of(asked)
    call = f"http://localhost/courses/curso/apply/{edition.slug}/"
    assert call in text_of(nominated)
    assert edition.title[language] in text_of(nominated)


# When nobody answers


@pytest.mark.parametrize(
    ("rule", "state"),
    [(WithoutAnswer.GOES_ON, "applied"), (WithoutAnswer.DECLINES, "declined")],
)
def test_without_an_answer_the_rule_of_the_edition_decides(inside, clock, rule, state):
    rules = Rules(endorsement=EndorsementRules(without_answer=rule))
    application = make_application(
        edition=make_edition(rules=rules), endorsement="waiting"
    )
    clock.shift(10 * DAY - HOUR)
    assert remind_and_lapse() == 0
    clock.shift(HOUR)
    assert [remind_and_lapse(), remind_and_lapse()] == [1, 0]
    session.expire_all()
    said = session.scalars(select(Endorsement)).one()
    assert (said.verdict, said.decided_by_id) == ("lapsed", None)
    assert session.get(Enrolment, application.enrolment_id).state == state
    assert bool(said.reason) == (state == "declined")


def test_what_was_answered_or_is_no_longer_collected_does_not_lapse(inside, clock):
    answered = make_application(endorsement="waiting")
    running_on = make_application(endorsement="waiting")
    with atomic():
        endorse(application_id=answered.id, by_id=focal_point().id)
        session.get(Edition, running_on.edition_id).state = EditionState.RUNNING
    clock.shift(30 * DAY)
    assert remind_and_lapse() == 0


def test_an_address_is_forgotten_once_the_edition_collects_no_more(inside, clock):
    edition, by = make_edition(), focal_point()
    with atomic():
        nominate(
            edition_id=edition.id, state_code="AR", email="a@gob.example", by_id=by.id
        )
    remind_and_lapse()
    assert session.scalars(select(Invitation.note)).all() == ["AR a@gob.example"]
    with atomic():
        session.get(Edition, edition.id).state = EditionState.SELECTING
        session.flush()
        session.get(Edition, edition.id).state = EditionState.RUNNING
    remind_and_lapse()
    assert session.scalars(select(Invitation.note)).all() == ["AR"]
