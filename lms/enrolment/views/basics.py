"""What an edition says of itself, its state, and who runs it."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from lms.enrolment import queries, services
from lms.enrolment.forms.basics import ChangeForm, ModeratorForm, values_of
from lms.enrolment.services.editions import SETTLED
from lms.enrolment.states import EDITION_NEXT, EditionState
from lms.enrolment.words import ENROLMENT_STATES, move_word
from lms.foundation.database import now
from lms.foundation.i18n import _, day_name
from lms.foundation.work import atomic
from lms.people.roles import Role
from lms.web.site import tell

from .blueprint import ID, ONE, bp
from .frame import Desk, get_desk, page


@bp.get(f"{ONE}/")
def show_edition(edition_id: int) -> ResponseReturnValue:
    """Show what an edition says of itself, and what may become of it."""
    desk = get_desk(edition_id)
    return _page(desk, _form(desk))


@bp.post(f"{ONE}/")
def save_edition(edition_id: int) -> ResponseReturnValue:
    """Change what an edition says of itself."""
    desk = get_desk(edition_id)
    form = _form(desk)
    if not form.validate():
        return _page(desk, form, 422)
    with atomic():
        services.change_edition(
            edition_id=edition_id,
            basics=form.basics,
            release_number=int(form.release.data),
            by_id=desk.member.id,
        )
    tell("done", _("Los datos de la edición quedaron guardados."))
    return redirect(desk.at("show_edition"), 303)


@bp.post(f"{ONE}/move")
def move(edition_id: int) -> ResponseReturnValue:
    """Bring an edition into its next state."""
    desk = get_desk(edition_id)
    to = request.form.get("to", "")
    if to not in set(EditionState):
        return redirect(desk.at("show_edition"), 303)
    with atomic():
        services.move_edition(
            edition_id=edition_id, to=EditionState(to), by_id=desk.member.id
        )
    desk = get_desk(edition_id)
    tell("done", _("La edición está ahora en esta etapa: %(s)s.", s=desk.state_word))
    return redirect(desk.at("show_edition"), 303)


@bp.post(f"{ONE}/moderators")
def add_moderator(edition_id: int) -> ResponseReturnValue:
    """Let somebody moderate the edition."""
    desk = get_desk(edition_id)
    who = ModeratorForm.of_request()
    if not who.validate():
        return _page(desk, _form(desk, is_sent=False), 422, who)
    with atomic():
        member = services.add_moderator(
            edition_id=edition_id, who=who.who.data, by_id=desk.member.id
        )
        name = member.name
    tell("done", _("%(name)s modera esta edición.", name=name))
    return redirect(desk.at("show_edition"), 303)


@bp.post(f"{ONE}/moderators/<{ID}:member_id>/remove")
def remove_moderator(edition_id: int, member_id: int) -> ResponseReturnValue:
    """Somebody moderates the edition no longer."""
    desk = get_desk(edition_id)
    with atomic():
        services.remove_moderator(
            edition_id=edition_id, member_id=member_id, by_id=desk.member.id
        )
    tell("done", _("Esa persona ya no modera esta edición."))
    return redirect(desk.at("show_edition"), 303)


def _form(desk: Desk, *, is_sent: bool = True) -> ChangeForm:
    releases = queries.list_releases(desk.edition.course_id)
    own = next((r for r in releases if r.id == desk.edition.release_id), releases[0])
    values = {**values_of(desk.edition), "release": str(own.number)}
    form = ChangeForm.of_request(**values) if is_sent else ChangeForm(**values)
    form.release.offer(
        (
            str(each.number),
            _(
                "%(number)s, del %(day)s",
                number=each.number,
                day=day_name(each.created_at.date()),
            ),
        )
        for each in releases
        if desk.edition.state in SETTLED or each is own
    )
    return form


def _page(
    desk: Desk, form: ChangeForm, status: int = 200, who: ModeratorForm | None = None
) -> ResponseReturnValue:
    before, at = EditionState(desk.edition.state), now()
    order = [to for to in EditionState if to in EDITION_NEXT[before]]
    people = queries.count_people(desk.edition.id)
    return page(
        "basics",
        desk,
        status,
        form=form,
        who=who or ModeratorForm(),
        moves=[
            (
                str(to),
                move_word(before, to),
                queries.list_hindrances(desk.edition, to, at),
            )
            for to in order[::-1]
        ],
        people=[
            (_(ENROLMENT_STATES[state]), people[state])
            for state in ENROLMENT_STATES
            if state in people
        ],
        staff=queries.list_staff(desk.edition),
        moderator=Role.MODERATOR,
    )
