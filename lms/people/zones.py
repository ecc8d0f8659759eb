"""Time zones people can choose, and the one a State's capital lives in."""

from functools import cache
from importlib import resources

CAPITALS = {
    "AR": "America/Argentina/Buenos_Aires",
    "BO": "America/La_Paz",
    "BR": "America/Sao_Paulo",
    "CL": "America/Santiago",
    "CO": "America/Bogota",
    "CR": "America/Costa_Rica",
    "DO": "America/Santo_Domingo",
    "EC": "America/Guayaquil",
    "GT": "America/Guatemala",
    "HN": "America/Tegucigalpa",
    "MX": "America/Mexico_City",
    "NI": "America/Managua",
    "PA": "America/Panama",
    "PE": "America/Lima",
    "PY": "America/Asuncion",
    "SV": "America/El_Salvador",
    "UY": "America/Montevideo",
    "VE": "America/Caracas",
}
ELSEWHERE = (
    "Atlantic/Canary",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Paris",
    "Pacific/Easter",
    "Pacific/Galapagos",
    "UTC",
)


@cache
def zone_names() -> tuple[str, ...]:
    """Return the zones offered: those of the Americas, and a few others."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab")
    lines = table.read_text("utf-8").splitlines()
    zones = (line.split("\t")[2] for line in lines if line and line[0] != "#")
    american = sorted(zone for zone in zones if zone.startswith("America/"))
    return (*american, *ELSEWHERE)


def spoken(zone: str) -> str:
    """Return a zone as people read it: ``Argentina – Buenos Aires``."""
    parts = zone.replace("_", " ").split("/")
    return " – ".join(parts[1:] if parts[0] == "America" else parts)


def zone_of(state: str | None) -> str:
    """Return the zone of a State's capital; UTC where we cannot tell."""
    return CAPITALS.get(state or "", "UTC")
