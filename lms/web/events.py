"""What happens at the edge."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageChosen(Event):
    """Whoever is asking wants to be spoken to in this language from now on."""

    language: str
