"""What reports hear: nothing yet; here their letters are announced."""

from lms.kernel.events import EventBus

from . import letters


def register(_bus: EventBus) -> None:
    """Say who writes the letters of this feature."""
    letters.register()
