"""The answer of a policy: yes, or no with a reason worth reading."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy when the act is allowed; otherwise ``reason`` says why not."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason: str) -> Verdict:
    """Refuse, with a sentence the person can act on."""
    return Verdict(False, reason)
