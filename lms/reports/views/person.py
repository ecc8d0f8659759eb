"""One learner's whole history, for those who run what they take part in."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.foundation.i18n import country_name, day_and_hour
from lms.people.queries import get_member
from lms.reports import policy, words
from lms.reports.contributing import proofs_of
from lms.reports.errors import PersonNotFound
from lms.reports.policy import Of
from lms.reports.queries.history import Part, list_parts

from .blueprint import ID, PEOPLE, bp
from .finding import Desk, get_desk


@bp.get(f"{PEOPLE}<{ID}:member_id>/")
def show_person(course_id: str, member_id: int) -> ResponseReturnValue:
    """Show what somebody did: where they stood when, activities, attempts, proofs."""
    desk = get_desk(course_id)
    parts = [part for part in list_parts(member_id) if _may_know(desk, part)]
    if desk.edition.id not in {part.edition.id for part in parts}:
        raise PersonNotFound
    member = get_member(member_id)
    shown = {part.edition.id for part in parts}
    return render_template(
        "lms/reports/person.html",
        desk=desk,
        person=member,
        parts_of=sorted(parts, key=lambda part: part.edition.id != desk.edition.id),
        proofs=[p for p in proofs_of(member_id) if p.edition_id in shown],
        tells_why=desk.sees_applicants,
        email=member.email if policy.may_see_addresses(desk.member) else None,
        words=words,
        country_name=country_name,
        when=lambda moment: day_and_hour(moment, desk.member.time_zone),
    )


def _may_know(desk: Desk, part: Part) -> bool:
    edition = part.edition
    of = Of(edition_id=edition.id, course_id=edition.course_id)
    return bool(policy.may_follow(desk.member, of)) and (
        desk.sees_applicants or part.was_in_course
    )
