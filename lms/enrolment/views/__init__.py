"""Pages of editions, for the secretariat."""

from . import basics, calendar, listing, questions, rules, seats
from .blueprint import bp

__all__ = ["basics", "bp", "calendar", "listing", "questions", "rules", "seats"]
