"""Changing quizzes: answers are kept as one goes, and handed in once."""

from .beginning import begin
from .expiring import expire_if_due, expire_overdue
from .given import Clash, Given, Handed, Saved, Taking
from .moving import check_answer, go_to, stop_clock
from .pausing import pause, resume
from .saving import save_answers
from .scheduling import forget_needs, set_accommodation, set_schedule
from .settling import release_marks, settle, settle_released
from .submitting import submit
from .sweeping import sweep

__all__ = [
    "Clash",
    "Given",
    "Handed",
    "Saved",
    "Taking",
    "begin",
    "check_answer",
    "expire_if_due",
    "expire_overdue",
    "forget_needs",
    "go_to",
    "pause",
    "release_marks",
    "resume",
    "save_answers",
    "set_accommodation",
    "set_schedule",
    "settle",
    "settle_released",
    "stop_clock",
    "submit",
    "sweep",
]
