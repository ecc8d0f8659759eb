"""Where the private keys lie: files in a folder that only the site's account reads."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from flask import current_app

from . import signing
from .errors import KeyExposed, KeyMissing

log = logging.getLogger("lms.certificates")


@dataclass(frozen=True, slots=True)
class Pair:
    """A key that can sign, and its public name."""

    private: Ed25519PrivateKey
    public: str


def folder() -> Path:
    """Return where the keys of this site are: ``LMS_KEYS``, else in its instance."""
    config = current_app.config
    if config["LMS_KEYS"]:
        return Path(config["LMS_KEYS"])
    return Path(config.get("LMS_INSTANCE") or current_app.instance_path) / "keys"


def make() -> str:
    """Make a pair of keys, keep the private one in its file; return the public one."""
    private = Ed25519PrivateKey.generate()
    public = signing.public_of(private)
    where = folder()
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    body = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(_file(public), flags, 0o600), "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    return public


def load(public: str) -> Pair:
    """Return a key from its file; raises ``KeyMissing`` or ``KeyExposed``."""
    file = _file(public)
    try:
        body = file.read_bytes()
    except OSError as missing:
        log.warning("the private key %s is not in its folder", public)
        raise KeyMissing from missing
    if os.name == "posix" and file.stat().st_mode & 0o077:
        raise KeyExposed(str(file))
    private = load_pem_private_key(body, password=None)
    if not isinstance(private, Ed25519PrivateKey) or (
        signing.public_of(private) != public
    ):
        raise KeyMissing
    return Pair(private, public)


def _file(public: str) -> Path:
    return folder() / f"{public}.pem"
