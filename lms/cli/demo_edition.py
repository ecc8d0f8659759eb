"""An edition with an open call, to try the site with, never in production."""

from datetime import timedelta
from importlib import resources
from typing import Any

import yaml
from sqlalchemy import select

from lms.catalogue import queries as catalogue
from lms.catalogue.models import Course
from lms.enrolment import services
from lms.enrolment.basics import Basics
from lms.enrolment.models import Edition
from lms.enrolment.rules import Dimension, Eligibility, Target, from_plain
from lms.enrolment.states import EditionState
from lms.foundation.database import now, session
from lms.people.models import Member

from .demo_applications import add_applications

COURSE = "fundamentos"
SECRETARIAT = "secretaria@demo.example"
ZONE = "America/Argentina/Buenos_Aires"


def told() -> dict[str, Any]:
    """Return what the edition says, in three languages."""
    kept = resources.files(__package__).joinpath("demo_edition.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(kept)
    return found


def add_demo_edition() -> bool:
    """Add the edition if it is not there; say whether it was added."""
    by_id = session.scalar(select(Member.id).where(Member.email == SECRETARIAT))
    there = session.scalar(
        select(Edition.id).where(Edition.course_id == COURSE, Edition.kind == "dated")
    )
    if by_id is None or there or session.get(Course, COURSE) is None:
        return False
    edition = services.create_edition(course_id=COURSE, basics=_basics(), by_id=by_id)
    _settle(edition, by_id)
    services.move_edition(edition_id=edition.id, to=EditionState.CALL, by_id=by_id)
    session.flush()
    add_applications(edition, by_id=by_id)
    return True


def _basics() -> Basics:
    start = now().date() + timedelta(days=45)
    return Basics(
        title=told()["title"],
        languages=("es", "pt", "en"),
        time_zone=ZONE,
        starts_on=start,
        ends_on=start + timedelta(days=56),
        call_closes_at=now().replace(minute=0, second=0, microsecond=0)
        + timedelta(days=20),
    )


def _settle(edition: Edition, by_id: int) -> None:
    rules = from_plain(told()["rules"])
    services.set_seats(
        edition_id=edition.id,
        seats=25,
        seats_per_state=3,
        eligibility=Eligibility(),
        targets=[Target(dimension=Dimension.GENDER, value="woman", at_least=12)],
        by_id=by_id,
    )
    for question in rules.questions:
        services.put_question(edition_id=edition.id, question=question, by_id=by_id)
    services.set_criteria(
        edition_id=edition.id,
        criteria=rules.criteria,
        blind=False,
        offer_days=5,
        by_id=by_id,
    )
    modules = catalogue.get_card(COURSE).package.modules
    services.set_calendar(
        edition_id=edition.id,
        days={module.id: (14 * n, 14 * n + 13) for n, module in enumerate(modules)},
        by_id=by_id,
    )
    services.set_session(
        edition_id=edition.id,
        session_id=None,
        title=told()["meeting"],
        day=0,
        at="15:00",
        minutes=60,
        address="https://encuentro.example/apertura",
        by_id=by_id,
    )
