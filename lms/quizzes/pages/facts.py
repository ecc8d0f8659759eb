"""What awaits somebody in a quiz, in words: before they begin and after the end."""

from collections.abc import Callable
from datetime import datetime

from lms.content.asking import Expiry, Grade, Layout, Review, When
from lms.foundation.i18n import _, ngettext
from lms.quizzes.policy import Why
from lms.quizzes.terms import Terms
from lms.quizzes.words import listed, minutes_in_words

from .page import QuizPage

Told = Callable[[datetime], str]
"""Writes a moment in somebody's own time zone."""

Fact = tuple[str, str]


def facts(quiz: QuizPage, told: Told) -> list[Fact]:
    """Return what there is to know before beginning: short terms with their texts."""
    found = [
        (_("Preguntas"), str(len(quiz.lines))),
        (_("Se aprueba con"), _("%(percent)s %%", percent=quiz.sheet.quiz.pass_mark)),
        (_("Tiempo"), time_in_words(quiz.terms)),
        (_("Intentos"), attempts_in_words(quiz)),
        (_("Entre intentos"), _wait(quiz.terms)),
        (_("Cuenta"), _grade(quiz.terms)),
        (_("Abre"), _moment(quiz.terms.opens_at, told, after=quiz.now)),
        (_("Cierra"), _moment(quiz.terms.closes_at, told)),
    ]
    return [(term, text) for term, text in found if text]


def short_facts(quiz: QuizPage, told: Told) -> list[Fact]:
    """Return what to know of a quiz that stands open before one."""
    found = [
        (_("Preguntas"), str(len(quiz.lines))),
        (_("Se aprueba con"), _("%(percent)s %%", percent=quiz.sheet.quiz.pass_mark)),
        (_("Intentos"), attempts_in_words(quiz)),
        (_("Cierra"), _moment(quiz.terms.closes_at, told)),
    ]
    return [(term, text) for term, text in found if text]


def time_in_words(terms: Terms) -> str:
    """Say how long an attempt lasts, the person's own extra time included."""
    limit = terms.clock.limit
    if limit is None:
        return ""
    time = minutes_in_words(-(-int(limit.total_seconds()) // 60))
    if not terms.extra_time:
        return time
    return _("%(time)s, con su %(percent)s %% más", time=time, percent=terms.extra_time)


def attempts_in_words(quiz: QuizPage) -> str:
    """Say how many attempts there are, and how many of them are left."""
    most = quiz.terms.attempts
    if most is None:
        return _("sin límite")
    used = quiz.outcomes[0].number if quiz.outcomes else 0
    used = max(used, quiz.open_number or 0)
    if not used:
        return str(most)
    return _("%(left)s de %(most)s le quedan", left=max(0, most - used), most=most)


def advice(quiz: QuizPage) -> list[str]:
    """Return the sentences that say how this quiz goes."""
    rules, found = quiz.rules, []
    if rules.layout is Layout.ONE and quiz.is_paged:
        found.append(_("Las preguntas vienen de a una por página."))
    elif rules.layout is Layout.SECTION and quiz.is_paged:
        found.append(
            _("Las preguntas vienen en %(pages)s páginas.", pages=str(quiz.pages))
        )
    if not quiz.goes_back:
        found.append(
            _("No se vuelve atrás: al pasar de página, lo respondido queda como está.")
        )
    if rules.time_limit is not None:
        found.append(_expiry(rules.on_expiry))
    if quiz.by_hand:
        found.append(
            ngettext(
                "Una persona califica %(num)s respuesta: el resultado llega después.",
                "Una persona califica %(num)s respuestas: el resultado llega después.",
                quiz.by_hand,
            )
        )
    return [*found, *review_in_words(rules.review)]


def review_in_words(review: Review) -> list[str]:
    """Say from when on the score, the right answers and the feedback may be seen."""
    by_when: dict[When, list[str]] = {}
    for when, what in (
        (review.score, _("su puntaje")),
        (review.answers, _("las respuestas correctas")),
        (review.feedback, _("las explicaciones")),
    ):
        by_when.setdefault(when, []).append(what)
    sentences = {
        When.DURING: _("Al comprobar cada respuesta verá %(what)s."),
        When.AFTER: _("Después de entregar verá %(what)s."),
        When.CLOSED: _("Cuando cierre el cuestionario verá %(what)s."),
        When.NEVER: _("No se muestran %(what)s."),
    }
    return [
        sentence % {"what": listed(*by_when[when])}
        for when, sentence in sentences.items()
        if when in by_when
    ]


def later(quiz: QuizPage, told: Told) -> list[str]:
    """Say what of a review is not shown, and when it will be."""
    if quiz.outcome is None or quiz.outcome.is_abandoned:
        return []
    review = quiz.rules.review
    by_sentence: dict[str, list[str]] = {}
    for is_shown, when, what in (
        (quiz.shows.marks, review.score, _("su puntaje")),
        (quiz.shows.answers, review.answers, _("las respuestas correctas")),
        (quiz.shows.feedback, review.feedback, _("las explicaciones")),
    ):
        if not is_shown:
            by_sentence.setdefault(_when(quiz, when, told), []).append(what)
    return [
        sentence.replace("{what}", listed(*what))
        for sentence, what in by_sentence.items()
    ]


def _when(quiz: QuizPage, when: When, told: Told) -> str:
    if when is When.NEVER:
        return _("Este cuestionario no muestra {what}.")
    if quiz.outcome and quiz.outcome.is_waiting:
        return _("Cuando el intento esté calificado verá {what}.")
    if quiz.terms.closes_at is None:
        return _("Más adelante verá {what}.")
    return _(
        "Cuando el cuestionario cierre, el %(when)s, verá {what}.",
        when=told(quiz.terms.closes_at),
    )


def counts_in_words(terms: Terms) -> str:
    """Say which attempt counts, as the end of a sentence."""
    return {
        Grade.BEST: _("cuenta el mejor intento"),
        Grade.LAST: _("cuenta el último intento"),
        Grade.FIRST: _("cuenta el primer intento"),
        Grade.AVERAGE: _("cuenta el promedio de los intentos"),
    }[terms.rules.grade]


def why_not(quiz: QuizPage, told: Told) -> str:
    """Say why no attempt can begin, and from when on it can; empty if it can."""
    verdict = quiz.may_begin
    if verdict or verdict.why is Why.OPEN:
        return ""
    if verdict.when is None:
        return verdict.reason
    when = told(verdict.when).rstrip(".")
    if verdict.why is Why.NOT_YET:
        return _("Este cuestionario abre el %(when)s.", when=when)
    return _("Puede empezar otro intento desde el %(when)s.", when=when)


def _wait(terms: Terms) -> str:
    if not terms.rules.wait or terms.attempts == 1:
        return ""
    return _("hay que esperar %(time)s", time=minutes_in_words(terms.rules.wait))


def _grade(terms: Terms) -> str:
    if terms.attempts == 1:
        return ""
    return {
        Grade.BEST: _("el mejor intento"),
        Grade.LAST: _("el último intento"),
        Grade.FIRST: _("el primer intento"),
        Grade.AVERAGE: _("el promedio de los intentos"),
    }[terms.rules.grade]


def _expiry(expiry: Expiry) -> str:
    if expiry is Expiry.SUBMIT:
        return _("Cuando el tiempo termina, cuenta lo que esté guardado.")
    return _("Si no entrega antes de que el tiempo termine, el intento no cuenta.")


def _moment(moment: datetime | None, told: Told, after: datetime | None = None) -> str:
    if moment is None or (after and moment <= after):
        return ""
    return told(moment)
