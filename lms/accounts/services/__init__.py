"""Changing the accounts, one act per module."""

from .registering import make_account

__all__ = ["make_account"]
