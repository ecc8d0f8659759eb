"""How far somebody is: a pure function of what was done and of the release."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.schema import Activity, CoursePackage, Module


@dataclass(frozen=True, slots=True)
class Step:
    """An activity in a learner's way: is it done?"""

    module: Module
    activity: Activity
    done: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a learner is in a release; ``percent`` is a whole number, 0–100."""

    steps: tuple[Step, ...]
    percent: int

    @property
    def required(self) -> int:
        """How many activities the course asks for."""
        return sum(step.activity.required for step in self.steps)

    @property
    def done(self) -> int:
        """How many of the required activities are done."""
        return sum(step.activity.required and step.done for step in self.steps)

    @property
    def missing(self) -> list[Step]:
        """What is still to do before the course is complete, in its order."""
        return [s for s in self.steps if s.activity.required and not s.done]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    def next_step(self) -> Step | None:
        """The first required activity not done yet."""
        return next(iter(self.missing), None)


def progress(package: CoursePackage, done: Iterable[str], least: int = 0) -> Progress:
    """Compute the progress of somebody who has done the activities named.

    The percentage is the share of required activities done, rounded down, so that
    100 means everything; it depends neither on order nor on repetition, and never
    falls as more is done. ``least`` (0–100) is what was reached before moving to
    this release: below it the figure does not fall either, but only what is done
    makes a course complete. A course that requires nothing is at 100 from the start.
    """
    known = set(done)
    steps = tuple(
        Step(module, activity, activity.id in known)
        for module, activity in package.places()
    )
    required = [step for step in steps if step.activity.required]
    done_of = sum(step.done for step in required)
    return Progress(steps, percent_of(done_of, len(required), least))


def percent_of(done: int, required: int, least: int = 0) -> int:
    """Return the percentage for so many done of those required; see ``progress``."""
    if not required:
        return 100
    share = 100 * done // required
    return max(share, min(max(least, 0), 99) if share < 100 else 0)
