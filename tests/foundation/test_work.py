"""Units of work: all or nothing, one commit, writes only inside."""

import threading

import pytest
from sqlalchemy import func, select

from lms.foundation.database import now, session
from lms.foundation.work import afterwards, atomic, emit
from lms.people.models import Member
from lms.web.events import LanguageChosen
from tests.factories.people import make_member


def count():
    return session.scalar(select(func.count(Member.id)))


def test_everything_inside_is_saved_together(inside):
    with atomic():
        session.add(Member(subject="a", name="A"))
        session.flush()
        session.add(Member(subject="b", name="B"))
    assert count() == 2


def test_a_failure_saves_nothing(inside):
    with pytest.raises(RuntimeError), atomic():
        session.add(Member(subject="a", name="A"))
        session.flush()
        raise RuntimeError
    assert count() == 0


def test_an_inner_unit_joins_the_outer(inside):
    with pytest.raises(RuntimeError), atomic():
        with atomic():
            session.add(Member(subject="a", name="A"))
        raise RuntimeError
    assert count() == 0


def test_writing_outside_a_unit_is_refused_at_once(inside):
    session.add(Member(subject="a", name="A"))
    with pytest.raises(RuntimeError, match="inside `with atomic"):
        session.flush()


def test_what_is_put_aside_runs_once_saved_and_never_after_a_failure(inside):
    seen = []
    with atomic():
        make_member()
        afterwards(lambda: seen.append(count()))
        assert seen == []
    assert seen == [1]
    with pytest.raises(RuntimeError), atomic():
        afterwards(lambda: seen.append("never"))
        raise RuntimeError
    assert seen == [1]


def test_a_failing_listener_undoes_the_unit(inside):
    def refuse(event):
        raise RuntimeError

    inside.extensions["lms"].bus.listen(LanguageChosen, refuse)
    with pytest.raises(RuntimeError), atomic():
        session.add(Member(subject="a", name="A"))
        emit(LanguageChosen(language="es"))
    assert count() == 0


def test_a_moment_comes_back_aware_and_in_utc(inside):
    member = make_member()
    session.expire_all()
    found = session.get(Member, member.id)
    assert found.created_at.tzinfo is not None
    assert found.created_at.utcoffset().total_seconds() == 0
    assert abs((now() - found.created_at).total_seconds()) < 60


def test_a_moment_without_a_zone_is_refused(inside):
    member = make_member()
    with pytest.raises(Exception, match="time zone"), atomic():
        session.get(Member, member.id).left_at = now().replace(tzinfo=None)


def test_reading_before_writing_never_loses_an_update_to_another_thread(app):
    """What decides a write is read again inside the unit, under a lock."""
    with app.app_context():
        member_id = make_member(name="0").id
    rounds, threads = 25, 4
    failures = []

    def add():
        try:
            for _ in range(rounds):
                with app.app_context():
                    session.get(Member, member_id)
                    with atomic():
                        member = session.get(
                            Member,
                            member_id,
                            with_for_update=True,
                            populate_existing=True,
                        )
                        member.name = str(int(member.name) + 1)
        except Exception as failed:
            failures.append(failed)

    running = [threading.Thread(target=add) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert failures == []
    with app.app_context():
        assert session.get(Member, member_id).name == str(rounds * threads)
