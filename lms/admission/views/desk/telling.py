"""The letters: their words, how they look to a real person, and sending them."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.admission import desk_words, letters, policy
from lms.admission.forms.desk import LetterForm
from lms.admission.letters import Wording
from lms.admission.queries import telling as queries
from lms.admission.queries.telling import Person
from lms.admission.services import telling
from lms.foundation.i18n import OWN_NAMES, _, ngettext
from lms.foundation.work import atomic
from lms.kernel.errors import NotFound
from lms.kernel.language import LANGUAGES, Language
from lms.web.paging import SIZE, Page, page_number
from lms.web.site import tell

from .blueprint import Board, admit, bp

_WORDING = "/letters/<any(accepted, waiting, declined):kind>/<language>/"


@bp.get("/letters/")
def show_letters(edition_id: int) -> ResponseReturnValue:
    """Show who would be told what, in which words, and who was told."""
    board = admit(edition_id, policy.may_select)
    untold = queries.list_untold(edition_id)
    total = queries.count_told(edition_id)
    number = page_number(request.args.get("page"), total)
    return render_template(
        "lms/admission/desk/letters.html",
        board=board,
        kinds=_kinds(board, [one for one in untold if one.email]),
        silent=[one for one in untold if not one.email],
        waiting=sum(1 for one in untold if one.email),
        page=Page(
            items=list(queries.list_told(edition_id, SIZE, (number - 1) * SIZE)),
            number=number,
            total=total,
        ),
        page_url=lambda n: board.at("show_letters", page=n if n > 1 else None),
        words=desk_words,
        own_names=OWN_NAMES,
    )


@bp.post("/letters/")
def send_letters(edition_id: int) -> ResponseReturnValue:
    """Write to everybody who was not told yet, once."""
    board = admit(edition_id, policy.may_select)
    with atomic():
        sent = telling.tell_everybody(edition_id=edition_id, by_id=board.member.id)
    if sent:
        tell(
            "done",
            ngettext("Salió %(num)s carta.", "Salieron %(num)s cartas.", sent),
        )
    else:
        tell("info", _("No había nadie a quien escribir: las cartas ya salieron."))
    return redirect(board.at("show_letters"), 303)


@bp.get(_WORDING)
def show_wording(edition_id: int, kind: str, language: str) -> ResponseReturnValue:
    """Show the words of a letter in one language, to change them."""
    board, tongue = admit(edition_id, policy.may_select), _language(language)
    wording = queries.get_wordings(edition_id)[kind, tongue]
    form = LetterForm(subject=wording.subject, body=wording.body)
    return _wording_page(board, kind, tongue, form)


@bp.post(_WORDING)
def save_wording(edition_id: int, kind: str, language: str) -> ResponseReturnValue:
    """Keep the secretariat's own words, or go back to those of the house."""
    board, tongue = admit(edition_id, policy.may_select), _language(language)
    form = LetterForm.of_request()
    where = {"edition_id": edition_id, "kind": kind, "language": str(tongue)}
    if "reset" in request.form:
        with atomic():
            telling.reset_wording(**where, by_id=board.member.id)  # type: ignore[arg-type]
    elif "preview" in request.form or not form.validate():
        return _wording_page(board, kind, tongue, form, 200 if form.validate() else 422)
    else:
        _save(where, form, board)
    tell("done", _("El texto de la carta quedó guardado."))
    return redirect(board.at("show_wording", kind=kind, language=tongue), 303)


def _save(where: dict[str, object], form: LetterForm, board: Board) -> None:
    with atomic():
        telling.set_wording(
            **where,  # type: ignore[arg-type]
            subject=form.subject.data,
            body=form.body.data,
            by_id=board.member.id,
        )


def _language(code: str) -> Language:
    if code not in tuple(Language):
        raise NotFound
    return Language(code)


def _kinds(board: Board, untold: list[Person]) -> list[dict[str, object]]:
    """Each kind of letter with its number, and the first one as it will go out."""
    course = queries.course_title(board.selection)
    wordings = queries.get_wordings(board.edition_id)
    found: list[dict[str, object]] = []
    for kind in letters.KINDS:
        people = [one for one in untold if one.outcome == kind]
        first = people[0] if people else None
        samples = []
        for language in LANGUAGES if first else ():
            wording = wordings[kind, language]
            assert first is not None
            written = queries.write_to(
                first, board.selection, course, wording, language
            )
            samples.append((language, written, first.language == language))
        found.append(
            {"kind": kind, "number": len(people), "first": first, "samples": samples}
        )
    return found


def _wording_page(
    board: Board, kind: str, language: Language, form: LetterForm, status: int = 200
) -> ResponseReturnValue:
    people = [
        one for one in queries.list_untold(board.edition_id) if one.outcome == kind
    ]
    wording = Wording(form.subject.data or "", form.body.data or "")
    course = queries.course_title(board.selection)
    sample = (
        queries.write_to(people[0], board.selection, course, wording, language)
        if people
        else None
    )
    return render_template(
        "lms/admission/desk/wording.html",
        board=board,
        kind=kind,
        tongue=language,
        form=form,
        sample=sample,
        person=people[0] if people else None,
        is_own=queries.get_wordings(board.edition_id)[kind, language].is_own,
        marks=letters.mark_help(),
        words=desk_words,
        own_names=OWN_NAMES,
        languages_there=LANGUAGES,
    ), status
