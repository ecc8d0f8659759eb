"""What is settled for an edition comes back from its plain values as it was."""

import json

from hypothesis import given
from hypothesis import strategies as st

from lms.enrolment.rules import Rules, from_plain, to_plain


@given(st.from_type(Rules))
def test_rules_are_read_as_they_were_written(rules):
    assert from_plain(json.loads(json.dumps(to_plain(rules)))) == rules


def test_nothing_settled_is_everything_by_default():
    assert from_plain({}) == Rules()
