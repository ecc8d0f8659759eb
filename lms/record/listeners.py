"""What the record does every minute, and what it tells people of themselves."""

from lms.foundation import postman
from lms.kernel.events import EventBus
from lms.people import personal

from . import queries, services


def register(_bus: EventBus) -> None:
    """Seal what a process that died left unsealed."""
    postman.every_minute("record", services.seal)
    personal.contribute("record", queries.personal_data)
