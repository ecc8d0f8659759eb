"""The desk: what waits for a focal point on top, and what they answered."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.admission import eligibility
from lms.admission.forms.country import QuestionForm, ReasonForm
from lms.admission.queries import endorsing as queries
from lms.admission.queries.endorsing import PAGE, Desk, EndorsementLine, Show
from lms.admission.words import institution_word, spoken
from lms.enrolment.rules import FormQuestion, QuestionKind, Rules, from_plain
from lms.foundation.database import now
from lms.foundation.i18n import _, ago, country_name, day_and_hour
from lms.people.roles import Viewer
from lms.web.forms import Form
from lms.web.links import addresses
from lms.web.paging import Page, page_number

from .blueprint import admit, bp

Answers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Card:
    """An application on the desk, with the forms for what can be done with it."""

    line: EndorsementLine
    answers: Answers
    doubts: list[str]
    reason: ReasonForm
    question: QuestionForm

    @property
    def faults(self) -> list[Form]:
        return [form for form in (self.reason, self.question) if form.errors]


@dataclass(frozen=True, slots=True)
class Group:
    """Whom a State endorsed for an edition, in its order."""

    edition_id: int
    title: str
    state_code: str
    lines: list[EndorsementLine]


@bp.get("/country/")
def show_desk() -> ResponseReturnValue:
    """Show what waits for the focal point of a State."""
    member, desk = admit()
    return desk_page(member, desk)


def prefix_of(application_id: int) -> str:
    """Name the fields of one card among many."""
    return f"a{application_id}-"


def desk_page(
    member: Viewer,
    desk: Desk,
    faulty: tuple[int, Form] | None = None,
    wrong_places: list[int] | None = None,
) -> ResponseReturnValue:
    """Return the page of the desk, with what could not stay as it was sent."""
    counts = queries.count_endorsements(desk)
    show = _show(request.values.get("show"))
    number = page_number(request.values.get("page"), counts[show], PAGE)
    groups: list[Group] = []
    lines: list[EndorsementLine] = []
    if show is Show.ENDORSED:
        groups = _groups(queries.list_endorsed(desk))
    else:
        lines = queries.page_of_endorsements(desk, show, number)
        if faulty and faulty[0] not in {line.application_id for line in lines}:
            lines += queries.get_endorsements(desk, [faulty[0]])
    page = render_template(
        "lms/admission/country/desk.html",
        show=show,
        counts=counts,
        several=len(desk.states) > 1,
        states=[country_name(code) for code in sorted(desk.states)],
        groups=groups,
        wrong_places=wrong_places or [],
        cards=_cards(lines, faulty),
        page=Page(items=lines, number=number, total=counts[show], size=PAGE),
        page_url=lambda n: _at(show, n),
        show_url=_at,
        **words_of(member),
    )
    return page, 422 if faulty or wrong_places else 200


def words_of(member: Viewer) -> dict[str, Any]:
    """Return what templates of this desk say with."""
    return {
        "viewer_id": member.id,
        "country_name": country_name,
        "institution_word": institution_word,
        "title_of": lambda line: spoken(line.edition_title) or line.slug,
        "when": lambda moment: day_and_hour(moment, member.time_zone),
        "left": lambda moment: ago(moment, now()),
        "is_past": _is_past,
        **{
            f"{act}_url": addresses(f"lms.admission_country.{act}", "application_id")
            for act in ("endorse", "decline", "ask", "take_back")
        },
    }


def _is_past(moment: datetime | None) -> bool:
    return moment is not None and moment <= now()


def _show(asked: str | None) -> Show:
    return Show(asked) if asked in tuple(Show) else Show.WAITING


def _at(show: str, page: int = 1) -> str:
    return url_for(
        ".show_desk",
        show=None if show == Show.WAITING else show,
        page=page if page > 1 else None,
    )


def _groups(lines: list[EndorsementLine]) -> list[Group]:
    grouped = groupby(lines, key=lambda line: (line.edition_id, line.state_code))
    found = [(key, list(of_it)) for key, of_it in grouped]
    return [
        Group(key[0], spoken(rows[0].edition_title) or rows[0].slug, key[1], rows)
        for key, rows in found
    ]


def _cards(lines: list[EndorsementLine], faulty: tuple[int, Form] | None) -> list[Card]:
    files = queries.list_file_names([line.application_id for line in lines])
    rules = {line.edition_id: from_plain(line.rules) for line in lines}
    return [_card(line, rules[line.edition_id], files, faulty) for line in lines]


def _card(
    line: EndorsementLine,
    rules: Rules,
    files: dict[tuple[int, str], list[str]],
    faulty: tuple[int, Form] | None,
) -> Card:
    prefix = prefix_of(line.application_id)
    forms: dict[type[Form], Form] = {
        kind: kind(prefix=prefix) for kind in (ReasonForm, QuestionForm)
    }
    if faulty and faulty[0] == line.application_id:
        forms[type(faulty[1])] = faulty[1]
    reason, question = forms[ReasonForm], forms[QuestionForm]
    assert isinstance(reason, ReasonForm)
    assert isinstance(question, QuestionForm)
    answers = [
        (spoken(each.label), _told(each, line, files)) for each in rules.questions
    ]
    doubts = eligibility.sentences(rules.eligibility, line.languages, line.flags)
    told = [pair for pair in answers if pair[1]]
    return Card(line, told, doubts, reason, question)


def _told(
    question: FormQuestion,
    line: EndorsementLine,
    files: dict[tuple[int, str], list[str]],
) -> str:
    """Return an answer in words; of a file, its name alone."""
    if question.kind is QuestionKind.FILE:
        names = files.get((line.application_id, question.id), [])
        return _("Archivo: %(names)s", names=", ".join(names)) if names else ""
    value = line.answers.get(question.id)
    if question.kind is QuestionKind.CHOICE:
        chosen = (spoken(c.label) for c in question.choices if c.id == value)
        return next(chosen, "")
    return "" if value is None else str(value)
