"""What came of carrying questions from one format into another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lms.content.asking import Question


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """Something that could not be carried over, and why.

    ``message`` is a Spanish template and ``values`` fill it, as in a ``Finding``.
    ``question`` is the question's id or, where none came of it, its name in the file;
    ``line`` is 0 where no line is known.
    """

    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    question: str = ""
    line: int = 0

    @property
    def words(self) -> str:
        """The whole sentence, in Spanish."""
        return self.message % self.values

    def __str__(self) -> str:
        where = f"{self.question}: " if self.question else ""
        return f"{self.line}: {where}{self.words}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """Questions that were read, the pictures they show (by path in a course), and
    everything that was left behind."""

    questions: tuple[Question, ...]
    losses: tuple[Loss, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A file that was written, and everything it could not hold."""

    data: bytes
    losses: tuple[Loss, ...] = ()


class ExchangeFaulty(Exception):
    """The file cannot be read at all; ``losses`` says where and why, one at least."""

    def __init__(self, losses: Sequence[Loss]) -> None:
        super().__init__("\n".join(map(str, losses)))
        self.losses = tuple(losses)
