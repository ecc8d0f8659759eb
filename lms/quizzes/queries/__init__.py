"""Reading quizzes: attempts, answers, and what they answer."""

from lms.quizzes.lines import UNANSWERED, AttemptLine, SavedAnswer
from lms.quizzes.terms import Terms

from .attempts import (
    SHOWN,
    get_attempt,
    is_overdue,
    line_of,
    list_all_attempts,
    list_attempts,
    read_answers,
)
from .personal import personal_data
from .quizzes import get_paper, get_parts, get_questions, get_quiz, has_quiz
from .taken import TakenLine, find_release, list_taken
from .terms import find_terms

__all__ = [
    "SHOWN",
    "UNANSWERED",
    "AttemptLine",
    "SavedAnswer",
    "TakenLine",
    "Terms",
    "find_release",
    "find_terms",
    "get_attempt",
    "get_paper",
    "get_parts",
    "get_questions",
    "get_quiz",
    "has_quiz",
    "is_overdue",
    "line_of",
    "list_all_attempts",
    "list_attempts",
    "list_taken",
    "personal_data",
    "read_answers",
]
