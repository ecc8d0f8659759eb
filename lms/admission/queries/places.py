"""What the States of the Network are called, in every language, to read lists."""

from sqlalchemy import select

from lms.admission.lists import plain
from lms.foundation.database import session
from lms.foundation.i18n import country_name, speaking
from lms.kernel.language import LANGUAGES
from lms.people.models import State


def map_states() -> dict[str, str]:
    """Return the code of each State by everything it may be called, written plainly."""
    named: dict[str, str] = {}
    for code, long_code, name in session.execute(
        select(State.code, State.long_code, State.name)
    ):
        told = {code, long_code, name}
        for language in LANGUAGES:
            with speaking(language):
                told.add(country_name(code))
        named |= {plain(each): code for each in told}
    return named
