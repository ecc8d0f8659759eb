"""The ways a request can fail for reasons that are not bugs."""


class LmsError(Exception):
    """Base of every expected failure; its text is safe to show to a person."""


class NotFound(LmsError):
    """What was asked for does not exist, or this person may not know it does."""


class Denied(LmsError):
    """The person is known and the thing is visible, but the act is not theirs."""


class SignInNeeded(Denied):
    """The act is for members, and nobody is signed in."""


class Conflict(LmsError):
    """The act is allowed in general, but not in the present state of things."""


class Invalid(LmsError):
    """The values given break a rule of the domain."""


class Expired(LmsError):
    """The form comes from a page that is too old, or from another site."""


class TooMany(LmsError):
    """The act was tried too often; ``retry_after`` says how many seconds to wait."""

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
