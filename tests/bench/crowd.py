"""Several learners at once, each doing the same over and over."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .learner import Learner
from .server import Server


@dataclass(frozen=True)
class Turnout:
    """How often something was done in a second, the CPU of each time, and how many
    requests it took, first ones included."""

    rate: float
    cpu_ms: float
    requests: float


def together(
    server: Server,
    learners: Sequence[Learner],
    act: Callable[[Learner], None],
    seconds: float,
) -> Turnout:
    """Let every learner act until the time is over; a failure ends the measuring."""
    done, failures = [0] * len(learners), []
    asked = sum(learner.asked for learner in learners)
    began, before = time.monotonic(), server.cpu()

    def go_on(place: int) -> None:
        try:
            while time.monotonic() - began < seconds:
                act(learners[place])
                done[place] += 1
        except Exception as failure:  # told to the one who waits for us
            failures.append(failure)

    threads = [
        threading.Thread(target=go_on, args=(place,)) for place in range(len(learners))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    took, used = time.monotonic() - began, server.cpu() - before
    times = max(sum(done), 1)
    return Turnout(
        rate=sum(done) / took,
        cpu_ms=1000 * used / times,
        requests=(sum(learner.asked for learner in learners) - asked) / times,
    )
