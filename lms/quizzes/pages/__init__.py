"""What the pages of a quiz show somebody: questions, answers, results, the time."""

from .line import Line
from .making import Wanted, get_page
from .outcome import Outcome
from .page import QuizPage, Stage

__all__ = ["Line", "Outcome", "QuizPage", "Stage", "Wanted", "get_page"]
