"""The place of an activity in a course, and how a feature shows what happens there.

The player (the outline, the column, previous and next) belongs to ``learning``; what
stands in the column belongs to the feature of the activity's kind. They meet here,
so that neither needs to know the other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Response, current_app, url_for


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Somebody at an activity: who, in which enrolment, at what.

    ``release_id`` is the release the enrolment began with or was moved to. Where that
    one has no such activity, ``kept_release_id`` is the release of what the person did
    here: it stays at its address (see ``Panel.kept_in``).
    """

    member_id: int
    enrolment_id: int
    edition_id: int
    release_id: int
    course_id: str
    module_id: str
    activity_id: str
    kind: str
    role: str = "participant"
    least_percent: int = 0
    is_news: bool = False
    """Whether the person was somewhere else when last seen."""
    kept_release_id: int | None = None
    closed: Mapping[str, datetime] = field(default_factory=dict)
    """The modules that the edition has not yet opened, and when it does."""

    @property
    def is_gone(self) -> bool:
        """Whether the release the person is on no longer has this activity."""
        return self.kept_release_id is not None

    @property
    def shown_release_id(self) -> int:
        """The release that says what stands here."""
        return self.kept_release_id or self.release_id

    @property
    def panel(self) -> "Panel":
        """What the player shows for this kind of activity."""
        found: Panel = current_app.extensions["lms"].panels[self.kind]
        return found

    @property
    def address(self) -> str:
        return self.at()

    def at(self, **more: Any) -> str:
        """Return the address of the activity; ``_anchor`` and queries as in Flask."""
        return activity_address(
            self.course_id, self.module_id, self.activity_id, **more
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """How one kind of activity fills the player's column.

    ``template`` is included in the player; ``load`` returns what it needs, given the
    place and the request's query. ``goes_on`` tells that going on completes it. What
    ``load`` returns as ``leave`` is said on the way on, for what is not yet handed in.

    ``kept_in`` returns, given an enrolment and the id of an activity, the release of
    what somebody did there, ``None`` if nothing. With it, what was done stays within
    reach after moving to a release that no longer has the activity: the place is then
    ``is_gone``, and ``load`` is asked for it.
    """

    template: str
    load: Callable[[Place], dict[str, Any]]
    goes_on: bool = False
    kept_in: Callable[[int, str], int | None] | None = None


def find_kept(enrolment_id: int, activity_id: str) -> int | None:
    """Return the release of what somebody did in an activity, ``None`` if nothing."""
    panels: dict[str, Panel] = current_app.extensions["lms"].panels
    asked = dict.fromkeys(each.kept_in for each in panels.values() if each.kept_in)
    found = (kept_in(enrolment_id, activity_id) for kept_in in asked)
    return next((release_id for release_id in found if release_id is not None), None)


def activity_address(
    course_id: str, module_id: str, activity_id: str, **more: Any
) -> str:
    """Return the address of an activity in the player."""
    return url_for(
        "lms.learning.show_activity",
        course_id=course_id,
        module_id=module_id,
        activity_id=activity_id,
        **more,
    )


def player_page(place: Place, status: int = 200, **panel: Any) -> Response:
    """Show the player again with what a panel wants changed: errors, what was typed."""
    show: Callable[..., Response] = current_app.extensions["lms"].player
    return show(place, status, **panel)
