"""A quiz whose key was wrong, and marking it anew, for tests."""

from dataclasses import replace

from lms.catalogue.models import Release
from lms.foundation.work import atomic
from lms.quizzes.queries.regrading import Preview, preview
from lms.quizzes.services.regrading import Regrading, regrade
from tests.factories.attempts import attempts, edition_of, publish_quiz, singles, submit
from tests.factories.questions import choices, make_question
from tests.factories.quizzes import ACTIVITY, Learner, make_learner

B, C = ("b",), ("c",)
OLD = make_question("single", "uno", points=2)
NEW = replace(OLD, content=choices("c"))
REST = singles("dos")


def look(learner: Learner, release: Release) -> Preview:
    """What the key of a release would change now."""
    return preview(
        edition_id=edition_of(learner), activity_id=ACTIVITY, release_id=release.id
    )


def apply(
    learner: Learner,
    release: Release,
    by_id: int,
    *,
    digest: str | None = None,
    reason: str = "La clave estaba mal.",
) -> int | None:
    """Mark anew, by default as it would be previewed now."""
    asked = Regrading(
        edition_id=edition_of(learner),
        activity_id=ACTIVITY,
        release_id=release.id,
        digest=look(learner, release).digest if digest is None else digest,
        reason=reason,
        by_id=by_id,
    )
    with atomic():
        return regrade(asked)


def state_of(learner: Learner) -> list[tuple[object, ...]]:
    """The points, their sum and the marks of each attempt."""
    return [(line.points, line.out_of, line.marks) for line in attempts(learner)]


def made() -> tuple[Learner, Learner]:
    """Ana was right by the old key, Eva is by the new one; two points of three."""
    publish_quiz(OLD, *REST)
    ana, eva = make_learner(name="Ana"), make_learner(name="Eva")
    submit(ana, uno=B, dos=B)
    submit(eva, uno=C, dos=B)
    return ana, eva
