"""What goes into the services of a quiz, and what comes out."""

from dataclasses import dataclass
from datetime import datetime

from lms.quizzes.kinds.face import Value
from lms.quizzes.lines import SavedAnswer


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What a form says of one question.

    ``shown`` is the answer the form showed, and ``version`` that answer's version;
    ``None`` where the form does not tell: then it was sent because it changed.
    """

    question_id: str
    values: tuple[str, ...]
    version: int | None = None
    shown: tuple[str, ...] | None = None

    @property
    def is_untouched(self) -> bool:
        """Whether the form says what it showed when it was opened."""
        return self.shown is not None and set(self.shown) == set(self.values)


@dataclass(frozen=True, kw_only=True, slots=True)
class Taking:
    """Whose attempt at what: by number, for it may not have begun yet."""

    enrolment_id: int
    activity_id: str
    release_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that was not written: a newer one, or one that stands, was kept."""

    question_id: str
    given: Value
    kept: Value


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a form: the answers as they stand now, and what clashed.

    ``out_of`` counts the questions. ``saved_at`` is ``None`` when there was nothing
    to write. ``expired`` says that the time was up: nothing of the form was kept, the
    attempt has ended with what had been saved, and ``clashes`` tells both texts of
    each answer that came too late. ``checked`` says that an answer was marked while
    the attempt goes on, ``refused`` that the clock was to stand still and does not: no
    pause is left.
    """

    saved_at: datetime | None
    out_of: int
    answers: dict[str, SavedAnswer]
    clashes: tuple[Clash, ...] = ()
    expired: bool = False
    checked: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of handing in: nothing yet, if questions are ``missing``.

    ``dropped`` says that the form differs from what had been handed in before.
    ``expired`` says that the time was up: the attempt ended with what had been saved,
    and ``clashes`` tells both texts of what came too late. Clashes of an attempt that
    goes on are answers that a ``careful`` form did not write over newer ones.
    """

    missing: tuple[str, ...] = ()
    dropped: bool = False
    expired: bool = False
    clashes: tuple[Clash, ...] = ()
