"""The States of the Network and their institutions, as reference data.

Source: the Network's report for 2012–2017. Rows are valid from the year that report
closes with until somebody writes down a change; nothing here is counted on.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from lms.foundation.database import session

from .models import Institution, State, StateStatus

FILE = Path(__file__).with_name("states.yaml")


def load_states() -> int:
    """Bring the States' rows up to what ``states.yaml`` says; return their number.

    Doing it twice changes nothing; what somebody added by hand stays.
    """
    data: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    since: date = data["valid_from"]
    for entry in data["states"]:
        if session.get(State, entry["code"]) is None:
            session.add(
                State(code=entry["code"], long_code=entry["long"], name=entry["name"])
            )
            session.flush()
        _load_status(entry, since, data["source"])
        _load_institutions(entry, since, data["source"])
    session.flush()
    return len(data["states"])


def _load_status(entry: dict[str, Any], since: date, source: str) -> None:
    known = select(StateStatus.id).where(StateStatus.state_code == entry["code"])
    if session.scalar(known) is None:
        session.add(
            StateStatus(
                state_code=entry["code"],
                status=entry.get("status", "full"),
                valid_from=since,
                source=source,
            )
        )


def _load_institutions(entry: dict[str, Any], since: date, source: str) -> None:
    known = set(
        session.scalars(
            select(Institution.name).where(Institution.state_code == entry["code"])
        )
    )
    for name in entry["institutions"]:
        if name not in known:
            session.add(
                Institution(
                    state_code=entry["code"],
                    name=name,
                    valid_from=since,
                    source=source,
                )
            )
