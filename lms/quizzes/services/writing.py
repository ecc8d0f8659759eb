"""Answers as rows: what a form says is compared with what is kept, and written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.content.asking import Layout, Question
from lms.foundation.database import insert_for, now, session
from lms.foundation.i18n import current_language
from lms.quizzes import composing, queries
from lms.quizzes.errors import AnswerNotOffered
from lms.quizzes.kinds.face import Value
from lms.quizzes.kinds.registry import answer_kinds
from lms.quizzes.lines import UNANSWERED, SavedAnswer
from lms.quizzes.models import Answer, Attempt

from .given import Clash, Given, Saved
from .rows import quiz_of

LONGEST_STEP = timedelta(minutes=30)
"""The most time between two saves that counts as spent on a question: whoever was away
longer was not answering."""

Answers = Mapping[str, SavedAnswer]


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a form that says something new: an answer before and after."""

    form: Given
    value: Value
    stands: SavedAnswer

    @property
    def clash(self) -> Clash:
        return Clash(self.form.question_id, self.value, self.stands.value)


def paper_of(attempt: Attempt) -> tuple[Question, ...]:
    """Return the questions an attempt asks."""
    return queries.get_paper(
        attempt.release_id, attempt.activity_id, attempt.seed, tuple(attempt.paper)
    )


def read(paper: Iterable[Question], forms: Iterable[Given]) -> dict[str, Value]:
    """Return the answers a form gives, by question; raises ``AnswerNotOffered``."""
    questions = {question.id: question for question in paper}
    language = current_language()
    values: dict[str, Value] = {}
    for form in forms:
        question = questions.get(form.question_id)
        if question is None:
            raise AnswerNotOffered
        try:
            kind = answer_kinds()[question.kind]
            values[question.id] = kind.read(question, form.values, language)
        except ValueError as strange:
            raise AnswerNotOffered from strange
    return values


def changes(
    paper: Iterable[Question], forms: Iterable[Given], known: Answers
) -> list[Change]:
    """Return the parts of a form that say something new; the last word on each."""
    forms = list({form.question_id: form for form in forms}.values())
    values = read(paper, forms)
    found = []
    for form in forms:
        value = values[form.question_id]
        stands = known.get(form.question_id, UNANSWERED)
        if not form.is_untouched and form.shown != value != stands.value:
            found.append(Change(form, value, stands))
    return found


def keep(attempt: Attempt, forms: Iterable[Given], *, careful: bool) -> Saved:
    """Write what a form says of an attempt that takes answers.

    A question that was checked, or that lies on a page left behind where there is no
    way back, keeps its answer.
    """
    paper = paper_of(attempt)
    known = queries.read_answers(attempt.id)
    closed = set(attempt.marks) | _left_behind(attempt)
    written: list[Change] = []
    clashes: list[Clash] = []
    for change in changes(paper, forms, known):
        id_, version = change.form.question_id, change.form.version
        stale = careful and version not in (None, change.stands.version)
        if stale or id_ in closed:
            clashes.append(change.clash)
        else:
            written.append(change)
    saved_at, fresh = _write(attempt, known, written)
    return Saved(saved_at, len(paper), dict(known) | fresh, tuple(clashes))


def too_late(attempt: Attempt, forms: Iterable[Given]) -> Saved:
    """Say what of a form was not kept, since the time was up."""
    paper = paper_of(attempt)
    known = queries.read_answers(attempt.id)
    clashes = tuple(change.clash for change in changes(paper, forms, known))
    return Saved(None, len(paper), known, clashes, expired=True)


def _left_behind(attempt: Attempt) -> set[str]:
    rules = quiz_of(attempt).rules
    if not (rules.forward_only and attempt.place) or rules.layout is Layout.ALL:
        return set()
    parts = queries.get_parts(
        attempt.release_id, attempt.activity_id, attempt.seed, tuple(attempt.paper)
    )
    pages = composing.pages(parts, rules.layout)
    return {
        question.id
        for page in pages[: attempt.place]
        for question in composing.questions_of(page)
    }


def _write(
    attempt: Attempt, known: Answers, written: list[Change]
) -> tuple[datetime | None, dict[str, SavedAnswer]]:
    if not written:
        return None, {}
    present = now()
    spent = _spent(attempt, known, present)
    fresh = {
        change.form.question_id: SavedAnswer(
            change.value,
            change.stands.version + 1,
            change.stands.seconds + _share(spent, len(written), place),
            present,
        )
        for place, change in enumerate(written)
    }
    _upsert(attempt.id, fresh)
    return present, fresh


def _upsert(attempt_id: int, fresh: Answers) -> None:
    insert = insert_for(Answer).values(
        [
            {
                "attempt_id": attempt_id,
                "question_id": id_,
                "value": list(answer.value),
                "version": answer.version,
                "saved_at": answer.saved_at,
                "seconds": answer.seconds,
            }
            for id_, answer in fresh.items()
        ]
    )
    names = ("value", "version", "saved_at", "seconds")
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["attempt_id", "question_id"],
            set_={name: insert.excluded[name] for name in names},
        )
    )


def _spent(attempt: Attempt, known: Answers, present: datetime) -> int:
    """Return the seconds since the last sign of life, as far as they count.

    Up to the pause, for who answers in one has come back from it just now.
    """
    signs = [answer.saved_at for answer in known.values() if answer.saved_at]
    since = max([attempt.started_at, attempt.touched_at or attempt.started_at, *signs])
    step = min((attempt.paused_at or present) - since, LONGEST_STEP)
    return max(0, int(step.total_seconds()))


def _share(seconds: int, among: int, place: int) -> int:
    """Return what one of several answers saved together has of the time; no second is
    lost or counted twice."""
    return seconds * (place + 1) // among - seconds * place // among
