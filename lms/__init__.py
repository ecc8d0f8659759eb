"""A learning platform for Flask: alone, or inside another site."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lms.extension import LMS

__all__ = ["LMS"]


def __getattr__(name: str) -> Any:
    """Load the extension when it is asked for.

    The pure floors (kernel, content) can then be used without Flask or a database:
    to check a course on its author's machine, say.
    """
    if name == "LMS":
        from lms.extension import LMS  # noqa: PLC0415 – see the docstring

        return LMS
    raise AttributeError(name)
