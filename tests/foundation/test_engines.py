"""What the engines are told, whatever the database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lms.foundation.database import session


def test_an_error_never_tells_what_a_statement_was_given(inside):
    with pytest.raises(DBAPIError) as failure:
        session.execute(text("SELECT nothing FROM nowhere WHERE x = :x"), {"x": "ana@"})
    session.rollback()
    assert "nowhere" in str(failure.value)
    assert "ana@" not in str(failure.value)
