"""The quiz in the player: which page of it, and what that needs."""

from datetime import datetime
from typing import Any

from flask import request, url_for

from lms.foundation.database import now
from lms.foundation.i18n import _, day_and_hour, zone_name
from lms.foundation.work import atomic
from lms.people.identity import viewer
from lms.quizzes import policy, queries, services
from lms.quizzes.lines import AttemptLine
from lms.quizzes.pages import QuizPage, Stage, Wanted, get_page
from lms.quizzes.pages.facts import (
    advice,
    attempts_in_words,
    counts_in_words,
    facts,
    later,
    short_facts,
    time_in_words,
    why_not,
)
from lms.quizzes.words import needs_in_words
from lms.web.player import Panel, Place


def load(place: Place) -> dict[str, Any]:
    """Return what the page of a quiz needs; an attempt whose time is up ends first."""
    member = viewer()
    zone = member.time_zone if member else None
    quiz = get_page(_wanted(place, zone), _attempts(place))
    may_answer = policy.may_answer(place.role)

    def told(moment: datetime) -> str:
        return day_and_hour(moment, zone, "long")

    return {
        "quiz": quiz,
        "may_answer": may_answer,
        "missing": False,
        "refused": False,
        "clashes": {},
        "leave": _("Seguir sin entregar") if may_answer and quiz.is_open else "",
        "how_many": how_many,
        "facts": facts(quiz, told),
        "short_facts": short_facts(quiz, told),
        "advice": advice(quiz),
        "later": later(quiz, told),
        "counts_told": counts_in_words(quiz.terms),
        "attempts_told": attempts_in_words(quiz),
        "time_told": time_in_words(quiz.terms),
        "told_by_hand": quiz.told_by_hand,
        "needs": _needs(quiz),
        "why_not": why_not(quiz, told),
        "when": told,
        "zone": zone_name(zone),
        **_addresses(place, quiz, bool(may_answer)),
    }


def how_many(answered: int, total: int) -> str:
    """Say how many questions have an answer."""
    return _("%(answered)s de %(total)s respondidas", answered=answered, total=total)


def _attempts(place: Place) -> list[AttemptLine]:
    """Return all attempts; one whose time is up is ended before anything is read."""
    found = queries.list_all_attempts(place.enrolment_id, place.activity_id)
    overdue = found and queries.is_overdue(found[0], place.activity_id, now())
    if not overdue:
        return found
    with atomic():
        services.expire_if_due(
            enrolment_id=place.enrolment_id, activity_id=place.activity_id
        )
    return queries.list_all_attempts(place.enrolment_id, place.activity_id)


def _needs(quiz: QuizPage) -> str:
    """Say what somebody has more than others, as far as it matters in this quiz."""
    terms, rules = quiz.terms, quiz.rules
    timed, limited = rules.time_limit is not None, rules.attempts is not None
    return needs_in_words(
        terms.extra_time if timed else 0,
        terms.extra_attempts if limited else 0,
        terms.pause_minutes if timed else 0,
    )


def _wanted(place: Place, zone: str | None) -> Wanted:
    page = _number("page")
    return Wanted(
        enrolment_id=place.enrolment_id,
        activity_id=place.activity_id,
        release_id=place.shown_release_id,
        number=_number("attempt"),
        page=None if page is None else page - 1,
        zone_id=zone,
        now=now(),
        is_reader=not policy.may_answer(place.role),
        is_gone=place.is_gone,
    )


def _number(name: str) -> int | None:
    words = request.args.get(name) or request.form.get(name, "")
    return int(words) if words.isdecimal() and len(words) < 9 else None


def _addresses(place: Place, quiz: QuizPage, may_answer: bool) -> dict[str, Any]:
    save_url = address(place, "save_answers", attempt=quiz.number)
    asks = may_answer and quiz.stage is Stage.ASK
    return {
        "save_url": save_url,
        "submit_url": address(place, "submit"),
        "begin_url": address(place, "begin"),
        "go_url": address(place, "go"),
        "check_url": address(place, "check"),
        "pause_url": address(place, "pause"),
        "resume_url": address(place, "resume"),
        "keep_form": "quiz" if asks else None,
        "keep_action": save_url,
        "enter_action": save_url,
    }


def address(place: Place, view: str, **more: Any) -> str:
    """Return the address of one of the acts of a quiz."""
    return url_for(
        f"lms.quizzes.{view}",
        course_id=place.course_id,
        module_id=place.module_id,
        activity_id=place.activity_id,
        **more,
    )


PANEL = Panel(template="lms/quizzes/quiz.html", load=load, kept_in=queries.find_release)
