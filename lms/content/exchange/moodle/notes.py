"""What is written down while questions are carried, and why one is given up."""

from collections.abc import Iterable
from dataclasses import replace

from lms.content.exchange.carried import Loss
from lms.kernel.language import N_


class Refused(Exception):
    """A question cannot be carried; ``loss`` says why. The others can."""

    def __init__(
        self, code: str, message: str, line: int = 0, **values: object
    ) -> None:
        super().__init__(message)
        self.loss = Loss(code=code, message=message, values=values, line=line)


def too_many(count: int, most: int, line: int) -> Refused:
    """There is more to choose from than anybody would read."""
    return Refused(
        "too-many",
        N_("Hay demasiadas opciones: %(count)s. El máximo es %(most)s."),
        line,
        count=count,
        most=most,
    )


class Notes:
    """Collects what is lost of one question, each thing once."""

    def __init__(self, line: int = 0) -> None:
        self._line = line
        self._losses: dict[object, Loss] = {}

    def lose(self, code: str, message: str, line: int = 0, **values: object) -> None:
        """Write down a loss; without a line it is where the question begins."""
        self.take([Loss(code=code, message=message, values=values)], line)

    def take(self, losses: Iterable[Loss], line: int = 0) -> None:
        """Write down losses that name no line."""
        for loss in losses:
            whole = replace(loss, line=loss.line or line or self._line)
            said = whole.code, whole.message, whole.line, *whole.values.items()
            self._losses.setdefault(said, whole)

    def told(self, question: str) -> tuple[Loss, ...]:
        """Everything lost, as losses of a question."""
        return tuple(replace(loss, question=question) for loss in self._losses.values())
