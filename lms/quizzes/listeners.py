"""What quizzes hear from the floors below, and what they do every minute."""

from lms.catalogue.events import CoursePublished
from lms.foundation import postman
from lms.foundation.i18n import _
from lms.kernel.events import EventBus
from lms.people import desk
from lms.people.events import MemberLeft

from . import services
from .queries.needs import get_needs
from .services import versioning
from .words import needs_in_words


def register(bus: EventBus) -> None:
    """Hear what concerns quizzes."""
    bus.listen(CoursePublished, number_questions)
    bus.listen(MemberLeft, forget_needs)
    postman.every_minute("quizzes", services.sweep)
    desk.contribute("quizzes", tell_needs)


def number_questions(event: CoursePublished) -> None:
    """A question that a release changed has a new version from then on."""
    versioning.record_versions(course_id=event.course_id)


def forget_needs(event: MemberLeft) -> None:
    """What a member needed goes with them; attempts stay, nameless."""
    services.forget_needs(member_id=event.member_id)


def tell_needs(member_id: int) -> str:
    """Tell a member on their own page what they have more than others in quizzes."""
    needs = get_needs(member_id)
    if not needs:
        return ""
    words = needs_in_words(needs.extra_time, needs.extra_attempts, needs.pause_minutes)
    return _("En los cuestionarios tiene %(needs)s.", needs=words)
