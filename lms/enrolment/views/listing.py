"""All editions; a new one, and one made from another."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import queries as catalogue
from lms.enrolment import queries, services
from lms.enrolment.forms.basics import NewForm
from lms.enrolment.words import EDITION_STATES, state_word
from lms.foundation.i18n import _, day_and_hour, day_name
from lms.foundation.work import atomic
from lms.people.zones import zone_of
from lms.web.paging import SIZE, Page, page_number
from lms.web.site import tell

from .blueprint import ONE, bp
from .frame import admit, get_desk, page, told

LONGEST_SEARCH = 120


@bp.get("/")
def list_all() -> ResponseReturnValue:
    """List the editions there are: of a course, in a state, with a word."""
    admit()
    course, state, words = (_asked(name) for name in ("course", "state", "q"))
    rows = queries.list_dated(course, state)
    found = [row for row in rows if _names(row, words)]
    number = page_number(request.args.get("page"), len(found))
    return render_template(
        "lms/enrolment/list.html",
        section="",
        page=Page(found[(number - 1) * SIZE : number * SIZE], number, len(found)),
        page_url=lambda n: url_for(
            ".list_all", course=course, state=state, q=words, page=n
        ),
        courses=_courses(),
        states=[(str(each), _(word)) for each, word in EDITION_STATES.items()],
        asked={"course": course, "state": state, "q": words},
        told=told,
        state_word=state_word,
        when=day_and_hour,
        day=day_name,
    )


def _asked(name: str) -> str:
    return request.args.get(name, "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def _names(row: queries.EditionRow, words: str) -> bool:
    texts = (row.slug, row.course_id, *row.title.values())
    return any(words.casefold() in text.casefold() for text in texts)


def _courses() -> list[tuple[str, str]]:
    return [
        (card.course_id, str(told(card.package.title)))
        for card in catalogue.list_cards()
    ]


@bp.get("/new")
def show_new() -> ResponseReturnValue:
    """Show what a new edition has to say of itself."""
    member = admit()
    form = NewForm.of_request(
        course=request.args.get("course", ""),
        languages=["es", "pt", "en"],
        time_zone=member.time_zone or zone_of(member.state),
    )
    return _new_page(form)


@bp.post("/new")
def create() -> ResponseReturnValue:
    """Make a new edition, as a draft."""
    member = admit()
    form = NewForm.of_request()
    form.course.offer(_courses())
    if not form.validate():
        return _new_page(form, 422)
    with atomic():
        edition = services.create_edition(
            course_id=form.course.data, basics=form.basics, by_id=member.id
        )
        edition_id = edition.id
    tell("done", _("La edición quedó creada, como borrador. Nadie más la ve todavía."))
    return redirect(url_for(".show_edition", edition_id=edition_id), 303)


def _new_page(form: NewForm, status: int = 200) -> ResponseReturnValue:
    form.course.offer(_courses())
    return render_template("lms/enrolment/new.html", form=form, section=""), status


@bp.get(f"{ONE}/copy")
def show_copy(edition_id: int) -> ResponseReturnValue:
    """Show what an edition made from this one takes along, and what will differ."""
    desk = get_desk(edition_id)
    card = catalogue.get_card(desk.edition.course_id)
    return page(
        "copy",
        desk,
        news=queries.find_news(desk.edition.release_id, card.release_id),
    )


@bp.post(f"{ONE}/copy")
def copy(edition_id: int) -> ResponseReturnValue:
    """Make an edition from this one."""
    desk = get_desk(edition_id)
    with atomic():
        made = services.copy_edition(edition_id=edition_id, by_id=desk.member.id).id
    tell("done", _("La edición quedó creada, como borrador. Faltan sus fechas."))
    return redirect(url_for(".show_edition", edition_id=made), 303)
