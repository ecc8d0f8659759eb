"""The selection desk of the secretariat, and the scoring of the reviewers."""

from . import deciding, listing, one, proposing, telling
from .blueprint import bp

__all__ = ["bp", "deciding", "listing", "one", "proposing", "telling"]
