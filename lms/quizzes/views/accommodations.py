"""What people need in quizzes: the secretariat's list, and one person's form."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.foundation.i18n import _, country_name
from lms.foundation.work import atomic
from lms.quizzes import policy, services
from lms.quizzes.desk_forms import AccommodationForm
from lms.quizzes.queries import needs
from lms.quizzes.queries.needs import PAGE, Needs
from lms.quizzes.words import needs_in_words
from lms.web.links import addresses
from lms.web.paging import Page, page_number
from lms.web.site import tell

from .blueprint import ID, bp
from .staff import admit

LIST = "/secretariat/accommodations/"
LONGEST_SEARCH = 120


@bp.get(LIST)
def list_accommodations() -> ResponseReturnValue:
    """List who has more time, attempts or pauses; or find somebody by name."""
    admit(policy.may_accommodate)
    words = request.args.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    total = needs.count_people(words)
    number = page_number(request.args.get("page"), total, PAGE)
    people = needs.list_people(words, number)
    return render_template(
        "lms/quizzes/accommodations.html",
        section="",
        words=words,
        page=Page(items=people, number=number, total=total, size=PAGE),
        page_url=lambda n: url_for(
            ".list_accommodations", q=words or None, page=n if n > 1 else None
        ),
        person_url=addresses("lms.quizzes.show_accommodation", "member_id"),
        country_name=country_name,
        needs_in_words=lambda person: needs_in_words(
            person.extra_time, person.extra_attempts, person.pause_minutes
        ),
    )


@bp.get(f"{LIST}<{ID}:member_id>/")
def show_accommodation(member_id: int) -> ResponseReturnValue:
    """Show what a person needs, to change it."""
    admit(policy.may_accommodate)
    person = needs.get_needs(member_id)
    form = AccommodationForm.of_request(
        extra_time=str(person.extra_time),
        extra_attempts=str(person.extra_attempts),
        pause_minutes=str(person.pause_minutes),
    )
    return _person_page(person, form)


@bp.post(f"{LIST}<{ID}:member_id>/")
def save_accommodation(member_id: int) -> ResponseReturnValue:
    """Give a person what they need, from now on, in attempts under way too."""
    secretary = admit(policy.may_accommodate)
    person = needs.get_needs(member_id)
    form = AccommodationForm.of_request()
    if not form.validate():
        return _person_page(person, form, 422)
    with atomic():
        services.set_accommodation(
            member_id=member_id,
            extra_time=form.extra_time.number,
            extra_attempts=form.extra_attempts.number,
            pause_minutes=form.pause_minutes.number,
            by_id=secretary.id,
        )
    tell("done", _("Los ajustes de %(name)s quedaron guardados.", name=person.name))
    return redirect(url_for(".list_accommodations"), 303)


def _person_page(
    person: Needs, form: AccommodationForm, status: int = 200
) -> ResponseReturnValue:
    return (
        render_template(
            "lms/quizzes/accommodation.html",
            section="",
            person=person,
            form=form,
            list_url=url_for(".list_accommodations"),
            save_url=url_for(".save_accommodation", member_id=person.member_id),
        ),
        status,
    )
