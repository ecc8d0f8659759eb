"""GIFT files of the tests, and what came of them in a form that is easy to compare."""

from lms.content.exchange import gift
from lms.content.exchange.carried import Carried, ExchangeFaulty, Written
from lms.content.questions.whole import plain_question
from lms.kernel.language import Language

ES = Language.ES


def read(words: str | bytes, files: dict[str, bytes] | None = None) -> Carried:
    data = words.encode() if isinstance(words, str) else words
    return gift.read(data, language=ES, files=files)


def write(questions, language: Language = ES, source: Language = ES) -> Written:
    return gift.write(questions, language=language, source=source, files={})


def flat(data):
    """Plain data in which a text in one language is just its words."""
    if isinstance(data, dict):
        if list(data) == ["es"]:
            return data["es"]
        return {key: flat(value) for key, value in data.items()}
    return [flat(item) for item in data] if isinstance(data, list) else data


def asked(words: str | bytes) -> list[dict]:
    """What was read, without ids: of questions, of answers, of pairs."""
    questions = [flat(plain_question(one)) for one in read(words).questions]
    return [_without_ids(question) for question in questions]


def _without_ids(data):
    if isinstance(data, dict):
        return {key: _without_ids(one) for key, one in data.items() if key != "id"}
    return [_without_ids(item) for item in data] if isinstance(data, list) else data


def lost(words: str | bytes) -> list[tuple[int, str]]:
    """The lines and codes of what was lost."""
    return [(loss.line, loss.code) for loss in read(words).losses]


def refused(words: str | bytes) -> list[tuple[int, str]]:
    """The lines and codes for which a file was refused."""
    try:
        read(words)
    except ExchangeFaulty as faulty:
        return [(loss.line, loss.code) for loss in faulty.losses]
    raise AssertionError("It was read.")
