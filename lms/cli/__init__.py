"""The ``flask lms …`` commands."""

from .group import make_commands

__all__ = ["make_commands"]
