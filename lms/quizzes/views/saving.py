"""What a form of a quiz says, and what a page that saves by itself is told."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from lms.enrolment.access import get_place
from lms.foundation.i18n import _, speak, speaking
from lms.foundation.work import atomic, emit
from lms.kernel.language import LANGUAGES, Language
from lms.quizzes import queries
from lms.quizzes.errors import AttemptExpired
from lms.quizzes.forms import (
    as_shown,
    attempt_number,
    fields_of,
    given_answers,
    written_in,
)
from lms.quizzes.lines import UNANSWERED
from lms.quizzes.marking import kind_of
from lms.quizzes.services import Clash, Given, Saved, Taking
from lms.web.events import LanguageChosen
from lms.web.language import remember
from lms.web.player import Place, player_page
from lms.web.site import LANGUAGE_COOKIE

from .panel import address, how_many

ACTS = {
    "answers": "save_answers",
    "go": "go",
    "check": "check",
    "submit": "submit",
    "pause": "pause",
}
"""What a form may be sent for, and the view that does it."""

CARRIED = ("attempt", "page", "go", "at", "anyway")
"""What a form says besides answers, and says again once two answers are sorted out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """A form of a quiz: at which place, of which attempt, with which answers.

    ``is_careful`` is a form sent without scripts, or by a page that saves by itself:
    it may be older than what another window saved meanwhile, and does not write over
    that unasked.
    """

    place: Place
    taking: Taking
    given: list[Given]
    is_fetched: bool
    is_careful: bool

    def back(self, *, anchor: str | None = None) -> str:
        """Return the address of the page the form stood on."""
        page = request.form.get("page", "")
        shown = page if page.isdecimal() and len(page) < 5 else None
        return self.place.at(page=shown, _anchor=anchor)


def sent(course_id: str, module_id: str, activity_id: str) -> Sent:
    """Read the form of a quiz, of whoever asks.

    Of two answers that clashed, the one that was not chosen is left out. Raises what
    ``get_place`` does, ``FormUnreadable`` or ``AnswerNotOffered``.
    """
    place = get_place(course_id, module_id, activity_id, kind="quiz")
    fetched = request.headers.get("X-Requested-With") == "fetch"
    return Sent(
        place=place,
        taking=Taking(
            enrolment_id=place.enrolment_id,
            activity_id=place.activity_id,
            release_id=place.shown_release_id,
            number=attempt_number(request.values),
        ),
        given=_given(),
        is_fetched=fetched,
        is_careful=fetched or request.form.get("careful") == "1",
    )


def _given() -> list[Given]:
    found = given_answers(request.form)
    chosen = {g.question_id: request.form.get(f"choose-{g.question_id}") for g in found}
    if request.form.get("language") and any(chosen.values()):
        # Only the language was asked for: version 0 is older than any, so it clashes.
        return [replace(given, version=0) for given in found]
    return [given for given in found if chosen[given.question_id] != "kept"]


@contextmanager
def writing() -> Iterator[None]:
    """Open a unit of work in the language that the page of the form was in.

    In it the numbers were typed; another window may have changed it since.
    """
    with ExitStack() as both:
        both.enter_context(speaking(written_in(request.values)))
        both.enter_context(atomic())
        yield


def both_texts(form: Sent, clashes: Iterable[Clash]) -> ResponseReturnValue:
    """Show what was sent beside what was kept: to choose, or because it came late.

    In another language, if that was asked for on the page: nothing is chosen by that.
    """
    act = request.form.get("act") or request.path.rpartition("/")[2]
    act = act if act in ACTS else "answers"
    language = request.form.get("language", "")
    if language in LANGUAGES:
        speak(Language(language))
        with atomic():
            emit(LanguageChosen(language=Language(language)))
    page = player_page(
        form.place,
        409,
        clashes={clash.question_id: clash.given for clash in clashes},
        sent_to=address(form.place, ACTS[act]),
        carried=[
            ("act", act),
            *((name, request.form[name]) for name in CARRIED if name in request.form),
        ],
        keep_form="choque",
        keep_action=address(form.place, "save_answers"),
        enter_action=None,
    )
    if language in LANGUAGES:
        remember(page, LANGUAGE_COOKIE, language)
    return page


def told(form: Sent, saved: Saved) -> Response:
    """Tell a page that saves by itself what its fields should say now.

    Only of the questions it sent: what it still shows of others is another matter.
    """
    if saved.expired:
        response = jsonify(message=str(AttemptExpired()))
        response.status_code = 409
        return response
    fields = {"answered": [how_many(_answered(form, saved), saved.out_of)]}
    for given in form.given:
        answer = saved.answers.get(given.question_id, UNANSWERED)
        fields[f"v-{given.question_id}"] = [str(answer.version)]
        fields[f"w-{given.question_id}"] = [as_shown(answer.value)]
    body: dict[str, Any] = {"fields": fields}
    if saved.saved_at:
        body["saved_at"] = saved.saved_at.isoformat()
    if saved.clashes:
        body |= _clashed(form, saved.clashes, fields)
    response = jsonify(body)
    response.status_code = 409 if saved.clashes else 200
    return response


def _clashed(
    form: Sent, clashes: Iterable[Clash], fields: dict[str, list[str]]
) -> dict[str, Any]:
    """Return what is said of clashes; newer answers join ``fields``."""
    taking = form.taking
    attempt = queries.get_attempt(
        taking.enrolment_id, taking.activity_id, taking.number
    )
    questions = queries.get_questions(attempt.release_id, taking.activity_id)
    for clash in clashes:
        fields |= fields_of(questions[clash.question_id], clash.kept)
    return {
        "message": _(
            "Una respuesta ya había cambiado en otra ventana o dispositivo: la página "
            "muestra ahora la más reciente. Si quiere otra, elíjala de nuevo."
        ),
        "clashes": [
            {"question": c.question_id, "given": c.given, "kept": c.kept}
            for c in clashes
        ],
    }


def _answered(form: Sent, saved: Saved) -> int:
    """Count the answers that are whole; one of an older release counts if it is any."""
    taking = form.taking
    known = queries.get_questions(taking.release_id, taking.activity_id)
    return sum(
        kind_of(known[id_]).is_complete(known[id_], answer.value)
        if id_ in known
        else bool(answer.value)
        for id_, answer in saved.answers.items()
    )
