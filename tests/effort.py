"""How much work something is, counted in steps and not in seconds.

Seconds depend on the machine and on what else it does. Which lines run, and what they
call, does not: what takes four times the steps for four times the input is linear here
and everywhere. What happens inside one call of C, such as a search in a text or a
regular expression, is one step however long it takes; for that a test needs an input so
large that it would not end otherwise.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

TIMES = 4
"""How much larger the second input is in ``growth``."""
EVEN = 5.0
"""What the work may grow by at most if it is linear, with something to spare."""


def steps(act: Callable[[], object]) -> int:
    """How many lines of Python run, and how many functions of C they call."""
    count = 0

    def line(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(_frame: FrameType, event: str, _value: Any) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        act()
    finally:
        sys.setprofile(before[1])
        sys.settrace(before[0])
    return count


def growth(act: Callable[[int], object], size: int) -> float:
    """By how much the work grows where the input is ``TIMES`` as large.

    What is kept after the first time (compiled patterns, modules) is made before it
    counts.
    """
    act(size)
    less, more = steps(lambda: act(size)), steps(lambda: act(TIMES * size))
    return more / less
