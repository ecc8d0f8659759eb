"""Takes letters out of the outbox: beside a small site, or as a process of its own.

On the way it does what features want to have done once a minute.
"""

import logging
import threading
import time
from collections.abc import Callable

from flask import Flask

from . import outbox, throttle

EVERY = 2.0
"""Seconds between two looks into the outbox."""

ROUND_EVERY = 60.0
SWEEP_EVERY = 3600.0

_ROUNDS: dict[str, Callable[[], object]] = {}

log = logging.getLogger("lms.mail")


def every_minute(name: str, call: Callable[[], object]) -> None:
    """Have something done once a minute, in an application context without a unit.

    Every process with a postman does it, perhaps at the same moment as another one. A
    name stands for one call: saying it again replaces it.
    """
    _ROUNDS[name] = call


def start(app: Flask) -> threading.Event:
    """Deliver in the background of this process; set the event to stop."""
    stop = threading.Event()
    threading.Thread(
        target=watch, args=(app, stop), name="lms-postman", daemon=True
    ).start()
    return stop


def watch(app: Flask, stop: threading.Event | None = None) -> None:
    """Deliver what comes until told to stop; a bad moment is not the end."""
    stop = stop or threading.Event()
    swept = gone_round = -SWEEP_EVERY
    while not stop.is_set():
        try:
            with app.app_context():
                outbox.deliver()
                if time.monotonic() - gone_round > ROUND_EVERY:
                    gone_round = time.monotonic()
                    go_round()
                if time.monotonic() - swept > SWEEP_EVERY:
                    sweep()
                    swept = time.monotonic()
        except Exception as failure:  # the next round may find the database again
            log.warning("no letters this round: %s", type(failure).__name__)
        stop.wait(EVERY)


def go_round() -> None:
    """Do what features want once a minute; what fails does not stop the others."""
    for name, call in _ROUNDS.items():
        try:
            call()
        except Exception as failure:  # the next minute may find the database again
            log.warning("no round of %s: %s", name, type(failure).__name__)


def sweep() -> None:
    """Forget what nobody needs any more."""
    outbox.sweep()
    throttle.sweep()
