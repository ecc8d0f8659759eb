"""The chain by itself: what holds, what does not, and where that shows first."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.record.chain import (
    FIRST,
    Fault,
    Finding,
    Head,
    Link,
    digest_of,
    facts_of,
    follow,
    line_of,
    plain,
    read_head,
    read_lines,
)

DETAILS = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=4,
    ),
    max_size=3,
)


def chain(*details: dict[str, object]) -> list[Link]:
    before, links = FIRST, []
    for place, each in enumerate(details, 1):
        row = SimpleNamespace(
            id=place + 100,
            at=datetime(2026, 11, 3, 10, 30, tzinfo=UTC),
            act="test.done",
            by_id=1,
            member_id=None,
            about="edition:12",
            details=each,
        )
        facts = facts_of(row, place)
        before = digest_of(before, facts)
        links.append(Link(facts, before))
    return links


def heads(links: list[Link]) -> Head:
    return Head(links[-1].place, links[-1].digest)


def test_a_digest_is_the_one_anybody_can_work_out():
    link = chain({"reason": "Año"})[0]
    written = (
        '{"about":"edition:12","act":"test.done","at":"2026-11-03T10:30:00.000000+00:00"'
        ',"by":1,"details":{"reason":"Año"},"id":101,"member":null,"place":1}'
    )
    assert link.digest == hashlib.sha256((FIRST + written).encode()).hexdigest()


def test_a_moment_is_sealed_in_utc_wherever_it_was_read():
    there = timezone(timedelta(hours=-3))
    row = SimpleNamespace(
        id=1,
        at=datetime(2026, 11, 3, 7, 30, tzinfo=there),
        act="",
        by_id=None,
        member_id=None,
        about="",
        details={},
    )
    assert facts_of(row, 1)["at"] == "2026-11-03T10:30:00.000000+00:00"


def test_an_empty_chain_holds():
    assert follow([]) == Finding(Head())


@given(st.lists(DETAILS, min_size=1, max_size=5))
def test_a_chain_holds_also_after_a_journey_as_a_file(details):
    links = chain(*details)
    again = list(read_lines([line_of(link) for link in links]))
    assert follow(again, [heads(links)]) == Finding(heads(links))


CHANGES = {
    "id": 7,
    "at": "2026-11-03T10:30:00.000001+00:00",
    "act": "test.undone",
    "by": 2,
    "member": 1,
    "about": "",
    "details": {"n": 2.5},
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_change_of_any_field_is_found_in_its_place(field):
    links = chain({"n": 1}, {"n": 2}, {"n": 3})
    links[1] = Link({**links[1].facts, field: CHANGES[field]}, links[1].digest)
    found = follow(links, [heads(links)])
    assert (found.fault, found.place, found.head.place) == (Fault.CHANGED, 2, 1)


def test_a_changed_digest_is_found_in_its_place():
    links = chain({"n": 1}, {"n": 2})
    links[0] = Link(links[0].facts, FIRST)
    assert follow(links).place == 1


@pytest.mark.parametrize("gone", [0, 1])
def test_an_entry_that_is_missing_is_found_in_its_place(gone):
    links = chain({"n": 1}, {"n": 2}, {"n": 3})
    del links[gone]
    found = follow(links)
    assert (found.fault, found.place) == (Fault.MISSING, gone + 1)


def test_the_end_that_was_cut_off_is_missed_by_the_head():
    links = chain({"n": 1}, {"n": 2}, {"n": 3})
    found = follow(links[:1], [heads(links)])
    assert (found.fault, found.place) == (Fault.CUT, 2)


def test_a_chain_written_anew_holds_but_not_before_the_head_that_was_kept():
    before, after = chain({"n": 1}, {"n": 2}), chain({"n": 1}, {"n": 7}, {"n": 3})
    assert follow(after)
    found = follow(after, [heads(before)])
    assert (found.fault, found.place) == (Fault.REWRITTEN, 2)


def test_a_kept_head_further_back_is_one_the_chain_leads_through():
    links = chain({"n": 1}, {"n": 2}, {"n": 3})
    assert follow(links, [Head(), heads(links[:2]), heads(links)])


def test_a_head_is_read_as_it_was_printed():
    head = Head(12, "ab" * 32)
    assert read_head(f" {head}\n") == head


@pytest.mark.parametrize("text", ["", "12", "12:ab", "x:" + FIRST, "1:" + "Z" * 64])
def test_what_is_no_head_is_refused(text):
    with pytest.raises(ValueError):
        read_head(text)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: b"\n",
        lambda line: b"[]\n",
        lambda line: b"\xff\n",
        lambda line: line.replace(b'"about"', b'"abuot"'),
        lambda line: line.replace(b'"place":1', b'"place":"1"'),
        lambda line: line.replace(b'"place":1', b'"place":true'),
        lambda line: line.replace(b'"act"', b'"more":1,"act"'),
        lambda line: line.replace(b'"act"', b'"act":"test.undone","act"'),
    ],
)
def test_a_line_that_is_not_one_of_ours_is_named_by_its_number(spoil):
    lines = [line_of(link) for link in chain({}, {})]
    with pytest.raises(ValueError, match=r"^2$"):
        list(
            read_lines([lines[0], spoil(lines[1].replace(b'"place":2', b'"place":1'))])
        )


def test_a_number_that_no_sealed_entry_can_hold_is_a_change():
    links = list(read_lines([line_of(link) for link in chain({"n": 1})]))
    facts = json.loads(json.dumps(dict(links[0].facts)))
    facts["details"]["n"] = 2**60
    assert follow([Link(facts, links[0].digest)]).fault is Fault.CHANGED


@pytest.mark.parametrize("details", [{"n": 2**53}, {"x": float("nan")}, {1: "a"}])
def test_details_that_could_not_be_sealed_are_refused_at_once(details):
    with pytest.raises((ValueError, TypeError)):
        plain(details)
