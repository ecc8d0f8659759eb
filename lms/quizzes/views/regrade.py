"""Marking a quiz anew with a corrected key: what would change, and doing it."""

from contextlib import suppress
from dataclasses import dataclass
from textwrap import shorten

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.catalogue.errors import ActivityNotFound, ReleaseNotFound
from lms.foundation.i18n import _, day_and_hour, ngettext
from lms.foundation.work import atomic
from lms.quizzes import policy, queries
from lms.quizzes.pages.outcome import decimal
from lms.quizzes.queries import regrades, regrading
from lms.quizzes.queries.regrading import Change, Preview
from lms.quizzes.regrade_forms import RegradeForm
from lms.quizzes.services.regrading import Regrading, regrade
from lms.web.paging import Page, page_number
from lms.web.site import tell

from .blueprint import desk as pages
from .hidden import code_of
from .staff import Desk, get_desk

PAGE = 50
"""How many attempts that change a page lists."""

CHOICES = 10
"""Among how many releases one can choose, the newest first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A release whose key can be used; ``number`` is what people call it."""

    id: int
    number: int


@pages.get("/regrade/")
def show_regrade(course_id: str, activity_id: str) -> ResponseReturnValue:
    """Show what marking a quiz anew would change, and what was marked anew before."""
    desk = get_desk(course_id, activity_id, policy.may_mark)
    return _page(desk, RegradeForm())


@pages.post("/regrade/")
def apply_regrade(course_id: str, activity_id: str) -> ResponseReturnValue:
    """Mark a quiz anew, as it was previewed."""
    desk = get_desk(course_id, activity_id, policy.may_mark)
    form = RegradeForm.of_request()
    if not form.validate():
        return _page(desk, form), 422
    with atomic():
        changed = regrade(_asked(desk, form))
    if changed is None:
        return _page(desk, form, outdated=True), 409
    tell("done", _done(changed))
    return redirect(desk.here("show_regrade", release=form.release.data), 303)


def _asked(desk: Desk, form: RegradeForm) -> Regrading:
    return Regrading(
        edition_id=desk.edition_id,
        activity_id=desk.activity_id,
        release_id=_chosen(desk, _choices(desk)).id,
        digest=form.digest.data or "",
        reason=form.reason.data,
        by_id=desk.member.id,
    )


def _done(attempts: int) -> str:
    return ngettext(
        "Se recalificó %(num)s intento. Quien lo hizo ya ve su nota nueva.",
        "Se recalificaron %(num)s intentos. Quienes los hicieron ya ven su nota nueva.",
        attempts,
    )


def _choices(desk: Desk) -> list[Choice]:
    """The newest releases that have the quiz."""
    found = []
    for id_, number in list(regrades.list_numbers(desk.course_id).items())[:CHOICES]:
        with suppress(ActivityNotFound):
            queries.get_quiz(id_, desk.activity_id)
            found.append(Choice(id_, number))
    return found


def _chosen(desk: Desk, choices: list[Choice]) -> Choice:
    """The release asked for, by its number; by default the newest."""
    asked = request.values.get("release") or str(choices[0].number if choices else "")
    for choice in choices:
        if str(choice.number) == asked:
            return choice
    raise ReleaseNotFound


def _page(desk: Desk, form: RegradeForm, *, outdated: bool = False) -> str:
    choices = _choices(desk)
    chosen = _chosen(desk, choices)
    found = regrading.preview(
        edition_id=desk.edition_id, activity_id=desk.activity_id, release_id=chosen.id
    )
    form.release.data, form.digest.data = str(chosen.number), found.digest
    changes = sorted(found.changes, key=lambda change: _place(desk, change))
    total = len(changes)
    number = page_number(request.args.get("page"), total, PAGE)
    shown = changes[(number - 1) * PAGE : number * PAGE]
    zone = desk.member.time_zone
    return render_template(
        "lms/quizzes/desk/regrade.html",
        desk=desk,
        form=form,
        choices=choices,
        chosen=chosen,
        found=found,
        outdated=outdated,
        sums=_sums(found),
        page=Page(items=shown, number=number, total=total, size=PAGE),
        page_url=lambda n: desk.here("show_regrade", release=chosen.number, page=n),
        name_of=lambda change: _name(desk, change),
        titles=_titles(desk, chosen.id, found),
        decimal=decimal,
        when=lambda moment: day_and_hour(moment, zone),
        past=regrades.list_regrades(desk.edition_id, desk.activity_id),
        open=regrades.count_open(desk.edition_id, desk.activity_id),
    )


def _sums(found: Preview) -> dict[str, int]:
    """How many attempts go up and down, and how many turn."""
    return {
        "up": sum(c.points[1] > c.points[0] for c in found.changes),
        "down": sum(c.points[1] < c.points[0] for c in found.changes),
        "pass": sum(c.turn > 0 for c in found.changes),
        "fail": sum(c.turn < 0 for c in found.changes),
    }


def _place(desk: Desk, change: Change) -> tuple[bool, str, int]:
    """First those for whom it matters most; by code where names stay unknown, for the
    order of names would tell them."""
    return not change.turn, _name(desk, change), change.number


def _name(desk: Desk, change: Change) -> str:
    """Whose an attempt is, but for quizzes that are marked without names."""
    quiz = queries.get_quiz(change.release_id, desk.activity_id)
    if quiz.rules.by_hand.anonymous:
        return code_of(change.attempt_id).upper()
    return change.learner or _("Persona que dejó la plataforma")


def _titles(desk: Desk, release_id: int, found: Preview) -> dict[str, str]:
    """What the questions are called: by their author, or as they begin."""
    known = dict(queries.get_questions(desk.release_id, desk.activity_id))
    known |= queries.get_questions(release_id, desk.activity_id)
    ids = {*found.questions, *found.kept, *found.unfit}
    return {
        id_: known[id_].name
        or shorten(desk.told(known[id_].prompt).words, 80, placeholder="…")
        if id_ in known
        else id_
        for id_ in sorted(ids)
    }
