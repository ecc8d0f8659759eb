"""Attempts under names that tell nobody whose they are; see ``lms.quizzes.codes``."""

from flask import current_app

from lms.quizzes import codes
from lms.quizzes.errors import AnswerNotFound


def code_of(attempt_id: int) -> str:
    """Return the code of an attempt on this site, for addresses and pages."""
    return codes.hide(attempt_id, _secret())


def attempt_of(code: str) -> int:
    """Return the attempt behind a code; raises ``AnswerNotFound`` for what is none."""
    attempt_id = codes.reveal(code, _secret())
    if attempt_id is None or attempt_id >= 2**31:
        raise AnswerNotFound
    return attempt_id


def _secret() -> str:
    key = current_app.config["SECRET_KEY"]
    return key.decode("latin-1") if isinstance(key, bytes) else str(key)
