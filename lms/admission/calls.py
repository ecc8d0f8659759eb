"""Whether an edition takes applications: by its state, its dates and the clock."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.enrolment.models import Edition
from lms.enrolment.states import EditionState
from lms.foundation.i18n import _, day_and_hour, zone_name


class CallState(StrEnum):
    """How the call of an edition stands."""

    UNSEEN = "unseen"
    """There is nothing to see for the public: a draft, or no call at all."""
    SOON = "soon"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A call: the state of its edition, and when it opens and closes.

    Without a first moment it opens with the state, without a last one it ends with it.
    The last moment itself is too late.
    """

    state: EditionState
    opens_at: datetime | None
    closes_at: datetime | None

    def at(self, moment: datetime) -> CallState:
        """Return how the call stands at a moment."""
        if self.state is EditionState.DRAFT:
            return CallState.UNSEEN
        if self.state is not EditionState.CALL:
            return CallState.OVER
        if self.closes_at and moment >= self.closes_at:
            return CallState.OVER
        if self.opens_at and moment < self.opens_at:
            return CallState.SOON
        return CallState.OPEN


def call_of(edition: Edition) -> Call:
    """Return the call of an edition; the permanent offer has none."""
    state = EditionState(edition.state)
    return Call(
        state=EditionState.DRAFT if edition.kind == "permanent" else state,
        opens_at=edition.call_opens_at,
        closes_at=edition.call_closes_at,
    )


def why_shut(edition: Edition, moment: datetime) -> str:
    """Say why an edition takes no application now; nothing where it does.

    The hours are those of the edition: the rule is the same for everybody.
    """
    call = call_of(edition)
    how = call.at(moment)
    if how is CallState.OPEN:
        return ""
    zone = zone_name(edition.time_zone)
    if how is CallState.SOON and call.opens_at:
        opens = day_and_hour(call.opens_at, edition.time_zone, "long")
        return _(
            "La convocatoria abre el %(moment)s (%(zone)s).", moment=opens, zone=zone
        )
    if how is CallState.OVER and call.closes_at and moment >= call.closes_at:
        closed = day_and_hour(call.closes_at, edition.time_zone, "long")
        return _(
            "La convocatoria cerró el %(moment)s (%(zone)s).", moment=closed, zone=zone
        )
    if how is CallState.UNSEEN:
        return _("Esta edición no recibe solicitudes por ahora.")
    return _("La convocatoria ya cerró: la selección está en marcha o terminó.")
