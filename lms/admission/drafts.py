"""What an application says as it was typed, and what it says once it is sent.

What was typed stays beside what was sent, under ``TYPED`` in the answers, until it is
sent in its turn: what is wrong is kept as it is, and a change of an application that
was sent counts only when that is sent too.
"""

from collections.abc import Mapping

from lms.enrolment.rules import FormQuestion, QuestionKind, Rules

from .answering import ELSEWHERE, YES, Read, field_of, typed_answer
from .models import Application

TYPED = "?"
"""No question has this id: ids are words."""


def names_of(rules: Rules) -> frozenset[str]:
    """Return the names of all fields in which something is typed."""
    return frozenset(_known(Application())) | {field_of(each) for each in _asked(rules)}


def sent_of(application: Application, rules: Rules) -> dict[str, str]:
    """Return what an application said when it was last sent, as it would be typed."""
    answers = application.answers or {}
    return _known(application) | {
        field_of(each): typed_answer(answers.get(each.id)) for each in _asked(rules)
    }


def typed_of(application: Application, rules: Rules) -> dict[str, str]:
    """Return what stands in the fields: what was typed since, else what was sent."""
    names = names_of(rules)
    typed = (application.answers or {}).get(TYPED, {})
    return sent_of(application, rules) | {
        name: words for name, words in typed.items() if name in names
    }


def has_unsent(application: Application) -> bool:
    """Whether something was typed that has not been sent."""
    return bool((application.answers or {}).get(TYPED))


def keep_typed(
    application: Application, rules: Rules, changed: Mapping[str, str]
) -> None:
    """Keep what was typed where it differs from what was sent."""
    sent = sent_of(application, rules)
    typed = typed_of(application, rules) | dict(changed)
    unsent = {name: words for name, words in typed.items() if words != sent[name]}
    answers = {k: v for k, v in (application.answers or {}).items() if k != TYPED}
    application.answers = answers | ({TYPED: unsent} if unsent else {})


def settle(application: Application, rules: Rules, read: Mapping[str, Read]) -> None:
    """Let what was read become what the application says."""
    value = {name: each.value for name, each in read.items()}
    application.state_code = value["state"]
    application.institution = value["institution"]
    application.institution_type = value["institution_type"]
    application.post = value["post"]
    application.gender = value["gender"]
    application.language = value["course_language"]
    application.needs = value["needs"]
    answers = {each.id: value[field_of(each)] for each in _asked(rules)}
    application.answers = {k: v for k, v in answers.items() if v is not None}


def _known(application: Application) -> dict[str, str]:
    elsewhere = ELSEWHERE if application.submitted_at else ""
    return {
        "state": application.state_code or elsewhere,
        "institution": application.institution or "",
        "institution_type": application.institution_type or "",
        "post": application.post or "",
        "gender": application.gender or "",
        "course_language": application.language or "",
        "needs": application.needs or "",
        "consent": YES if application.consented_at else "",
    }


def _asked(rules: Rules) -> list[FormQuestion]:
    return [each for each in rules.questions if each.kind is not QuestionKind.FILE]
