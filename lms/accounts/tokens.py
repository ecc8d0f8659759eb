"""Secrets that travel in addresses and cookies, of which we keep only the digest."""

import hashlib
import secrets


def new_secret() -> str:
    """Return a secret nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return what is kept of a secret: enough to know it again, not to tell it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
