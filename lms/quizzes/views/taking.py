"""What a learner does with a quiz: begins, answers, goes on, pauses, hands in."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from lms.enrolment.access import get_place
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES, Language
from lms.quizzes import services
from lms.quizzes.forms import attempt_number, place_asked, question_named
from lms.web.language import language_chosen
from lms.web.player import player_page
from lms.web.site import tell

from .blueprint import PLAYER, bp
from .saving import both_texts, sent, told, writing


@bp.post(f"{PLAYER}/begin")
def begin(course_id: str, module_id: str, activity_id: str) -> ResponseReturnValue:
    """Begin an attempt: the first, or another one."""
    place = get_place(course_id, module_id, activity_id, kind="quiz")
    after = attempt_number(request.form, "after")
    with atomic():
        services.begin(
            enrolment_id=place.enrolment_id,
            activity_id=place.activity_id,
            release_id=place.shown_release_id,
            after=after,
        )
    return redirect(place.address, 303)


@bp.post(f"{PLAYER}/answers")
def save_answers(
    course_id: str, module_id: str, activity_id: str
) -> ResponseReturnValue:
    """Save the answers of a page, or those that changed on it."""
    form = sent(course_id, module_id, activity_id)
    with writing():
        saved = services.save_answers(
            taking=form.taking, given=form.given, careful=form.is_careful
        )
    if form.is_fetched:
        return told(form, saved)
    if saved.clashes:
        return both_texts(form, saved.clashes)
    language = request.form.get("language", "")
    if language in LANGUAGES:
        return language_chosen(Language(language), form.back())
    question_id = question_named(request.form)
    if not saved.expired:
        tell("done", _("Sus respuestas quedaron guardadas."))
    return redirect(form.back(anchor=f"q-{question_id}" if question_id else None), 303)


@bp.post(f"{PLAYER}/go")
def go(course_id: str, module_id: str, activity_id: str) -> ResponseReturnValue:
    """Save the answers of a page, and go to another page of the quiz."""
    form = sent(course_id, module_id, activity_id)
    number, question_id = place_asked(request.form)
    with writing():
        saved = services.go_to(
            taking=form.taking,
            given=form.given,
            place=number,
            careful=form.is_careful,
        )
    if saved.clashes:
        return both_texts(form, saved.clashes)
    anchor = f"q-{question_id}" if question_id else "cuestionario"
    return redirect(form.place.at(page=number + 1, _anchor=anchor), 303)


@bp.post(f"{PLAYER}/check")
def check(course_id: str, module_id: str, activity_id: str) -> ResponseReturnValue:
    """Save the answers of a page and check one of them, which then stands."""
    form = sent(course_id, module_id, activity_id)
    question_id = question_named(request.form)
    with writing():
        saved = services.check_answer(
            taking=form.taking,
            given=form.given,
            question_id=question_id,
            careful=form.is_careful,
        )
    if saved.clashes:
        return both_texts(form, saved.clashes)
    if not saved.checked and not saved.expired:
        tell("info", _("Responda la pregunta entera y podrá comprobarla."))
    return redirect(form.back(anchor=f"q-{question_id}"), 303)


@bp.post(f"{PLAYER}/submit")
def submit(course_id: str, module_id: str, activity_id: str) -> ResponseReturnValue:
    """Hand in an attempt, and go to its review."""
    form = sent(course_id, module_id, activity_id)
    by_clock = request.form.get("by-clock") == "1"
    anyway = by_clock or request.form.get("anyway") == "1"
    with writing():
        handed = services.submit(
            taking=form.taking, given=form.given, anyway=anyway, careful=form.is_careful
        )
    if handed.clashes:
        return both_texts(form, handed.clashes)
    if handed.missing:
        return player_page(form.place, 422, missing=True)
    if handed.dropped:
        tell(
            "info",
            _("Este intento ya estaba entregado. Vale lo que se entregó entonces."),
        )
    elif by_clock and not handed.expired:
        tell("waits", _("El tiempo terminó y su intento se entregó por sí solo."))
    return redirect(form.place.at(attempt=form.taking.number, _anchor="resultado"), 303)


@bp.post(f"{PLAYER}/pause")
def pause(course_id: str, module_id: str, activity_id: str) -> ResponseReturnValue:
    """Save the answers of a page and let the clock stand still."""
    form = sent(course_id, module_id, activity_id)
    with writing():
        saved = services.stop_clock(
            taking=form.taking, given=form.given, careful=form.is_careful
        )
    if saved.clashes:
        return both_texts(form, saved.clashes)
    if saved.refused:
        return player_page(form.place, 409, refused=True)
    return redirect(form.place.address, 303)


@bp.post(f"{PLAYER}/resume")
def resume(course_id: str, module_id: str, activity_id: str) -> ResponseReturnValue:
    """Let the clock go on after a pause."""
    form = sent(course_id, module_id, activity_id)
    with atomic():
        services.resume(taking=form.taking)
    return redirect(form.place.address, 303)
