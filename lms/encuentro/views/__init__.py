"""Pages of conversations."""

from . import lists, posts, threads
from .blueprint import bp
from .discussions import PANEL

__all__ = ["PANEL", "bp", "lists", "posts", "threads"]
