"""What every edition says of itself: title, languages, dates. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from lms.foundation.i18n import OWN_NAMES, _
from lms.kernel.language import Language

LONGEST_SLUG = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Basics:
    """The title in each language, the languages, and the dates of an edition."""

    title: dict[str, str]
    languages: tuple[str, ...]
    time_zone: str = "UTC"
    starts_on: date | None = None
    ends_on: date | None = None
    call_opens_at: datetime | None = None
    call_closes_at: datetime | None = None


def faults_of(basics: Basics) -> dict[str, str]:
    """Return what cannot stay as it is, by field, with a sentence for each."""
    found: dict[str, str] = {}
    if not basics.languages:
        found["languages"] = _("Elija al menos un idioma.")
    if not any(basics.title.values()):
        found["title"] = _("Escriba el título en al menos un idioma.")
    if basics.starts_on and basics.ends_on and basics.ends_on < basics.starts_on:
        found["ends_on"] = _("El último día no puede ser anterior al primero.")
    opens, closes = basics.call_opens_at, basics.call_closes_at
    if opens and closes and closes <= opens:
        found["call_closes_at"] = _("Tiene que cerrar después de abrir.")
    return found


def missing_titles(title: dict[str, str], languages: list[str]) -> list[str]:
    """Return the own names of the edition's languages that have no title."""
    return [OWN_NAMES[Language(code)] for code in languages if not title.get(code)]


def slug_of(words: str) -> str:
    """Return words as they may stand in an address."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return slug[:LONGEST_SLUG].strip("-") or "edicion"
