"""What is written down while an item is read, and why an item is given up."""

from collections.abc import Iterable
from dataclasses import replace

from lms.content.exchange.carried import Loss


class Refused(Exception):
    """An item cannot become a question; ``loss`` says why."""

    def __init__(
        self, code: str, message: str, line: int = 0, **values: object
    ) -> None:
        super().__init__(message)
        self.loss = Loss(code=code, message=message, values=values, line=line)


class NotUnderstood(Exception):
    """A rule of marking uses something that is not known here.

    ``message`` says so, where there is more to say than the name of the thing.
    """

    def __init__(self, what: str, line: int = 0, message: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.message = message


class Notes:
    """Collects what was lost of one item, each thing once."""

    def __init__(self) -> None:
        self._losses: list[Loss] = []

    def lose(self, code: str, message: str, line: int = 0, **values: object) -> None:
        """Write down a loss."""
        self.add([Loss(code=code, message=message, values=values, line=line)])

    def add(self, losses: Iterable[Loss]) -> None:
        """Write down losses that somebody else found."""
        for loss in losses:
            if loss not in self._losses:
                self._losses.append(loss)

    def told(self, question: str) -> tuple[Loss, ...]:
        """Everything lost, as losses of a question."""
        return tuple(
            loss if loss.question else replace(loss, question=question)
            for loss in self._losses
        )
