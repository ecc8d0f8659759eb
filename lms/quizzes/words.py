"""How pages and letters speak of quizzes: spans of time, and what somebody needs."""

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_time
from babel.lists import format_list

from lms.foundation.i18n import _, locale, ngettext, zone

MINUTE = timedelta(minutes=1)


def minutes_in_words(minutes: int) -> str:
    """Say how long something lasts: «45 minutos», «2 horas», «1 hora y 30 minutos»."""
    hours, rest = divmod(minutes, 60)
    parts = [
        ngettext("%(num)s hora", "%(num)s horas", hours) if hours else "",
        ngettext("%(num)s minuto", "%(num)s minutos", rest)
        if rest or not hours
        else "",
    ]
    return listed(*filter(None, parts))


def left_in_words(left: timedelta) -> str:
    """Say how much time is left, in whole minutes until the last one, in seconds then.

    Rounded down, so that nobody counts on what is not there.
    """
    if left >= MINUTE:
        return minutes_in_words(int(left / MINUTE))
    seconds = max(0, int(left.total_seconds()))
    return ngettext("%(num)s segundo", "%(num)s segundos", seconds)


def is_one(left: timedelta) -> bool:
    """Whether what ``left_in_words`` says of a time is in the singular."""
    if left >= MINUTE:
        hours, rest = divmod(int(left / MINUTE), 60)
        return (hours, rest) in ((1, 0), (0, 1))
    return int(left.total_seconds()) == 1


def needs_in_words(extra_time: int, extra_attempts: int, pause_minutes: int) -> str:
    """Say what somebody has more than others; empty if nothing."""
    parts = []
    if extra_time:
        parts.append(_("%(percent)s %% más de tiempo", percent=extra_time))
    if extra_attempts:
        parts.append(
            ngettext("%(num)s intento más", "%(num)s intentos más", extra_attempts)
        )
    if pause_minutes:
        parts.append(_("hasta %(time)s de pausa", time=minutes_in_words(pause_minutes)))
    return listed(*parts)


def listed(*parts: str) -> str:
    """Put parts of a sentence in a row: «a, b y c»."""
    return str(format_list(parts, locale=locale())) if parts else ""


def hour_of(moment: datetime, zone_id: str | None, today: date) -> str:
    """Write at what time something is in somebody's zone; with the day if not today."""
    there = zone(zone_id)
    hour = str(format_time(moment, "short", tzinfo=there, locale=locale()))
    day = moment.astimezone(there).date()
    if day == today:
        return hour
    return f"{format_date(day, 'd MMM', locale=locale())}, {hour}"
