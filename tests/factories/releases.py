"""Later releases of a course that its learners move to, for tests."""

from dataclasses import replace

from lms.catalogue.models import Release
from lms.catalogue.publishing import publish
from lms.catalogue.queries import get_files
from lms.enrolment import services as enrolment
from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.foundation.work import atomic
from tests.factories.courses import text
from tests.factories.quizzes import Learner

MODULE = "01-modulo/module.yaml"
FILE = "01-modulo/08-cuestionario"
QUIZ = "- id: cuestionario\n  kind: quiz\n  file: 08-cuestionario\n  minutes: 5\n"


def publish_without_quiz(release_id: int) -> Release:
    """Publish a release as another one is, but for its quiz; call inside a context."""
    files = _files_without_quiz(release_id)
    with atomic():
        return publish(files)[0]


def publish_with_quiz_elsewhere(release_id: int) -> Release:
    """Publish a release as another one is, but with the quiz in a second module."""
    kept = get_files(release_id)
    files = _files_without_quiz(release_id)
    for path, body in kept.items():
        if path.startswith(FILE):
            files[path.replace("01-modulo", "02-despues")] = body
    files["02-despues/module.yaml"] = (
        f"id: despues\ntitle:\n{text('Después', 2)}"
        f"purpose:\n{text('Seguir.', 2)}activities:\n{QUIZ}"
    ).encode()
    files["course.yaml"] += b"- 02-despues\n"
    with atomic():
        return publish(files)[0]


def move(learner: Learner, course_id: str = "curso") -> Learner:
    """Move somebody to the newest release; return them as they are then."""
    with atomic():
        enrolment.move_to_newest(
            member_id=learner.member_id, course_id=course_id, percent=0
        )
    seat = session.get_one(Enrolment, learner.enrolment_id)
    return replace(learner, release_id=seat.release_id)


def _files_without_quiz(release_id: int) -> dict[str, bytes]:
    files = get_files(release_id)
    activities = files[MODULE].decode()
    assert QUIZ in activities
    files[MODULE] = activities.replace(QUIZ, "").encode()
    return {path: body for path, body in files.items() if not path.startswith(FILE)}
