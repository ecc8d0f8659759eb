"""How often something may be tried: counted exactly, over every worker."""

import hashlib
import ipaddress
import logging
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app
from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import String, case, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.errors import TooMany

from .database import Base, Timestamp, insert_for, now, session
from .i18n import _, ago
from .work import atomic

log = logging.getLogger("lms.throttle")


class ThrottleCount(Base):
    """How often something was tried in the present window of time."""

    __tablename__ = "lms_throttle"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    hits: Mapped[int]
    expires: Mapped[Timestamp]


class TableStorage(Storage):
    """Counts in our own database, in one statement, so that no try is lost."""

    STORAGE_SCHEME = None

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count one more try and return how many there are in this window."""
        present = now()
        fresh = insert_for(ThrottleCount).values(
            key=key, hits=amount, expires=present + timedelta(seconds=expiry)
        )
        over = ThrottleCount.expires <= present
        counted = fresh.on_conflict_do_update(
            index_elements=[ThrottleCount.key],
            set_={
                "hits": case((over, amount), else_=ThrottleCount.hits + amount),
                "expires": case(
                    (over, fresh.excluded.expires), else_=ThrottleCount.expires
                ),
            },
        ).returning(ThrottleCount.hits)
        with atomic():
            return int(session.execute(counted).scalar_one())

    def get(self, key: str) -> int:
        """Return how many tries there are in this window."""
        statement = select(ThrottleCount.hits).where(
            ThrottleCount.key == key, ThrottleCount.expires > now()
        )
        return session.scalar(statement) or 0

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since the epoch."""
        statement = select(ThrottleCount.expires).where(ThrottleCount.key == key)
        ends = session.scalar(statement)
        return ends.timestamp() if ends else time.time()

    def check(self) -> bool:
        """The table is where everything else is."""
        return True

    def reset(self) -> int | None:
        """Forget every count."""
        with atomic():
            session.execute(delete(ThrottleCount))
        return None

    def clear(self, key: str) -> None:
        """Forget the tries of one key."""
        with atomic():
            session.execute(delete(ThrottleCount).where(ThrottleCount.key == key))


def hit(rule: str, *about: str) -> None:
    """Count a try; raises ``TooMany`` when ``rule`` (``"10/15minutes"``) is used up.

    Called outside of the unit of work it guards, so that a failed try counts. What
    it is ``about`` (an address, a network) is stored as a digest only.
    """
    item, name = parse(rule), _name(about)
    try:
        _hit(_storage(), item, name)
    except TooMany:
        raise
    except _shared_failures() as failure:
        log.warning("the shared counter failed: %s", type(failure).__name__)
        _hit(TableStorage(), item, name)


def forget(rule: str, *about: str) -> None:
    """Start counting anew: the person has shown who they are."""
    _storage().clear(parse(rule).key_for(_name(about)))


def sweep() -> None:
    """Forget the windows that are over."""
    with atomic():
        session.execute(delete(ThrottleCount).where(ThrottleCount.expires < now()))


def network_of(address: str | None) -> str:
    """Return the network an address is in: a /24, or a /48 of the newer ones."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    size = 24 if ip.version == 4 else 48
    return str(ipaddress.ip_network(f"{ip}/{size}", strict=False))


def _hit(storage: Storage, item: RateLimitItem, name: str) -> None:
    limiter = FixedWindowRateLimiter(storage)
    if limiter.hit(item, name):
        return
    ends = limiter.get_window_stats(item, name).reset_time
    wait = max(1, round(ends - time.time()))
    present = datetime.now(UTC)
    raise TooMany(
        _(
            "Hubo demasiados intentos seguidos. Podrá probar de nuevo %(when)s.",
            when=ago(present + timedelta(seconds=wait), present),
        ),
        retry_after=wait,
    )


def _name(about: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(about).encode("utf-8", "replace")).hexdigest()


def _storage() -> Storage:
    """Return the shared counter where there is one, else our own table."""
    url = current_app.config.get("REDIS_URL")
    if not url:
        return TableStorage()
    known: dict[str, Any] = current_app.extensions.setdefault("lms_throttle", {})
    if url not in known:
        known[url] = storage_from_string(url)
    found: Storage = known[url]
    return found


def _shared_failures() -> tuple[type[Exception], ...]:
    """What may go wrong with the shared counter; our own table has no stand-in."""
    if not current_app.config.get("REDIS_URL"):
        return ()
    failures = _storage().base_exceptions
    return failures if isinstance(failures, tuple) else (failures,)
