"""Deciding about many applications at once: what would change, then the act."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from lms.admission import desk_words, policy
from lms.admission.forms.desk import (
    ReasonForm,
    digest_of,
    query_of,
    read_filters,
    read_ids,
)
from lms.admission.method import Kind
from lms.admission.queries import desk as queries
from lms.admission.queries.desk import DeskLine
from lms.admission.queries.selecting import Tally, gauges, get_tally, kinds_of
from lms.admission.services import deciding
from lms.admission.services.deciding import Choice
from lms.enrolment.states import OPEN, SEATED
from lms.foundation.i18n import _, ngettext
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import Board, admit, bp

SHOWN = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What an act would do: to whom, to whom not, and how full it would get."""

    act: str
    lines: list[DeskLine]
    left_out: list[DeskLine]
    before: Tally
    after: Tally

    @property
    def digest(self) -> str:
        """A sign of what is shown, by which a page that is too old is found out."""
        return digest_of((self.act, *((one.id, one.state) for one in self.lines)))


@bp.get("/decide/")
def show_plan(edition_id: int) -> ResponseReturnValue:
    """Show what an act on the chosen applications would change."""
    board = admit(edition_id, policy.may_select)
    plan = _plan(board, request.args)
    if not plan.lines and not plan.left_out:
        tell("waits", _("Marque primero alguna solicitud."))
        return redirect(board.at("show_desk"), 303)
    return _page(board, plan, ReasonForm(), request.args)


@bp.post("/decide/")
def decide(edition_id: int) -> ResponseReturnValue:
    """Decide as it was shown."""
    board = admit(edition_id, policy.may_select)
    plan = _plan(board, request.form)
    form = ReasonForm.of_request()
    form.needed = plan.act == "declined"
    if request.form.get("digest") != plan.digest:
        tell("waits", _("Desde la vista previa cambió algo: mírela otra vez."))
        return _page(board, plan, form, request.form, 409)
    if not form.validate() or _over(board, plan):
        return _page(board, plan, form, request.form, 422)
    with atomic():
        done = _act(board, plan, form.reason.data)
    tell(
        "done",
        ngettext("Listo: %(num)s solicitud.", "Listo: %(num)s solicitudes.", done),
    )
    return redirect(board.at("show_desk") + "?" + query_of(request.form), 303)


def _act(board: Board, plan: Plan, reason: str) -> int:
    ids = [line.id for line in plan.lines]
    if plan.act == "undo":
        return deciding.undo(
            edition_id=board.edition_id, application_ids=ids, by_id=board.member.id
        )
    choices = [Choice(id_, plan.act, reason) for id_ in ids]
    return deciding.decide(
        edition_id=board.edition_id, choices=choices, by_id=board.member.id
    )


def _plan(board: Board, asked: MultiDict[str, str]) -> Plan:
    act = asked.get("act", "")
    act = act if act in desk_words.ACTS else "accepted"
    if asked.get("all"):
        ids = queries.list_ids(board.selection, read_filters(asked))
    else:
        ids = read_ids(asked.getlist("id"))
    lines = queries.list_lines(board.selection, ids)
    may = [line for line in lines if _is_possible(line, act)]
    tally = get_tally(board.edition_id)
    return Plan(
        act=act,
        lines=may,
        left_out=[line for line in lines if line not in may],
        before=tally,
        after=_after(tally, may, act),
    )


def _is_possible(line: DeskLine, act: str) -> bool:
    """Whether an act changes an application that nobody was told about yet."""
    if line.told_at is not None or line.outcome == act:
        return False
    if act == "undo":
        return line.outcome is not None
    return line.outcome is not None or line.state in OPEN


def _after(tally: Tally, lines: list[DeskLine], act: str) -> Tally:
    counts: Counter[Kind] = Counter(tally.counts)
    seated = tally.seated
    for line in lines:
        step = (act == "accepted") - (line.state in SEATED)
        seated += step
        for kind in kinds_of(line.country, line.gender, line.type):
            counts[kind] += step
    return Tally(seated, counts)


def _over(board: Board, plan: Plan) -> int:
    """How many seats are missing for what is wanted."""
    seats = board.selection.seats
    if seats is None or plan.act != "accepted":
        return 0
    return max(plan.after.seated - seats, 0)


def _page(
    board: Board, plan: Plan, form: ReasonForm, asked: Any, status: int = 200
) -> ResponseReturnValue:
    return render_template(
        "lms/admission/desk/decide.html",
        board=board,
        plan=plan,
        form=form,
        over=_over(board, plan),
        shown=plan.lines[:SHOWN],
        everything=bool(asked.get("all")),
        kept=[
            (key, value)
            for key in ("state", "country", "type", "gender", "flag", "least", "most")
            for value in asked.getlist(key)
        ]
        + [("q", asked.get("q", "")), ("sort", asked.get("sort", ""))],
        gauges_after=gauges(board.selection, plan.after.counts),
        words=desk_words,
    ), status
