"""The outbox: written with its reason, sent once, tried again."""

import smtplib
import threading
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from lms.foundation import mail, outbox, postman
from lms.foundation.database import now, session
from lms.foundation.mail import Letter
from lms.foundation.outbox import OutboxJob
from lms.foundation.work import atomic
from lms.kernel.language import Language


class Sent(list):
    """What went out, and what should go wrong on the way."""

    failures: list[BaseException]


@pytest.fixture
def sent(monkeypatch):
    found = Sent()
    found.failures = []

    def send(letter):
        if found.failures:
            raise found.failures.pop(0)
        found.append(letter)

    monkeypatch.setattr(mail, "send", send)
    monkeypatch.setattr(outbox, "_WRITERS", {})
    return found


def put(number=1, to="ana@example.org"):
    with atomic():
        for _turn in range(number):
            outbox.put("test.said", "pt", {"to": to, "word": "hola"})


def jobs():
    session.expire_all()
    return session.scalars(select(OutboxJob).order_by(OutboxJob.id)).all()


def test_a_letter_goes_out_once_in_its_language_and_its_payload_is_forgotten(
    inside, sent
):
    put()
    assert outbox.deliver() == 1
    assert outbox.deliver() == 0
    (letter,) = sent
    assert (letter.to, letter.template) == ("ana@example.org", "test/said")
    assert (letter.language, letter.values["word"]) == (Language.PT, "hola")
    (job,) = jobs()
    assert (job.payload, job.tries) == ({}, 1)
    assert job.sent_at is not None


def test_a_letter_for_what_never_happened_does_not_exist(inside, sent):
    with pytest.raises(RuntimeError), atomic():
        outbox.put("test.said", "es", {"to": "ana@example.org"})
        raise RuntimeError
    assert outbox.deliver() == 0
    with pytest.raises(RuntimeError, match="inside `with atomic"):
        outbox.put("test.said", "es", {})


def test_only_so_many_go_out_in_one_round(inside, sent):
    put(5)
    assert [outbox.deliver(limit=2) for _turn in range(4)] == [2, 2, 1, 0]


def test_a_letter_that_failed_is_tried_again_later_and_later(inside, sent):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        put()
        sent.failures = [OSError("down"), OSError("down")]
        assert outbox.deliver() == 0
        assert outbox.deliver() == 0
        clock.shift(timedelta(seconds=61))
        assert outbox.deliver() == 0
        assert sent.failures == []
        clock.shift(timedelta(minutes=4))
        assert outbox.deliver() == 0
        clock.shift(timedelta(minutes=1))
        assert outbox.deliver() == 1
    assert jobs()[0].tries == 3


def test_the_letters_after_a_failed_one_go_out(inside, sent):
    put(3)
    sent.failures = [OSError("down")]
    assert outbox.deliver() == 2
    assert [job.sent_at is None for job in jobs()] == [True, False, False]


def test_a_letter_is_given_up_one_day_and_its_payload_forgotten(inside, sent):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        put()
        sent.failures = [OSError("down")] * 20
        for _turn in range(20):
            outbox.deliver()
            clock.shift(timedelta(days=2))
    assert 20 - len(sent.failures) == len(outbox.PATIENCE) + 1
    (job,) = jobs()
    assert (job.due_at, job.sent_at, job.payload) == (None, None, {})


def test_an_address_refused_for_good_is_not_tried_again(inside, sent):
    put()
    sent.failures = [smtplib.SMTPRecipientsRefused({"a@b.org": (550, b"no")})]
    outbox.deliver()
    assert jobs()[0].due_at is None
    put()
    sent.failures = [smtplib.SMTPRecipientsRefused({"a@b.org": (450, b"later")})]
    outbox.deliver()
    assert jobs()[1].due_at > now()


def test_the_log_names_the_failure_and_no_address(inside, sent, caplog):
    put()
    sent.failures = [OSError("ana@example.org token-abc")]
    outbox.deliver()
    assert "OSError" in caplog.text
    assert "ana@example.org" not in caplog.text
    assert "token-abc" not in caplog.text


def test_a_deliverer_that_was_killed_lets_another_take_over(inside, sent):
    class Killed(BaseException):
        pass

    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        put()
        sent.failures = [Killed()]
        with pytest.raises(Killed):
            outbox.deliver()
        assert outbox.deliver() == 0
        clock.shift(outbox.HELD_FOR + timedelta(seconds=1))
        assert outbox.deliver() == 1
    assert len(sent) == 1


def test_a_deliverer_that_was_too_slow_leaves_what_another_did(inside, sent):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        put()
        slow = outbox._claim()
        clock.shift(outbox.HELD_FOR + timedelta(seconds=1))
        assert outbox.deliver() == 1
        done = jobs()[0].sent_at
        outbox._put_back(slow, OSError())
        assert jobs()[0].sent_at == done
        assert outbox.deliver() == 0


def test_the_writer_of_a_kind_says_what_the_letter_is_or_that_there_is_none(
    inside, sent
):
    def write(job):
        if job.payload["word"] == "nothing":
            return None
        return Letter(to="eva@example.org", template="x/y", language=job.language)

    outbox.write_with("test.asked", write)
    with atomic():
        outbox.put("test.asked", "en", {"word": "nothing"})
        outbox.put("test.asked", "en", {"word": "something"})
    assert outbox.deliver() == 2
    assert [letter.to for letter in sent] == ["eva@example.org"]


def test_what_a_writer_changed_is_undone_when_it_fails(inside, sent):
    def write(job):
        session.execute(OutboxJob.__table__.update().values(kind="changed"))
        raise ValueError

    outbox.write_with("test.asked", write)
    with atomic():
        outbox.put("test.asked", "en", {})
    assert outbox.deliver() == 0
    assert jobs()[0].kind == "test.asked"


def test_two_deliverers_at_once_send_every_letter_once(app, sent):
    with app.app_context():
        put(30)
    ready, counts = threading.Barrier(2), []

    def work():
        with app.app_context():
            ready.wait()
            counts.append(outbox.deliver(limit=100))

    threads = [threading.Thread(target=work) for _turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        while outbox.deliver(limit=100):
            pass
        assert [job.tries for job in jobs()] == [1] * 30
    assert len(sent) == 30


def test_an_idle_round_costs_one_statement_and_no_lock(app, sent, count_queries):
    with app.app_context(), count_queries() as seen:
        outbox.deliver()
    assert len(seen) == 1


def test_records_of_long_ago_are_swept(inside, sent):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        put(2)
        outbox.deliver(limit=1)
        clock.shift(timedelta(days=31))
        postman.sweep()
        assert [job.sent_at for job in jobs()] == [None]


def test_the_postman_beside_the_site_delivers_until_told_to_stop(app, sent):
    stop = postman.start(app)
    with app.app_context():
        put()
    for _turn in range(60):
        if sent:
            break
        stop.wait(0.1)
    stop.set()
    assert len(sent) == 1
    for thread in threading.enumerate():
        if thread.name == "lms-postman":
            thread.join(10)


def test_the_postman_outlives_a_bad_moment(app, monkeypatch, caplog):
    stop, turns = threading.Event(), []

    def deliver():
        turns.append(1)
        if len(turns) > 1:
            stop.set()
        raise OSError("secret")

    monkeypatch.setattr(outbox, "deliver", deliver)
    monkeypatch.setattr(postman, "EVERY", 0.01)
    postman.watch(app, stop)
    assert len(turns) == 2
    assert "OSError" in caplog.text
    assert "secret" not in caplog.text
