"""How an answer made of several parts is turned into one mark."""

from enum import StrEnum


class Marking(StrEnum):
    """Which rule marks a question of several parts."""

    ALL = "all"
    """Everything right, or nothing."""
    PARTIAL = "partial"
    """Each right part gives its share."""
    PENALTY = "penalty"
    """Each right part gives its share, each wrong one takes one away; never below 0."""
    WEIGHTS = "weights"
    """The author's own weights are added up, between 0 and 1."""
    RUN = "run"
    """The longest run of things in the right order gives the mark."""
