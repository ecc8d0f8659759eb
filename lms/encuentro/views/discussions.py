"""The discussion of a course, inside the player."""

from typing import Any

from flask import redirect
from flask.typing import ResponseReturnValue

from lms.catalogue import lessons
from lms.catalogue import queries as catalogue
from lms.encuentro import policy, services
from lms.encuentro.forms import ReplyForm
from lms.encuentro.writing import written
from lms.enrolment.access import get_place
from lms.foundation.i18n import OWN_NAMES
from lms.foundation.work import atomic
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.web.player import Panel, Place, player_page

from .blueprint import bp
from .drafting import keep
from .talk import Talk, again, load_talk, setting_in
from .threads import published

_ACTIVITY = "/courses/<course_id>/<module_id>/<activity_id>"


@bp.post(f"{_ACTIVITY}/replies")
def post_in_discussion(
    course_id: str, module_id: str, activity_id: str
) -> ResponseReturnValue:
    """Take part in the discussion of an activity."""
    place = get_place(course_id, module_id, activity_id, kind="discussion")
    setting = setting_in(authorize(may_take_part), place)
    member = authorize(policy.may_answer, setting.room)
    form = ReplyForm.of_request()
    if talk := again(setting, form):
        return player_page(place, talk.status, **_shown(talk))
    text = written(form.body.data, form.language)
    with atomic():
        post = services.discuss(
            edition_id=place.edition_id,
            activity_id=activity_id,
            title=_title(place),
            author_id=member.id,
            text=text,
            once=form.once.data,
        )
        services.drop_draft(member_id=member.id, key=setting.draft_key)
    return redirect(published(setting, post.number), 303)


@bp.post(f"{_ACTIVITY}/draft")
def keep_in_discussion(
    course_id: str, module_id: str, activity_id: str
) -> ResponseReturnValue:
    """Keep what somebody is about to say in a discussion."""
    place = get_place(course_id, module_id, activity_id, kind="discussion")
    setting = setting_in(authorize(may_take_part), place)
    member = authorize(policy.may_answer, setting.room)
    return keep(member, setting.draft_key, place.at(_anchor="reply"))


def _load(place: Place) -> dict[str, Any]:
    module, activity = catalogue.get_activity(
        place.release_id, place.module_id, place.activity_id
    )
    talk = load_talk(setting_in(authorize(may_take_part), place))
    return {
        "lesson": lessons.get_lesson(place.release_id, module, activity),
        "own_names": OWN_NAMES,
        **_shown(talk),
    }


def _shown(talk: Talk) -> dict[str, Any]:
    return {"talk": talk, **talk.keeping}


def _title(place: Place) -> str:
    """The title in the language the course was written in."""
    package = catalogue.get_package(place.release_id)
    _module, activity = catalogue.get_activity(
        place.release_id, place.module_id, place.activity_id
    )
    return activity.title.get(package.source, activity.id)


PANEL = Panel(template="lms/encuentro/discussion.html", load=_load)
