"""The desk of national focal points, and what they ask of applicants."""

from . import acts as acts  # its views are registered as it is read
from . import asked as asked
from . import desk as desk
from . import people as people
from . import together as together
from .blueprint import bp

__all__ = ["bp"]
