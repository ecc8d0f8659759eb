"""What Moodle XML can hold comes back as it was: questions made at random."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content.exchange.moodle import read, write
from lms.kernel.language import Language
from tests.content.exchange.moodle_questions import questions
from tests.content.exchange.moodle_words import FILES

pytestmark = pytest.mark.slow

EXAMPLES = max(25, settings.default.max_examples // 4)
"""Fewer than of other properties: whole questions with all their texts take long."""


@pytest.mark.parametrize("language", Language)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_moodle_can_hold_comes_back_as_it_was(language, data):
    asked = data.draw(questions(language))
    sent = write(asked, language=language, source=language, files=FILES)
    assert sent.losses == ()
    back = read(sent.data, language=language, files=None)
    assert back.losses == ()
    assert back.questions == asked
    again = write(back.questions, language=language, source=language, files=back.files)
    assert again.data == sent.data
