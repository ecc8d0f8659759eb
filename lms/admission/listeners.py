"""What admission hears from the floors below."""

from lms.kernel.events import EventBus
from lms.people import personal
from lms.people.events import MemberLeft

from . import endorsing_listeners, letters, receipts, seat_listeners
from . import models as models  # its tables are part of the site's
from .queries import inviting, offering
from .queries.applying import personal_data
from .recorded import tell_record
from .services.attaching import forget


def register(bus: EventBus) -> None:
    """Hear what concerns admission."""
    endorsing_listeners.register(bus)
    seat_listeners.register(bus)
    letters.register()
    receipts.register()
    tell_record()
    personal.contribute("applications", personal_data)
    personal.contribute("invitations", inviting.personal_data)
    personal.contribute("offers", offering.personal_data)
    bus.listen(MemberLeft, forget_applications)


def forget_applications(event: MemberLeft) -> None:
    """What somebody told in order to be chosen goes with them."""
    forget(member_id=event.member_id)
