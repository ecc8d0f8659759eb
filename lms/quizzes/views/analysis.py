"""How the questions of a quiz do: a page, and the same as tables to take along."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from lms.quizzes import analysis_words, policy
from lms.quizzes.queries import analysis, get_questions, versions
from lms.quizzes.queries.analysis import Analysis
from lms.quizzes.queries.gathering import Sample
from lms.quizzes.queries.regrades import list_numbers
from lms.quizzes.statistics.words import remark

from .analysis_tables import Numbers, answers_file, items_file
from .blueprint import desk as pages
from .naming import names_of
from .staff import Desk, get_desk

EVERY = "every"
"""What ``?attempts=`` says to look at more than the first attempt of each learner."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at, and what it says. ``numbers`` are those of the releases."""

    sample: Sample
    found: Analysis
    numbers: dict[int, int]
    versions: Numbers


@pages.get("/analysis/")
def show_analysis(course_id: str, activity_id: str) -> ResponseReturnValue:
    """Show how the questions of a quiz do."""
    desk = get_desk(course_id, activity_id, policy.may_analyse)
    looked = _look(desk)
    ended = analysis.list_releases(desk.edition_id, activity_id)
    return render_template(
        "lms/quizzes/analysis/analysis.html",
        desk=desk,
        sample=looked.sample,
        found=looked.found,
        versions=looked.versions,
        releases={id_: looked.numbers[id_] for id_ in ended},
        names=names_of(desk),
        told=analysis_words,
        remark=remark,
        csv_url=lambda **more: desk.here("analysis_file", **_asked(looked), **more),
    )


@pages.get("/analysis.csv")
def analysis_file(course_id: str, activity_id: str) -> ResponseReturnValue:
    """Give the analysis as a table: of questions, or of ``?table=answers``."""
    desk = get_desk(course_id, activity_id, policy.may_analyse)
    looked = _look(desk)
    of_answers = request.args.get("table") == "answers"
    table = answers_file if of_answers else items_file
    body = table(looked.found, names_of(desk), looked.versions)
    name = f"{activity_id}-{'answers' if of_answers else 'items'}.csv"
    response = Response(body, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _look(desk: Desk) -> Looked:
    numbers = list_numbers(desk.course_id)
    sample = Sample(
        edition_id=desk.edition_id,
        activity_id=desk.activity_id,
        every=request.args.get("attempts") == EVERY,
    )
    asked = request.args.get("release", "")
    ids = [id_ for id_, number in numbers.items() if str(number) == asked]
    sample = replace(sample, release_id=ids[0] if ids else None)
    order = get_questions(desk.release_id, desk.activity_id)
    return Looked(
        sample=sample,
        found=analysis.analyse(sample, order),
        numbers=numbers,
        versions=versions.numbers_of(desk.course_id),
    )


def _asked(looked: Looked) -> dict[str, Any]:
    """What the address of a table says besides the edition."""
    release_id = looked.sample.release_id
    return {
        "attempts": EVERY if looked.sample.every else None,
        "release": looked.numbers[release_id] if release_id else None,
    }
