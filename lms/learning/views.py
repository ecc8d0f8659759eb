"""Pages of the learner's desk: home, course, player, progress, glossary."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import lessons
from lms.catalogue import queries as catalogue
from lms.catalogue.queries import Card
from lms.encuentro import queries as encuentro
from lms.enrolment import access
from lms.enrolment import queries as enrolment
from lms.enrolment import services as enrolling
from lms.enrolment.errors import NotEnrolled
from lms.enrolment.policy import may_join
from lms.enrolment.queries import Seat
from lms.foundation.i18n import OWN_NAMES, _
from lms.foundation.work import atomic
from lms.people.access import authorize
from lms.people.identity import viewer
from lms.people.policy import may_take_part
from lms.quizzes.policy import may_analyse
from lms.web.player import Panel, Place
from lms.web.site import sign_in_address, tell

from . import queries, services
from .editions import Dates, dates_of, list_offers
from .outline import Part, Stop, Way, get_way, resume_stop
from .remnants import Remnants, find_remnants

bp = Blueprint("learning", __name__)


@bp.get("/")
def show_home() -> ResponseReturnValue:
    """Show what a person can do now."""
    member = viewer()
    if member is None:
        return render_template(
            "lms/learning/welcome.html",
            cards=catalogue.list_cards(),
            cover_of=lessons.get_cover,
        )
    courses = queries.progress_of_all(enrolment.list_seats(member.id))
    closed = access.list_closed(seat for seat, _far in courses)
    lines = [
        (seat, far, way, resume_stop(seat, way, far, closed.get(seat.edition_id, ())))
        for seat, far in courses
        for way in [get_way(seat.release_id)]
    ]
    return render_template(
        "lms/learning/home.html",
        lines=lines,
        cards=[] if lines else catalogue.list_cards(),
        cover_of=lessons.get_cover,
        news=encuentro.list_recent(member, [seat.edition_id for seat, _far in courses]),
    )


@bp.get("/courses/<course_id>/")
def show_course(course_id: str) -> ResponseReturnValue:
    """Show a course to anybody: what it is about and how to join."""
    card = catalogue.get_card(course_id)
    member = viewer()
    seat = enrolment.find_seat(member.id, course_id) if member else None
    release_id = seat.release_id if seat else card.release_id
    way, dates = get_way(release_id), dates_of(seat, member)
    return render_template(
        "lms/learning/course.html",
        card=card,
        dates=dates,
        **_standing(seat, way, dates),
        offers=list_offers(course_id, member, seat),
        cover_of=lessons.get_cover,
        package=catalogue.get_package(release_id),
        way=way,
        seat=seat,
        runs=may_analyse(member, course_id),
        has_news=_has_news(seat, card),
        remnants=_remnants(seat, card),
        own_names_of=lambda codes: ", ".join(OWN_NAMES[code] for code in codes),
        join_url=sign_in_address(
            url_for(".resume_course", course_id=course_id), intent=f"join:{course_id}"
        ),
    )


def _standing(seat: Seat | None, way: Way, dates: Dates) -> dict[str, Any]:
    """Return how far somebody is in a course, and where they go on."""
    if seat is None:
        return {"far": None, "done": set(), "resume": None}
    far = queries.progress_of(seat)
    return {
        "far": far,
        "done": {step.activity.id for step in far.steps if step.done},
        "resume": resume_stop(seat, way, far, dates.closed),
    }


def _has_news(seat: Seat | None, card: Card) -> bool:
    """In an edition with dates everybody stays on the release they share."""
    return seat is not None and seat.is_permanent and seat.release_id != card.release_id


def _remnants(seat: Seat | None, card: Card) -> Remnants:
    if seat is None or card.number == 1:
        return Remnants()  # of the only release there is, nothing can be gone
    return find_remnants(seat, card.release_id)


@bp.post("/courses/<course_id>/join")
def join_course(course_id: str) -> ResponseReturnValue:
    """Join the permanent offer and open the first activity."""
    member = authorize(may_join)
    with atomic():
        enrolling.join(member_id=member.id, course_id=course_id)
    return redirect(url_for(".resume_course", course_id=course_id), 303)


@bp.post("/courses/<course_id>/leave")
def leave_course(course_id: str) -> ResponseReturnValue:
    """Leave a course; the record stays."""
    member = authorize(may_take_part)
    with atomic():
        enrolling.leave(member_id=member.id, course_id=course_id)
    tell("done", _("Salió del curso. Lo que hizo queda guardado por si vuelve."))
    return redirect(url_for(".show_course", course_id=course_id), 303)


@bp.post("/courses/<course_id>/editions/<slug>/enter")
def enter_edition(course_id: str, slug: str) -> ResponseReturnValue:
    """Go on in another edition of a course that one is in."""
    member = authorize(may_take_part)
    with atomic():
        enrolling.go_to_edition(member_id=member.id, course_id=course_id, slug=slug)
    return redirect(url_for(".show_course", course_id=course_id), 303)


@bp.post("/courses/<course_id>/move")
def move_to_newest(course_id: str) -> ResponseReturnValue:
    """Move to the newest version of a course, by choice."""
    member = authorize(may_take_part)
    seat = enrolment.get_seat(member.id, course_id)
    percent = queries.progress_of(seat).percent
    with atomic():
        enrolling.move_to_newest(
            member_id=member.id, course_id=course_id, percent=percent
        )
    tell("done", _("Ahora sigue la versión más reciente del curso."))
    return redirect(url_for(".show_course", course_id=course_id), 303)


@bp.get("/courses/<course_id>/resume")
def resume_course(course_id: str) -> ResponseReturnValue:
    """Open a course where the person was."""
    member = authorize(may_take_part)
    seat = enrolment.find_seat(member.id, course_id)
    if seat is None:
        return redirect(url_for(".show_course", course_id=course_id))
    closed = access.list_closed([seat]).get(seat.edition_id, ())
    way, far = get_way(seat.release_id), queries.progress_of(seat)
    stop = resume_stop(seat, way, far, closed)
    return redirect(
        stop.address if stop else url_for(".show_course", course_id=course_id)
    )


@bp.get("/courses/<course_id>/progress/")
def show_progress(course_id: str) -> ResponseReturnValue:
    """Tell a learner what is done, what is missing, and why."""
    member = authorize(may_take_part)
    seat = enrolment.get_seat(member.id, course_id)
    return render_template(
        "lms/learning/progress.html",
        way=(way := get_way(seat.release_id)),
        stops={stop.id: stop for _part, stop in way.stops()},
        far=queries.progress_of(seat),
        remnants=find_remnants(seat, seat.release_id).gone,
        course_id=course_id,
    )


@bp.get("/courses/<course_id>/glossary/")
def show_glossary(course_id: str) -> ResponseReturnValue:
    """Show the words a course uses, to anybody."""
    card = catalogue.get_card(course_id)
    return render_template(
        "lms/learning/glossary.html",
        way=get_way(card.release_id),
        terms=lessons.list_terms(card.release_id),
    )


@bp.get("/courses/<course_id>/<module_id>/<activity_id>/")
def show_activity(
    course_id: str, module_id: str, activity_id: str
) -> ResponseReturnValue:
    """Show an activity in the player, and remember being there."""
    place = access.find_place(course_id, module_id, activity_id)
    if place is None:
        tell("info", str(NotEnrolled()))
        return redirect(url_for(".show_course", course_id=course_id))
    if place.module_id != module_id:
        return redirect(place.address)
    if place.is_news:
        with atomic():
            enrolling.be_at(
                enrolment_id=place.enrolment_id, activity_id=place.activity_id
            )
    return player_page(place)


@bp.post("/courses/<course_id>/<module_id>/<activity_id>/done")
def go_on(course_id: str, module_id: str, activity_id: str) -> ResponseReturnValue:
    """Go on from a text: it is done, and the next activity opens."""
    place = access.find_place(course_id, module_id, activity_id)
    if place is None:
        raise NotEnrolled
    after = _around(place)[3]
    if place.panel.goes_on:
        with atomic():
            services.go_on(
                enrolment_id=place.enrolment_id,
                activity_id=activity_id,
                next_activity_id=after.id if after else None,
            )
    return redirect(
        after.address if after else url_for(".show_progress", course_id=course_id),
        303,
    )


def player_page(place: Place, status: int = 200, **panel: Any) -> Response:
    """Show the player around an activity; ``panel`` overrides what its kind loads.

    The activity is loaded first: an attempt at a quiz whose time is up ends then, and
    the progress beside it is read afterwards.
    """
    loaded = {"leave": "", **place.panel.load(place), **panel}
    way = get_way(place.release_id)
    far = queries.progress_in(place.enrolment_id, place.release_id, place.least_percent)
    before, part, stop, after = _around(place)
    html = render_template(
        "lms/learning/player.html",
        place=place,
        way=way,
        far=far,
        done={step.activity.id for step in far.steps if step.done},
        before=before,
        part=part,
        stop=stop,
        after=after,
        panel_template=place.panel.template,
        goes_on=place.panel.goes_on,
        closed=place.closed,
        **loaded,
    )
    return make_response(html, status)


def _around(place: Place) -> tuple[Stop | None, Part, Stop, Stop | None]:
    """Return what ``Way.around`` does; around what is gone there is nothing.

    What comes next is nothing while its module is closed.
    """
    way = get_way(place.shown_release_id)
    before, part, stop, after = way.around(place.activity_id)
    if after and any(s is after and p.id in place.closed for p, s in way.stops()):
        after = None
    return (None, part, stop, None) if place.is_gone else (before, part, stop, after)


def _load_text(place: Place) -> dict[str, Any]:
    module, activity = catalogue.get_activity(
        place.release_id, place.module_id, place.activity_id
    )
    return {
        "lesson": lessons.get_lesson(place.release_id, module, activity),
        "own_names": OWN_NAMES,
    }


PANEL = Panel(template="lms/learning/text.html", load=_load_text, goes_on=True)
