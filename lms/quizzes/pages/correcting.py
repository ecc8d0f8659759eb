"""Puts the key that an answer was marked anew with beside the question."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from lms.quizzes.printed import PrintedQuestion
from lms.quizzes.queries.reviewed import find_corrected
from lms.quizzes.sheet import get_sheet

from .line import Correction, Line


def with_correction(
    line: Line, activity_id: str, regrades: Mapping[datetime, int]
) -> Line:
    """Return a question of a review with the later key that gave its mark, if one did.

    As far as it may be told: the right answer and the feedback each by its own rule.
    """
    if line.mark is None or not (line.show_answers or line.show_feedback):
        return line
    asked = line.question.question
    found = find_corrected(activity_id, asked, line.value, line.mark, regrades)
    if found is None:
        return line
    printed = get_sheet(found.release_id, activity_id).questions[line.id]
    anew = replace(line, question=printed, order=_order(line, printed))
    correction = Correction(anew, found.since, found.was)
    return replace(line, correction=correction) if correction else line


def _order(line: Line, printed: PrintedQuestion) -> list[str]:
    """Of options to tick, those that were and, if that may be told, the right ones.

    The others stand above, in the question as it was asked.
    """
    if not printed.kind.picked:
        return line.order
    return [
        id_
        for id_ in line.order
        if id_ in line.value or (line.show_answers and printed.options[id_].correct)
    ]
