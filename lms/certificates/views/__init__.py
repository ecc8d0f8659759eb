"""Pages of certificates."""

from . import desk, issuer, own, verify
from .blueprint import bp

__all__ = ["bp", "desk", "issuer", "own", "verify"]
