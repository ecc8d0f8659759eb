"""How often something may be tried."""

import os
import threading
from datetime import timedelta

import pytest
import time_machine
from limits.errors import StorageError
from sqlalchemy import func, select

from lms.foundation import throttle
from lms.foundation.database import session
from lms.foundation.throttle import TableStorage, ThrottleCount, network_of
from lms.foundation.work import atomic
from lms.kernel.errors import TooMany

RULE = "3/15minutes"


def tries(app, about="ana", number=3):
    for _turn in range(number):
        throttle.hit(RULE, about)


def test_one_try_too_many_is_refused_with_how_long_to_wait(inside):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        tries(inside)
        clock.shift(timedelta(minutes=3))
        with pytest.raises(TooMany) as refused:
            throttle.hit(RULE, "ana")
        assert refused.value.retry_after == 12 * 60
        assert "Podrá probar de nuevo dentro de 12 minutos." in str(refused.value)
        clock.shift(timedelta(minutes=12))
        throttle.hit(RULE, "ana")


def test_each_thing_counts_for_itself_and_so_does_each_rule(inside):
    tries(inside)
    throttle.hit(RULE, "eva")
    throttle.hit(RULE, "ana", "more")
    throttle.hit("9/hour", "ana")
    with pytest.raises(TooMany):
        throttle.hit(RULE, "ana")


def test_who_has_shown_who_they_are_starts_anew(inside):
    tries(inside)
    throttle.forget(RULE, "ana")
    tries(inside)


def test_a_failure_around_it_does_not_take_the_count_back(inside):
    for _turn in range(3):
        throttle.hit(RULE, "ana")
        with pytest.raises(RuntimeError), atomic():
            raise RuntimeError
    with pytest.raises(TooMany):
        throttle.hit(RULE, "ana")


def test_the_table_holds_no_address(inside):
    throttle.hit(RULE, "ana@example.org")
    key = session.scalars(select(ThrottleCount.key)).one()
    assert "ana" not in key


def test_several_workers_count_together_and_miss_nothing(app):
    ready, let_in = threading.Barrier(4), []

    def work():
        with app.app_context():
            ready.wait()
            for _turn in range(10):
                try:
                    throttle.hit("25/15minutes", "ana")
                    let_in.append(1)
                except TooMany:
                    pass

    threads = [threading.Thread(target=work) for _turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_in) == 25
    with app.app_context():
        assert session.scalars(select(ThrottleCount.hits)).one() == 40


def test_windows_that_are_over_are_swept(inside):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        throttle.hit(RULE, "ana")
        clock.shift(timedelta(minutes=16))
        throttle.hit(RULE, "eva")
        throttle.sweep()
    assert session.scalar(select(func.count()).select_from(ThrottleCount)) == 1


def test_a_try_costs_one_statement(inside, count_queries):
    with count_queries() as seen:
        throttle.hit(RULE, "ana")
    assert len(seen) == 1


def test_the_table_does_all_that_a_store_of_counts_must(inside):
    store = TableStorage()
    assert store.check()
    assert store.get("a") == 0
    assert store.incr("a", 60, 2) == 2
    assert store.get("a") == 2
    assert store.get_expiry("a") > store.get_expiry("b")
    store.clear("a")
    assert store.get("a") == 0
    store.incr("b", 60)
    store.reset()
    assert store.get("b") == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("190.12.34.56", "190.12.34.0/24"),
        ("2800:1:2:3::4", "2800:1:2::/48"),
        ("::ffff:190.12.34.56", "190.12.34.0/24"),
        ("", ""),
        (None, ""),
        ("unknown", ""),
    ],
)
def test_a_network_is_named_coarsely(address, network):
    assert network_of(address) == network


def test_the_shared_counter_is_used_where_there_is_one(app, monkeypatch):
    url = os.environ.get("TEST_REDIS_URL")
    if not url:
        pytest.skip("TEST_REDIS_URL names no server")
    monkeypatch.setitem(app.config, "REDIS_URL", url)
    with app.app_context():
        throttle.forget(RULE, "ana")
        tries(app)
        with pytest.raises(TooMany) as refused:
            throttle.hit(RULE, "ana")
        assert 800 < refused.value.retry_after <= 900
        assert session.scalar(select(func.count()).select_from(ThrottleCount)) == 0
        throttle.forget(RULE, "ana")
        throttle.hit(RULE, "ana")
        throttle.forget(RULE, "ana")


def test_our_own_table_counts_while_the_shared_counter_is_away(
    app, monkeypatch, caplog
):
    pytest.importorskip("redis")
    monkeypatch.setitem(app.config, "REDIS_URL", "redis://127.0.0.1:9/0")
    with app.app_context():
        tries(app)
        with pytest.raises(TooMany):
            throttle.hit(RULE, "ana")
    assert "the shared counter failed" in caplog.text
    assert StorageError.__name__ not in caplog.text
