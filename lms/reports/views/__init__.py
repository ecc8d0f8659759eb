"""Pages of reports."""

from . import country, message, own, person, roster
from .blueprint import bp
from .menu import desks_of

__all__ = ["bp", "country", "desks_of", "message", "own", "person", "roster"]
