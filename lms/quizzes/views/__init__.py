"""Pages of quizzes."""

from . import accommodations, analysis, desk, home, regrade, schedule, taking
from .blueprint import bp
from .blueprint import desk as desk_pages
from .panel import PANEL

bp.register_blueprint(desk_pages)

__all__ = [
    "PANEL",
    "accommodations",
    "analysis",
    "bp",
    "desk",
    "home",
    "regrade",
    "schedule",
    "taking",
]
