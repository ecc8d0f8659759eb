"""Entries are sealed once they are saved, and the database keeps them as they are."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from lms.foundation import postman
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.record import queries, services
from lms.record.chain import Fault, Finding, Head
from lms.record.models import Entry, RecordHead
from tests.factories.people import make_member
from tests.factories.record import change, leave_entries, make_entries, run, tamper

pytestmark = pytest.mark.usefixtures("inside")


def places() -> list[int | None]:
    return list(session.scalars(select(Entry.place).order_by(Entry.id)))


def test_an_entry_has_its_place_once_its_unit_is_saved():
    make_entries(3)
    assert places() == [1, 2, 3]
    found = queries.check_chain()
    assert found == Finding(queries.find_head())
    assert found.head.place == 3


def test_many_entries_of_one_unit_are_sealed_together_in_their_order(count_queries):
    with count_queries() as seen, atomic():
        for n in range(5):
            services.note(act="test.done", by_id=None, details={"n": n})
        assert places() == [None] * 5
    assert places() == [1, 2, 3, 4, 5]
    first = [text for text in seen.texts if text.startswith("UPDATE lms_record ")]
    assert len(first) == 1
    assert queries.check_chain()


def test_sealing_asks_as_much_for_one_entry_as_for_many(count_queries):
    make_entries(1)
    asked = []
    for number in (1, 40):
        leave_entries(number)
        with count_queries() as seen:
            assert services.seal() == number
        asked.append(len(seen))
    assert asked == [5, 5]


def test_a_unit_that_fails_leaves_nothing_in_the_record():
    with pytest.raises(RuntimeError), atomic():
        services.note(act="test.done", by_id=None)
        raise RuntimeError
    make_entries(1)
    assert places() == [1]


def test_more_than_fit_into_one_unit_are_sealed_in_several(monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE", 2)
    leave_entries(5)
    assert queries.count_unsealed() == 5
    assert services.seal() == 5
    assert queries.check_chain() == Finding(queries.find_head())


def test_what_a_dead_process_left_is_sealed_within_the_minute():
    leave_entries(2)
    assert places() == [None, None]
    postman.go_round()
    assert places() == [1, 2]


def test_sealing_that_fails_does_not_undo_what_was_decided(caplog):
    make_entries(1)
    leave_entries(1, details={"n": 2**60})  # of another program: it cannot be sealed
    make_entries(1)
    assert places() == [1, None, None]
    assert "not sealed yet" in caplog.text
    assert queries.check_chain()


def test_words_that_are_states_are_kept_as_words():
    with atomic():
        services.note(act="test.done", by_id=None, details={"state": Fault.CUT})
    assert session.scalar(select(Entry.details)) == {"state": "cut"}
    assert queries.check_chain()


# What the database refuses

ANOTHER = {
    "id": "999999",
    "at": "'2020-01-01 00:00:00.000000+00:00'",
    "act": "'test.undone'",
    "by_id": "NULL",
    "member_id": "NULL",
    "about": "'edition:1'",
    "details": """'{"n": 8}'""",
}
SEAL = {"place": "77", "digest": "'other'"}


@pytest.fixture
def entry(inside):
    member = make_member()
    make_entries(3, by_id=member.id, member_id=member.id)


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize("field", [*ANOTHER, *SEAL])
def test_no_field_of_a_sealed_entry_can_be_changed(field):
    with pytest.raises(DBAPIError, match="never changed"):
        run(change(field, {**ANOTHER, **SEAL}[field]))


@pytest.mark.parametrize("field", ANOTHER)
def test_of_an_entry_that_is_not_sealed_only_the_seal_can_be_added(field):
    member = make_member()
    leave_entries(1, by_id=member.id, member_id=member.id)
    with pytest.raises(DBAPIError, match="never changed"):
        run(change(field, ANOTHER[field]))


def test_a_service_cannot_change_the_record_either():
    make_entries(1)
    with pytest.raises(DBAPIError, match="never changed"), atomic():
        session.execute(update(Entry).values(act="test.undone"))


# What the chain finds out


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize("field", ANOTHER)
def test_a_field_changed_past_the_database_is_found_in_its_place(field):
    tamper(change(field, ANOTHER[field]))
    found = queries.check_chain()
    assert (found.fault, found.place) == (Fault.CHANGED, 2)


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize(
    ("statement", "fault", "place"),
    [
        ("UPDATE lms_record SET digest = 'other' WHERE place = 2", Fault.CHANGED, 2),
        ("UPDATE lms_record SET digest = NULL WHERE place = 2", Fault.CHANGED, 2),
        ("UPDATE lms_record SET place = 77 WHERE place = 2", Fault.MISSING, 2),
        ("UPDATE lms_record SET place = 0 WHERE place = 2", Fault.MISSING, 1),
        ("UPDATE lms_record SET place = NULL WHERE place = 3", Fault.CUT, 3),
        ("DELETE FROM lms_record WHERE place = 1", Fault.MISSING, 1),
        ("DELETE FROM lms_record WHERE place = 2", Fault.MISSING, 2),
        ("DELETE FROM lms_record WHERE place = 3", Fault.CUT, 3),
        ("DELETE FROM lms_record", Fault.CUT, 1),
        ("DELETE FROM lms_record_head", Fault.BEYOND, 1),
        ("UPDATE lms_record_head SET place = 9", Fault.CUT, 4),
        ("UPDATE lms_record_head SET digest = 'x'", Fault.REWRITTEN, 3),
    ],
)
def test_what_was_taken_away_or_moved_is_found(statement, fault, place):
    tamper(statement)
    found = queries.check_chain()
    assert (found.fault, found.place) == (fault, place)


@pytest.mark.usefixtures("entry")
def test_an_end_cut_off_with_its_head_is_found_by_a_head_kept_elsewhere():
    kept = queries.find_head()
    tamper("DELETE FROM lms_record WHERE place = 3")
    tamper("DELETE FROM lms_record_head")
    make_entries(1)  # it grows again, and holds by itself
    assert queries.check_chain() == Finding(queries.find_head())
    assert queries.check_chain([kept]).fault is Fault.REWRITTEN


@pytest.mark.usefixtures("entry")
def test_what_is_sealed_after_a_head_was_kept_does_no_harm():
    kept = queries.find_head()
    make_entries(2)
    found = queries.check_chain([kept, Head()])
    assert found == Finding(queries.find_head())
    assert session.scalar(select(RecordHead.place)) == 5


def test_a_chain_is_read_some_links_at_a_time(monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    make_entries(5)
    assert [link.place for link in queries.every_link()] == [1, 2, 3, 4, 5]
    assert queries.check_chain()
