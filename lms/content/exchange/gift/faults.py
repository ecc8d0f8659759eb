"""What can be wrong with a file, with a question, and with how it was understood."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from lms.content.exchange.carried import Loss


class Unreadable(Exception):
    """A question cannot be read or written, for ``loss``; the others can."""

    def __init__(
        self, code: str, message: str, line: int = 0, **values: object
    ) -> None:
        super().__init__(message)
        self.loss = Loss(code=code, message=message, values=values, line=line)


class Losses:
    """Collects what is lost on the way, of one question after another."""

    def __init__(self) -> None:
        self.all: list[Loss] = []
        self._question = ""
        self._line = 0

    @contextmanager
    def about(self, question: str, line: int = 0) -> Iterator[None]:
        """Say of which question the losses are, and where it begins."""
        before = self._question, self._line
        self._question, self._line = question, line
        yield
        self._question, self._line = before

    def named(self, since: int, question: str) -> None:
        """Say of which question the losses are that were written down since then."""
        for at in range(since, len(self.all)):
            self.all[at] = replace(self.all[at], question=question)

    def take(self, losses: Iterable[Loss]) -> None:
        """Take over losses that may name no question and no line."""
        for loss in losses:
            whole = replace(
                loss,
                question=loss.question or self._question,
                line=loss.line or self._line,
            )
            if whole not in self.all[-5:]:
                self.all.append(whole)

    def add(self, code: str, message: str, line: int = 0, **values: object) -> None:
        """Write down a loss."""
        self.take([Loss(code=code, message=message, values=values, line=line)])
