"""A proposed selection: its rule, its reasons, and deciding as it says."""

from dataclasses import dataclass

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.admission import desk_words, policy
from lms.admission.desk_words import reason_of
from lms.admission.forms.desk import Adjusted, digest_of, read_number
from lms.admission.method import Line, Outcome, Proposal, propose
from lms.admission.queries import desk as queries
from lms.admission.queries.desk import DeskLine
from lms.admission.queries.selecting import (
    Tally,
    get_tally,
    list_candidates,
    seats_of,
)
from lms.admission.services import deciding
from lms.foundation.i18n import _, country_name, ngettext
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import Board, admit, bp

SHOWN = 100
"""How many of each outcome can be changed on the page itself."""

METHOD = "ranked-under-quotas/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A proposal as it is shown. ``waiting`` is how long the list may be."""

    proposal: Proposal
    tally: Tally
    waiting: int | None

    @property
    def digest(self) -> str:
        """A sign of what is shown, by which a page that is too old is found out."""
        return digest_of((one.id, one.outcome) for one in self.proposal.lines)

    @property
    def groups(self) -> list[tuple[Outcome, list[Line]]]:
        """The lines by outcome, without empty ones."""
        found = [(outcome, self.proposal.of(outcome)) for outcome in Outcome]
        return [(outcome, lines) for outcome, lines in found if lines]


@bp.get("/propose/")
def show_proposal(edition_id: int) -> ResponseReturnValue:
    """Show a proposed selection that explains itself."""
    board = admit(edition_id, policy.may_select)
    drawn = _draw(board, read_number(request.args.get("waiting")))
    return _page(board, drawn, None)


@bp.post("/propose/")
def follow(edition_id: int) -> ResponseReturnValue:
    """Decide as proposed, with what was changed by hand; the letters come next."""
    board = admit(edition_id, policy.may_select)
    drawn = _draw(board, read_number(request.form.get("waiting")))
    adjusted = Adjusted(drawn.proposal, request.form)
    if request.form.get("digest") != drawn.digest:
        tell("waits", _("Desde que la vio cambió algo: esta es la propuesta de ahora."))
        return _page(board, drawn, adjusted, 409)
    if adjusted.missing or _over(board, drawn, adjusted):
        return _page(board, drawn, adjusted, 422)
    why = {line.id: reason_of(line) for line in drawn.proposal.lines}
    with atomic():
        done = deciding.decide(
            edition_id=edition_id,
            choices=adjusted.choices(why),
            by_id=board.member.id,
            method=f"{METHOD} {drawn.digest}",
        )
    tell("done", _decided(done))
    return redirect(board.at("show_letters"), 303)


def _decided(done: int) -> str:
    return ngettext(
        "Se decidió sobre %(num)s solicitud. Todavía nadie lo sabe.",
        "Se decidió sobre %(num)s solicitudes. Todavía nadie lo sabe.",
        done,
    )


def _draw(board: Board, waiting: int | None) -> Drawn:
    tally = get_tally(board.edition_id)
    seats = seats_of(board.selection, tally, waiting)
    found = propose(list_candidates(board.selection), seats)
    return Drawn(proposal=found, tally=tally, waiting=waiting)


def _over(board: Board, drawn: Drawn, adjusted: Adjusted) -> int:
    """How many seats are missing for what was changed by hand."""
    if board.selection.seats is None:
        return 0
    given = sum(
        adjusted.to.get(line.id, line.outcome) == Outcome.ACCEPTED
        for line in drawn.proposal.lines
    )
    return max(drawn.tally.seated + given - board.selection.seats, 0)


def _page(
    board: Board, drawn: Drawn, adjusted: Adjusted | None, status: int = 200
) -> ResponseReturnValue:
    shown = [line.id for _outcome, lines in drawn.groups for line in lines[:SHOWN]]
    known = {one.id: one for one in queries.list_lines(board.selection, shown)}
    return render_template(
        "lms/admission/desk/propose.html",
        board=board,
        drawn=drawn,
        adjusted=adjusted,
        over=_over(board, drawn, adjusted) if adjusted else 0,
        known=known,
        shown=SHOWN,
        words=desk_words,
        tie=lambda line: _tie(line, known),
        country_name=country_name,
        rule=rule_in_words(board),
    ), status


def _tie(line: Line, known: dict[int, DeskLine]) -> str:
    if line.tie is None:
        return ""
    other = known.get(line.tie.with_id)
    name = other.name if other else _("Solicitud %(number)s", number=line.tie.with_id)
    return desk_words.tie_of(line, name)


def rule_in_words(board: Board) -> list[str]:
    """Say how the proposal is made, so that anybody can make it again."""
    return [
        _(
            "Se ordena a todas las personas por puntaje; con el mismo puntaje va antes "
            "quien está antes en el orden que dio su Estado, después quien envió antes."
        ),
        _(
            "Ningún máximo se supera, ni hay más lugares que los de la edición. Quien "
            "ya tiene un lugar cuenta."
        ),
        _(
            "Primero se cumplen los mínimos, empezando por el que tiene menos personas "
            "de sobra; cada uno toma a las primeras del orden que cuentan para él."
        ),
        _(
            "Los lugares que quedan se dan siguiendo el orden; se salta a quien haría "
            "superar un máximo. El resto queda en la lista de espera, en ese orden."
        ),
    ]
