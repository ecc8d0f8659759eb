"""The languages people read: gettext on Babel, independent of the host's own.

Source texts are Spanish; ``lms/translations`` holds one catalogue for each other
language. The language spoken is a context variable, so that a page, a mail and a
command each speak theirs, and a look-up costs less than a microsecond.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time, format_timedelta, get_timezone_name
from babel.dates import format_datetime as babel_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import LazyProxy
from markupsafe import escape

from lms.kernel.language import SOURCE, Language

TRANSLATIONS = Path(__file__).parents[1] / "translations"
LOCALES = {Language.ES: "es_419", Language.PT: "pt_BR", Language.EN: "en_GB"}
OWN_NAMES = {
    Language.ES: "Español",
    Language.PT: "Português",
    Language.EN: "English",
}

_language: ContextVar[Language] = ContextVar("lms_language", default=SOURCE)


@cache
def _catalogue(language: Language) -> NullTranslations:
    path = TRANSLATIONS / language / "LC_MESSAGES" / "lms.po"
    if language is SOURCE or not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        messages = read_po(file, locale=LOCALES[language])
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


def current_language() -> Language:
    """Return the language this page, mail or command speaks."""
    return _language.get()


def speak(language: Language) -> None:
    """Speak a language from here on, in this context."""
    _language.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak another language for a while: in a mail to somebody else, say."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str, **values: Any) -> str:
    """Translate a Spanish source text; ``%(name)s`` takes the values given."""
    text = _catalogue(_language.get()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """Translate a text that counts; ``%(num)s`` is the number."""
    text = _catalogue(_language.get()).ngettext(one, many, num)
    return text % {"num": num, **values}


_ = gettext


def lazy(message: str, **values: Any) -> Any:
    """Return a text that is translated when it is shown, for use at import time."""
    return LazyProxy(gettext, message, enable_cache=False, **values)


def page_gettext(message: str, **values: Any) -> str:
    """Translate inside a template: values are escaped, the result is safe there."""
    text = _catalogue(_language.get()).gettext(message)
    if not values:
        return text
    return escape(text) % values


def page_ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """Translate a counting text inside a template."""
    text = _catalogue(_language.get()).ngettext(one, many, num)
    return escape(text) % {"num": num, **values}


def hours(amount: float) -> str:
    """Say how many hours something takes: whole ones, or with one decimal."""
    text = _catalogue(_language.get()).ngettext(
        "%(num)s hora", "%(num)s horas", 1 if amount == 1 else 2
    )
    return text % {"num": decimal_number(amount, "#,##0.#")}


def decimal_number(amount: float, shape: str) -> str:
    """Write a number as its language does: with a comma in Spanish, of any country."""
    return str(format_decimal(amount, format=shape, locale=str(_language.get())))


def locale(language: Language | None = None) -> Locale:
    """Return the Babel locale of a language, by default the one spoken."""
    return _locale(language or _language.get())


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(LOCALES[language])


def zone(name: str | None) -> ZoneInfo:
    """Return a time zone by its IANA name; UTC where there is none of that name."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def zone_name(name: str | None) -> str:
    """Return what people there call the time zone."""
    return _zone_name(name, _language.get())


@lru_cache(maxsize=500)
def _zone_name(name: str | None, language: Language) -> str:
    where, spoken, regions = zone(name), _locale(language), get_global("meta_zones")
    # Babel misses the names of some zones of Argentina, which keep one time.
    if where.key.startswith("America/Argentina/"):
        where = zone("America/Argentina/Ushuaia")
    # A place that knows no summer time has a standard name alone; unless it is asked
    # for, Babel makes up a summer time there.
    names = spoken.meta_zones.get(regions.get(where.key), {}).get("long", {})
    return str(
        get_timezone_name(
            where,
            locale=spoken,
            width="long",
            zone_variant=None if "generic" in names else "standard",
        )
    )


def day_and_hour(value: datetime, zone_id: str | None, shape: str = "medium") -> str:
    """Write when something was, in somebody's own time zone, to the minute."""
    return _day_and_hour(value, zone_id, shape, _language.get())


@lru_cache(maxsize=5_000)
def _day_and_hour(
    value: datetime, zone_id: str | None, shape: str, language: Language
) -> str:
    # Kept, for Babel takes half as long as a query and a conversation has twenty.
    there, spoken = zone(zone_id), _locale(language)
    day = format_date(value.astimezone(there), shape, locale=spoken)
    hour = format_time(value, "short", tzinfo=there, locale=spoken)
    return f"{day}, {hour}"


def day_name(value: date, shape: str = "medium") -> str:
    """Write a day: short, medium, long or full."""
    return str(format_date(value, shape, locale=locale()))


def moment(value: datetime, zone_id: str | None, shape: str = "medium") -> str:
    """Write a moment in somebody's own time zone: short, medium, long or full."""
    return str(
        babel_datetime(value, format=shape, tzinfo=zone(zone_id), locale=locale())
    )


def ago(value: datetime, present: datetime) -> str:
    """Say how long ago or how far ahead a moment is, in words."""
    return str(format_timedelta(value - present, add_direction=True, locale=locale()))


def country_name(code: str | None) -> str:
    """Return the name of a country, by its ISO 3166 code, in the language spoken."""
    return _country_name(code, _language.get()) if code else ""


@cache
def _country_name(code: str, language: Language) -> str:
    # There are few of them, and Babel looks each up in several places.
    return str(_locale(language).territories.get(code, code))
