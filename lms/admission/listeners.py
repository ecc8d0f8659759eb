"""What admission hears from the floors below."""

from lms.kernel.events import EventBus

from . import models as models  # its tables are part of the site's


def register(bus: EventBus) -> None:
    """Hear what concerns admission."""
